// The short code of a visit -> what is in it. `capsule-code.js` has its format.

import { DIGITS, HASH, checkOf } from "./capsule-code.js";

/**
 * Pages are hashes here.
 * @typedef {{ page: number, from: number, answers: number[] }} ReadTrail
 * @typedef {{ language: number, platform: number, page: number | undefined, opened: number | undefined, trail: ReadTrail | undefined }} Read
 */

/**
 * The digits of a code as somebody typed it: in either case, with spaces or without, O for 0, I or L for 1.
 * @param {string} text
 */
export const tidy = (text) => text.normalize("NFKC").toUpperCase().replace(/[^\p{L}\p{N}]/gu, "").replace(/O/g, "0").replace(/[IL]/g, "1");

/**
 * @param {string} text
 * @returns {Read | undefined} nothing where the code is wrong
 */
export function decode(text) {
  const all = [...tidy(text)].map((digit) => DIGITS.indexOf(digit));
  const digits = all.slice(0, -1);
  if (digits.length === 0 || all.includes(-1) || checkOf(digits) !== all.at(-1)) return undefined;
  const bits = digits.flatMap((digit) => [4, 3, 2, 1, 0].map((at) => (digit >> at) & 1));
  let at = 0;
  const take = (/** @type {number} */ width) => {
    const taken = bits.slice(at, (at += width));
    return taken.reduce((value, bit) => 2 * value + bit, 0);
  };
  /** @returns {number} */
  const number = () => (take(1) ? take(3) + 8 * (at < bits.length ? number() : 0) : take(3));
  if (take(1)) return undefined;
  const [language, platform] = take(1) ? [number(), number()] : [0, 0];
  const page = take(1) ? take(HASH) : undefined;
  const opened = take(1) ? (take(1) ? page : take(HASH)) : undefined;
  /** @type {ReadTrail | undefined} */
  let trail;
  if (take(1)) {
    const same = take(2);
    const of = same === 0 ? take(HASH) : [page, opened][same - 1];
    const from = take(1) ? number() : 0;
    const count = number();
    if (of === undefined || count > bits.length) return undefined;
    trail = { page: of, from, answers: Array.from({ length: count }, () => number() + 1) };
  }
  // Whatever follows is less than a digit, and nothing.
  const rest = bits.slice(at);
  return at > bits.length || rest.length > 4 || rest.includes(1) ? undefined : { language, platform, page, opened, trail };
}
