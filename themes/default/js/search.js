// Search: text -> words, as `src/search/words.rs` has them. A test holds the two equal.

/** @typedef {{ text: string, start: number, end: number }} Word */

/**
 * Letters, and what is typed for them.
 * @type {Record<string, string>}
 */
const PLAIN = {
  "и\u0306": "й",
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  æ: "ae",
  œ: "oe",
  ı: "i",
  þ: "th",
  ħ: "h",
  ς: "σ",
  ʻ: "'",
  ʼ: "'",
  "\u0649": "\u064a",
  "\u06cc": "\u064a",
  "\u06a9": "\u0643",
};

/** Those letters, characters that nobody types, and marks that writing does without. */
const FOLDED =
  /и\u0306|[ßøłđðæœıþħςʻʼ\u0649\u06cc\u06a9\xad\xb7\u0640\u200b\u200d\u2060\ufeff]|(?=\p{M})[\u0300-\u06ff\u0870-\u08ff\u1ab0-\u1aff\u1cd0-\u20ff\ufe00-\ufe2f\u{e0100}-\u{e01ef}]/gu;

/** Letters, marks and digits, and characters inside words that nobody types. */
const RUN = /[\p{Alphabetic}\p{M}\p{N}\xad\xb7\u0640\u200b\u200d\u2060\ufeff]+/gu;

/** In a run: a character of a script without spaces, with what hangs on it; or all up to the next one. */
const PIECE =
  /([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u312f\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}][\p{M}\u0e33\u0eb3\uff9e\uff9f\xad\xb7\u0640\u200b\u200d\u2060\ufeff]*)|[^\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u312f\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}]+/gu;

/**
 * The form in which a text is compared: no letter case, no accents, no variants of a letter.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(FOLDED, (found) => PLAIN[found] ?? "");
  return plain.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => `${digit.charCodeAt(0) & 15}`).normalize();
}

/**
 * The words of a text, folded, with their places in the text as written.
 * @param {string} text
 * @returns {Word[]}
 */
export function words(text) {
  /** @type {Word[]} */
  const found = [];
  /** @type {Word | undefined} The character before, of a script without spaces. */
  let before;
  for (const run of text.matchAll(RUN)) {
    for (const { 0: piece, 1: unspaced, index } of run[0].matchAll(PIECE)) {
      const start = run.index + index;
      const end = start + piece.length;
      for (const part of fold(piece).match(unspaced ? /.\p{M}*/gu : RUN) ?? []) {
        const word = { text: [...part].slice(0, 64).join(""), start, end };
        if (unspaced && before && before.end >= start) {
          // The first of a pair is no word by itself.
          if (found.at(-1) === before) found.pop();
          found.push({ ...word, text: before.text + word.text, start: before.start });
        } else {
          found.push(word);
        }
        before = unspaced ? word : undefined;
      }
    }
  }
  return found;
}
