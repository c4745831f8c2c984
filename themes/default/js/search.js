// Searches a help centre: words -> candidates -> documents -> sections and excerpts.
//
// In: the files of `search/` (src/search/format.rs) and a question. Out: results. No DOM; `answerbook search` runs this file.
// Needs Node.js 20, Chrome 80, Firefox 78 or Safari 13.1. A document's score: for each word of the query, the impact
// (src/search/impact.rs) of its best candidate times the candidate's weight, summed.

/** @import * as T from "./search-types" */

/** The newest format of the files that this script reads. */
export const FORMAT = 1;

/** What is read of a query. */
const MOST_CHARACTERS = 1000, MOST_WORDS = 32;

/** With fewer results than this the default language is searched too. */
const FEW = 3;

/** About how long an excerpt is, in characters. */
const EXCERPT = 180;

/**
 * Opens an index.
 * @param {string} base  its folder, with a final slash: "/search/"
 * @param {{ fetch?: T.Fetch }} [options]
 */
export async function openSearch(base, { fetch: get = (url) => fetch(url) } = {}) {
  const stats = { requests: 0, bytes: 0 };
  const { query, language } = await open(base, get, stats);
  return { query, language, stats: () => ({ ...stats }) };
}

/** @type {T.Open} */
async function open(base, get, stats) {
  const load = loader(base, get, stats);
  /** @type {T.Manifest} */
  const manifest = await load("index");
  if (!(manifest && manifest.format <= FORMAT)) {
    throw new Error(`search: ${base}index.json is not of format ${FORMAT}; load the page again`);
  }
  const documents = openDocuments(manifest, load);
  const dictionary = openDictionary(manifest, load, documents.learn);
  /** @type {ReturnType<T.Open> | undefined} */
  let fallback;

  /** @type {T.Query} */
  async function query(text, options = {}) {
    const { limit = 10, prefix = false, texts = manifest.most.texts, explain = false, exact = false, answers = 0, today = day(), platform = "", only = false } = options;
    const { other = 1, files = {} } = manifest.platforms || {};
    const file = new Map(Object.entries(files)).get(platform);
    const [{ typed, synonyms }, foreign] = await Promise.all([
      understand(text, prefix, exact ? { ...dictionary, near: async () => [] } : dictionary, manifest),
      file ? load(file, numbersOf) : /** @type {Set<number>} */ (new Set()),
    ]);
    const { top, total } = rank(typed, manifest, limit, today, foreign, only ? 0 : other);
    const found = await documents.find(top.map(({ document }) => document), texts);
    const results = found.map(({ url, passages, ...record }, at) => {
      const { anchor, heading, excerpt } = section(record.title, passages, typed, manifest.documents, record.kind === "faq" ? answers : 0, (own) => (platform && own && own !== platform ? other : 1));
      /** @type {T.Result} */
      const result = { url: anchor ? `${url.split("#")[0]}#${anchor}` : url, ...record, heading, excerpt, language: manifest.language, score: top[at].score / manifest.scale };
      if (foreign.has(top[at].document)) result.other = true;
      if (explain) result.explain = reasons(typed, top[at].document, manifest.scale);
      return result;
    });
    const answer = { results, total, corrected: corrected(text, typed), synonyms };
    if (total >= FEW || !manifest.fallback) return answer;
    fallback = fallback || open(join(base, manifest.fallback.base), get, stats);
    fallback.catch(() => (fallback = undefined));
    const more = await (await fallback).query(text, { ...options, limit: limit - results.length });
    return { ...answer, results: [...results, ...more.results], total: total + more.total, corrected: answer.corrected || more.corrected, synonyms: [...synonyms, ...more.synonyms] };
  }

  return { query, language: manifest.language };
}

/**
 * Loads the files of one index, each once; one that fails may be asked for again.
 * @type {T.Loader}
 */
function loader(base, get, stats) {
  /** @type {Map<string, Promise<any>>} */
  const files = new Map();
  /** @type {T.Load} */
  async function read(name, use) {
    const url = `${base}${name}.json`;
    stats.requests += 1;
    try {
      const response = await get(url);
      if (!response.ok) throw new Error(`status ${response.status}`);
      const text = await response.text();
      stats.bytes += encodeURIComponent(text).replace(/%../g, "-").length;
      const content = JSON.parse(text);
      return use ? use(content) : content;
    } catch (error) {
      files.delete(name);
      throw new Error(`search: can't read ${url}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return (name, use) => {
    const file = files.get(name) || read(name, use);
    files.set(name, file);
    return file;
  };
}

/**
 * The numbers in runs: how many are not, then how many are, and so on.
 * @param {number[]} runs
 * @returns {Set<number>}
 */
function numbersOf(runs) {
  let at = 0;
  return new Set(runs.flatMap((length, place) => Array.from({ length }, () => at++).filter(() => place % 2)));
}

/**
 * Resolves `..` in the way from one folder to another.
 * @type {T.Join}
 */
function join(base, way) {
  for (; way.startsWith("../"); way = way.slice(3)) base = base.replace(/[^/]*\/$/, "");
  return base + way;
}

/* ---- words, as src/search/words.rs has them ---- */

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

/** Characters of scripts without spaces. */
const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u312f\\u3400-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}";

/** In a run: such a character, with what hangs on it; or all up to the next one. */
const PIECE = new RegExp(`([${UNSPACED}][\\p{M}\\u0e33\\u0eb3\\uff9e\\uff9f\\xad\\xb7\\u0640\\u200b\\u200d\\u2060\\ufeff]*)|[^${UNSPACED}]+`, "gu");

const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");

/** @param {string} word */
const isUnspaced = (word) => HAS_UNSPACED.test(word);

/**
 * The form in which a text is compared: no letter case, no accents, no variants of a letter.
 * @type {(text: string) => string}
 */
export function fold(text) {
  if (/^[a-z\d]+$/i.test(text)) return text.toLowerCase();
  const plain = text.normalize("NFKD").toLowerCase().replace(FOLDED, (found) => PLAIN[found] || "");
  return plain.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => `${digit.charCodeAt(0) & 15}`).normalize();
}

/**
 * The parts of pieces that were folded before.
 * @type {Map<string, string[]>}
 */
const folded = new Map();

/** @type {T.Parts} */
function partsOf(piece, part) {
  const known = folded.get(piece) || (fold(piece).match(part) || []).map((text) => [...text].slice(0, 64).join(""));
  folded.set(piece, known);
  return known;
}

/**
 * The words of a text, folded, with their places in the text as written.
 * @param {string} text
 * @returns {T.Word[]}
 */
export function words(text) {
  /** @type {T.Word[]} */
  const found = [];
  /** @type {T.Word | undefined} The character before, of a script without spaces. */
  let before;
  for (const run of text.matchAll(RUN)) {
    const pieces = isUnspaced(run[0]) ? run[0].matchAll(PIECE) : [{ 0: run[0], 1: "", index: 0 }];
    for (const { 0: piece, 1: unspaced, index } of pieces) {
      const start = run.index + index;
      const end = start + piece.length;
      for (const part of partsOf(piece, unspaced ? /.\p{M}*/gu : RUN)) {
        const word = { text: part, start, end };
        if (unspaced && before && before.end >= start) {
          // The first of a pair is no word by itself.
          if (found[found.length - 1] === before) found.pop();
          found.push({ text: before.text + part, start: before.start, end });
        } else {
          found.push(word);
        }
        before = unspaced ? word : undefined;
      }
    }
  }
  return found;
}

/* ---- the dictionary ---- */

/** @type {T.OpenDictionary} */
function openDictionary({ words: files, common }, load, learnRecords) {
  const keys = new Map(Object.entries(files.keys)), lists = new Map(Object.entries(files.lists));
  /** @type {Map<string, T.Term>} */
  const terms = new Map();
  /** @type {Map<string, [string, string][]>} */
  const phrases = new Map();
  /** @param {T.WordShard} shard */
  function learn(shard) {
    learnRecords({ records: {}, ...shard });
    for (const [word, list] of Object.entries(shard.synonyms || {})) phrases.set(word, list);
    return shard.terms.flatMap((term) => {
      const forms = term[1].split(" ");
      for (const form of forms) terms.set(form, term);
      return forms;
    });
  }
  const frequent = new Set(learn(common));

  /**
   * The file that has a word: that of the longest key which the word begins with. None for a common word.
   * @param {string} word
   */
  function file(word) {
    if (frequent.has(word)) return;
    if (isUnspaced(word)) return files.unspaced[first(word) % files.unspaced.length];
    for (let length = word.length; length >= 0; length--) {
      const name = keys.get(word.slice(0, length));
      if (name) return name;
    }
  }
  /**
   * Loads the file that has a word; gives all its words.
   * @param {string} word
   * @returns {Promise<string[]>}
   */
  async function shard(word) {
    const name = file(word);
    return name ? load(name, learn) : [];
  }
  return {
    file,
    async term(word) {
      if (!terms.has(word)) await shard(word);
      return terms.get(word);
    },
    async near(word) {
      const list = lists.get(String.fromCodePoint(first(word)));
      /** @type {string[]} */
      const others = list ? await load(list, (forms) => forms.split(" ")) : await shard(word);
      const near = [...frequent, ...others].filter((form) => first(form) === first(word));
      const frequency = (/** @type {string} */ form) => (terms.get(form) || [0])[0];
      return list ? near : near.sort((a, b) => frequency(b) - frequency(a));
    },
    synonyms: (word) => phrases.get(word) || [],
  };
}

/** @param {string} word */
const first = (word) => Number(word.codePointAt(0));

/* ---- candidates ---- */

/** @type {T.Understand} */
async function understand(text, prefix, dictionary, manifest) {
  const { weights, most, latin = [] } = manifest;
  const all = words(text.slice(0, MOST_CHARACTERS));
  const last = prefix && all.length > 0 && all[all.length - 1].end === text.length ? all[all.length - 1].text : undefined;
  const distinct = all.filter(({ text }, at) => all.findIndex((other) => other.text === text) === at).slice(0, MOST_WORDS);
  // Where they are in too many files, the longest: the more common a word, the shorter (Zipf 1935).
  const byLength = [...distinct].sort((a, b) => b.text.length - a.text.length);
  const kept = new Set(byLength.filter(within(dictionary, new Set([undefined]), most.words + 1)));
  const chosen = distinct.filter((word) => kept.has(word));
  const spelt = await spellings(chosen, last, dictionary, latin);
  /** @type {T.QueryWord[]} */
  const typed = await Promise.all(
    chosen.map(async (word) => ({ ...word, candidates: await candidatesOf(word.text, word.text === last, dictionary, weights, spelt.get(word.text) || []) })),
  );
  /** @type {Set<string>} */
  const synonyms = new Set();
  for (const [at, { text: word }] of typed.entries()) {
    for (const [rest, also] of dictionary.synonyms(word)) {
      const next = typed.slice(at + 1).map(({ text }) => text);
      if (rest && !`${next.join(" ")} `.startsWith(`${rest} `)) continue;
      const terms = await Promise.all(words(also).map(({ text }) => dictionary.term(text)));
      if (!terms.every(isTerm)) continue;
      typed[at].candidates.push({ form: also, kind: "synonym", weight: weights.synonym, terms });
      synonyms.add(also);
    }
  }
  return { typed, synonyms: [...synonyms] };
}

/** @type {(term: T.Term | undefined) => term is T.Term} */
const isTerm = (term) => term !== undefined;

/**
 * Whether a word is in one of some files, or these may be one more.
 * @type {T.Within}
 */
const within = (dictionary, files, most) => ({ text }) => {
  const file = dictionary.file(text);
  return files.has(file) || (files.size < most && files.add(file).has(file));
};

/**
 * A known word means itself. Another one may be an inflection of one, a slip, or a word's beginning.
 * @type {T.CandidatesOf}
 */
async function candidatesOf(word, unfinished, dictionary, { near: nearWeight, longer }, spelt) {
  const exact = await dictionary.term(word);
  const open = unfinished || (isUnspaced(word) && !exact);
  /** @type {{ text: string, kind: T.Kind, weight: number }[]} */
  const found = exact ? [{ text: word, kind: "exact", weight: 1 }] : [];
  spelt.forEach((text) => found.push({ text, kind: "latin", weight: nearWeight }));
  if (spelt.length === 0 && (open || !exact)) {
    const near = await dictionary.near(word);
    /** @type {(forms: string[], kind: T.Kind, weight: number) => void} */
    const add = (forms, kind, weight) => forms.forEach((text) => found.push({ text, kind, weight }));
    if (!exact && !isUnspaced(word)) {
      add(near.filter((form) => isOneEdit(word, form)).slice(0, 3), "correction", nearWeight);
      add(inflection(word, near), "inflection", nearWeight);
    }
    if (open) add(near.filter((form) => form.startsWith(word) && form !== word).slice(0, 5), "completion", exact ? longer : nearWeight);
  }
  // They may cost one more file.
  const near = found.filter(within(dictionary, new Set([undefined, dictionary.file(word)]), spelt.length > 0 ? 5 : 3));
  const candidates = await Promise.all(near.map(async ({ text, ...how }) => ({ ...how, form: text, terms: [await dictionary.term(text)].filter(isTerm) })));
  return candidates.filter(({ terms }) => terms.length > 0);
}

/**
 * What unknown words in Latin letters may spell; nothing where most of the longer ones spell nothing: those are of another language.
 * @type {T.Spellings}
 */
async function spellings(words, last, dictionary, latin) {
  const typed = latin.length > 0 ? words.map(({ text }) => text).filter((word) => /^[a-z\d]{1,24}$/.test(word)) : [];
  const known = await Promise.all(typed.map(dictionary.term));
  const unknown = typed.filter((_, at) => !known[at]);
  const spelt = await Promise.all(
    unknown.map(async (word) => /** @type {[string, string[]]} */ ([word, await spelling(word, word === last ? 64 : 0, dictionary, latin)])),
  );
  const long = spelt.filter(([{ length }]) => length > 3);
  const telling = long.length > 0 ? long : spelt;
  return new Map(2 * telling.filter(([, forms]) => forms.length > 0).length < telling.length ? [] : spelt);
}

/**
 * The known words that a word in Latin letters may spell, up to a rest of some letters.
 * @type {T.Spelt}
 */
async function spelling(word, rest, dictionary, latin) {
  const letters = latin.flatMap(([typed, letters]) => (word.startsWith(typed) ? letters.split(" ") : []));
  const lists = await Promise.all([...new Set(letters.map((letter) => letter[0]))].map(dictionary.near));
  const find = (/** @type {string} */ start, /** @type {number} */ rest) => lists.flat().filter((form) => spells(start, form, latin, rest)).slice(0, 3);
  const found = find(word, rest);
  return found.length > 0 || word.length < 5 ? found : find(word.slice(0, word.length < 7 ? -1 : -2), 4);
}

/** @type {T.Spells} */
const spells = (typed, form, latin, rest) =>
  typed
    ? latin.some(([start, letters]) => typed.startsWith(start) && letters.split(" ").some((own) => form.startsWith(own) && spells(typed.slice(start.length), form.slice(own.length), latin, rest)))
    : form.length <= rest;

/**
 * The known word that shares most of its beginning with a word, if that is much of both.
 * @type {T.Inflection}
 */
function inflection(word, known) {
  let best, most = 0;
  for (const form of known) {
    let shared = 0;
    while (shared < word.length && word[shared] === form[shared]) shared++;
    const enough = shared >= (word.length < 7 ? 4 : 5) && shared >= 0.65 * word.length;
    const fit = shared - form.length / 100;
    if (enough && word.length - shared <= 4 && form.length - shared <= 4 && fit > most) [best, most] = [form, fit];
  }
  return best ? [best] : [];
}

/**
 * Whether one letter was left out, added, mistaken, or changed places with the next (Damerau 1964).
 * @type {T.IsOneEdit}
 */
function isOneEdit(a, b) {
  if (Math.abs(a.length - b.length) > 1 || a.length < 4 || b.length < 3) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  /** @type {(inA: number, inB: number) => boolean} */
  const rest = (inA, inB) => a.slice(at + inA) === b.slice(at + inB);
  return rest(1, 1) || rest(1, 0) || rest(0, 1) || (a[at] === b[at + 1] && a[at + 1] === b[at] && rest(2, 2));
}

/* ---- ranking ---- */

/**
 * Visits each document that a candidate finds, with the impact; a phrase is found where all its words are, by their mean.
 * @type {T.Visit}
 */
function visit({ terms, weight }, visit) {
  /** @type {Map<number, number[]>} */
  const phrase = new Map();
  for (const [, , postings] of terms) {
    for (let i = 0, document = 0; i < postings.length; i += 2) {
      document += postings[i];
      if (terms.length === 1) visit(document, postings[i + 1] * weight);
      else phrase.set(document, [...(phrase.get(document) || []), postings[i + 1] * weight]);
    }
  }
  for (const [document, impacts] of phrase) {
    if (impacts.length === terms.length) visit(document, impacts.reduce((sum, impact) => sum + impact) / impacts.length);
  }
}

/** The device's day, as `2026-11-01`. */
function day() {
  const now = new Date();
  return new Date(Number(now) - 6e4 * now.getTimezoneOffset()).toISOString().slice(0, 10);
}

/**
 * The best documents. Words that mean the same count once; of equal documents the first is the better. Notices, the last documents,
 * come first where they hold today and have more than half of what the query says; else they are not found. The fewer documents
 * have a word, the more it says. What is for other platforms has a share of its score, or with none is not found.
 * @type {T.Rank}
 */
function rank(typed, { documents, notices = [] }, limit, today, foreign, share) {
  const scores = new Float64Array(documents), best = new Float64Array(documents), said = new Float64Array(documents);
  const others = documents - notices.length;
  let whole = 0;
  /** @type {number[]} */
  let found = [];
  /** @type {Map<string, T.Candidate[]>} */
  const meanings = new Map();
  for (const { candidates } of typed) {
    const meaning = candidates.map(({ terms }) => terms.map(([, forms]) => forms)).join();
    const [known = { weight: 0 }] = meanings.get(meaning) || [];
    if (meaning && known.weight < candidates[0].weight) meanings.set(meaning, candidates);
  }
  for (const candidates of meanings.values()) {
    /** @type {number[]} */
    const touched = [];
    for (const candidate of candidates) {
      visit(candidate, (document, impact) => {
        if (best[document] === 0) touched.push(document);
        if (impact > best[document]) best[document] = impact;
      });
    }
    const weight = Math.log((documents + 1) / candidates[0].terms[0][0]);
    whole += weight;
    for (const document of touched) {
      if (scores[document] === 0) found.push(document);
      scores[document] += best[document];
      said[document] += weight;
      best[document] = 0;
    }
  }
  foreign.forEach((document) => (scores[document] *= share));
  if (!share) found = found.filter((document) => scores[document]);
  /** @type {{ document: number, score: number }[]} */
  const top = [];
  const isNotice = (/** @type {number} */ document) => document >= others;
  const shown = found.filter((document) => {
    const [from, until] = notices[document - others] || [];
    return !from || (2 * said[document] > whole && from <= today && today <= until);
  });
  for (const document of shown) {
    const score = scores[document];
    /** @type {(other: { document: number, score: number }) => boolean} */
    const isBetter = (other) => (isNotice(document) === isNotice(other.document) ? other.score < score || (other.score === score && other.document > document) : isNotice(document));
    let at = top.length;
    if (at === limit && at > 0 && !isBetter(top[at - 1])) continue;
    while (at > 0 && isBetter(top[at - 1])) at--;
    top.splice(at, 0, { document, score });
    if (top.length > limit) top.pop();
  }
  return { top, total: shown.length };
}

/**
 * What each word contributed to a document's score.
 * @type {T.Reasons}
 */
function reasons(typed, document, scale) {
  return typed.map(({ text: word, candidates }) => {
    /** @type {T.Reason} */
    let reason = { word, form: "", kind: "none", weight: 0, contribution: 0 };
    for (const candidate of candidates) {
      visit(candidate, (at, impact) => {
        const { form, kind, weight } = candidate;
        if (at === document && impact / scale > reason.contribution) reason = { word, form, kind, weight, contribution: impact / scale };
      });
    }
    return reason;
  });
}

/* ---- documents ---- */

/** @type {T.OpenDocuments} */
function openDocuments({ records: { per_file, files, inline } }, load) {
  /** @type {Map<number, { title: string, url: string, text: string } & { breadcrumb: string[], kind: string }>} */
  const known = new Map();
  /** @param {T.RecordShard} shard */
  function learn({ records, breadcrumbs = [] }) {
    for (const [document, { in: within = -1, kind = "article", ...record }] of Object.entries(records)) {
      known.set(Number(document), { ...record, kind, breadcrumb: breadcrumbs[within] || [] });
    }
  }
  if (inline) learn(inline);
  /** @param {number} document */
  async function record(document) {
    if (!known.has(document)) await load(files[Math.floor(document / per_file)], learn);
    return /** @type {NonNullable<ReturnType<typeof known.get>>} */ (known.get(document));
  }
  return {
    learn,
    async find(numbers, most) {
      const found = await Promise.all(numbers.map(record));
      const read = new Set([...new Set(found.map(({ text }) => text))].slice(0, most));
      return Promise.all(
        found.map(async ({ text, ...record }, at) => {
          /** @type {T.Passage[]} */
          const passages = (read.has(text) && (await load(text, (shard) => new Map(Object.entries(shard)))).get(`${numbers[at]}`)) || [];
          return { ...record, passages };
        }),
      );
    },
  };
}

/**
 * The weight of the words that are found, each once.
 * @type {T.Distinct}
 */
const distinct = (matches) => [...new Map(matches.map(({ word, weight }) => [word, weight])).values()].reduce((sum, weight) => sum + weight, 0);

/**
 * The section with most of the query's weight, of which one for another platform has a share. What stands before the first heading has the title for one.
 * @type {T.Section}
 */
function section(title, passages, typed, documents, lead, share) {
  /** @type {Map<string, { word: number, weight: number }>} */
  const forms = new Map();
  typed.forEach(({ candidates }, word) => {
    for (const { weight, terms } of candidates) {
      for (const [frequency, all] of terms) {
        for (const form of all.split(" ")) if (!forms.has(form)) forms.set(form, { word, weight: Math.round(1000 * weight * Math.log(1 + documents / frequency)) });
      }
    }
  });
  // Small words are marked only where the query has nothing better.
  const least = Math.max(...[...forms.values()].map(({ weight }) => weight)) / 4;
  /** @param {string} text */
  const matchesOf = (text) =>
    words(text).flatMap(({ text: form, start, end }) => {
      const match = forms.get(form);
      return match && match.weight >= least ? [{ ...match, start, end }] : [];
    });
  let best = { heading: "", anchor: "", text: "", matches: /** @type {T.Match[]} */ ([]) }, most = -1;
  for (const [heading, anchor, text, platform] of passages) {
    const matches = matchesOf(text);
    /** @type {Map<number, number>} */
    const seen = new Map();
    let sum = distinct(matchesOf(heading || title));
    for (const { word, weight } of matches) {
      // The first time counts 1/2, then 1/6, 1/12, …
      const times = (seen.get(word) || 0) + 1;
      seen.set(word, times);
      sum += weight / (times * (times + 1));
    }
    sum *= share(platform);
    if (sum > most) [best, most] = [{ heading, anchor, text, matches }, sum];
  }
  return { anchor: best.anchor, heading: best.heading || null, excerpt: excerpt(best.text, best.matches, lead) };
}

/**
 * The part of a text with most of the query's words, in pieces; or this much of its beginning.
 * @type {T.Excerpt}
 */
function excerpt(text, matches, lead) {
  const length = lead || EXCERPT;
  let from = 0, most = 0;
  matches.forEach(({ start }, at) => {
    const sum = distinct(matches.slice(at, at + 40).filter(({ end }) => end <= start + EXCERPT - 40));
    if (sum > most && !lead) [from, most] = [start, sum];
  });
  from = whole(text, beginning(text, from));
  let to = from + length < text.length ? text.lastIndexOf(" ", from + length) : text.length;
  if (to < from + length / 2) to = whole(text, Math.min(from + length, text.length));
  /** @type {T.Piece[]} */
  const pieces = [];
  /** @type {(piece: string, match: boolean) => void} */
  const add = (piece, match) => {
    const last = pieces[pieces.length - 1];
    if (last && last.match === match) last.text += piece;
    else if (piece) pieces.push({ text: piece, match });
  };
  let at = from;
  if (from > 0) add("… ", false);
  for (const { start, end } of matches) {
    if (end <= at || start < from || end > to) continue;
    add(text.slice(at, start), false);
    add(text.slice(Math.max(at, start), end), true);
    at = end;
  }
  add(text.slice(at, to), false);
  if (to < text.length) add(" …", false);
  return pieces;
}

/**
 * A place that is not inside of a character.
 * @type {T.Whole}
 */
const whole = (text, at) => (/[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at);

/**
 * Where an excerpt begins for the word at `from`: with a sentence not far before it, else with a word.
 * @type {T.Beginning}
 */
function beginning(text, from) {
  if (from < 60) return 0;
  const start = from - 60;
  const before = text.slice(start, from);
  const sentence = Math.max(...[". ", "? ", "! ", "; "].map((end) => before.lastIndexOf(end) + 2), before.lastIndexOf("。") + 1);
  return start + (sentence > 1 ? sentence : before.indexOf(" ", 20) + 1 || 40);
}

/**
 * The query with its slips mended; `null` where there is none.
 * @type {T.Corrected}
 */
function corrected(query, typed) {
  const meant = new Map(typed.map(({ text, candidates }) => [text, candidates]));
  let mended = "", at = 0;
  for (const { text, start, end } of words(query.slice(0, MOST_CHARACTERS))) {
    const candidates = meant.get(text) || [];
    const [{ kind, form } = { kind: "", form: "" }] = candidates;
    // Nobody wants to be told of an ending, or of a word that is being typed.
    if ((kind !== "correction" && kind !== "latin") || form.startsWith(text) || text.startsWith(form) || candidates.some(({ kind }) => kind === "completion" || kind === "synonym")) continue;
    mended += query.slice(at, start) + form;
    at = end;
  }
  return at > 0 ? mended + query.slice(at) : null;
}
