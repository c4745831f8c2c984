// The short code of a visit, to be read out on the phone: pages by a hash of their addresses, answers of a troubleshooter by their
// numbers. Pure; `agent-code.js` reads it.
//
// Bits, highest first: version (1); 0 for the main language without a platform, or 1, language (number), platform (number, 0 for
// none); 1 and the last page (hash), or 0; 1 and the last answer opened, or 0; 1 and the troubleshooter, or 0. An answer is 1 for the
// last page, or 0 and a hash. A troubleshooter is a page: 2 bits, 1 for the last page, 2 for the answer, 0 and a hash; then 1 and the
// step that it began with (number), or 0; how many answers (number); and of each its number from 0 on. A number is groups of three
// bits, the lowest first, each after a bit that says whether another one follows. Every five bits are a digit of Crockford's base 32.
// The last character is a check: of the digits as a polynomial over GF(32), so that no wrong digit and no exchanged neighbours pass.

/** Digits without those that are taken for others. */
export const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** How many bits of an address's hash are given: of a million addresses two agree by chance. */
export const HASH = 20;

/**
 * @typedef {{ page: string, from: number, answers: number[] }} Trail  the troubleshooter, the step it began with, the answers from 1
 * @typedef {{ language: number, platform: number, page: string, opened: string, trail: Trail | undefined }} Visit  numbers of the
 *   settings' lists, that of the platform from 1; addresses from the site's root, decoded, without anchors, or nothing
 */

/**
 * FNV-1a of an address in UTF-8, folded.
 * @param {string} address
 */
export function hashOf(address) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(address)) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash >>> HASH) ^ hash) & (2 ** HASH - 1);
}

/**
 * The check of some digits.
 * @param {number[]} digits
 */
export function checkOf(digits) {
  const times = (/** @type {number} */ value) => (value << 1) ^ (value & 16 ? 0x25 : 0);
  return digits.reduce((sum, digit) => times(sum ^ digit), 1);
}

/**
 * @param {Visit} visit
 * @returns {string} the code in groups of four
 */
export function encode({ language, platform, page, opened, trail }) {
  /** @type {number[]} */
  const bits = [];
  const put = (/** @type {number} */ value, /** @type {number} */ width) => {
    while (width-- > 0) bits.push((value >>> width) & 1);
  };
  const number = (/** @type {number} */ value) => {
    put(value > 7 ? 1 : 0, 1);
    put(value & 7, 3);
    if (value > 7) number(Math.floor(value / 8));
  };
  const address = (/** @type {string} */ of) => put(hashOf(of), HASH);
  put(0, 1);
  put(language || platform ? 1 : 0, 1);
  if (language || platform) [language, platform].forEach(number);
  put(page ? 1 : 0, 1);
  if (page) address(page);
  put(opened ? 1 : 0, 1);
  if (opened) put(opened === page ? 1 : 0, 1);
  if (opened && opened !== page) address(opened);
  put(trail ? 1 : 0, 1);
  if (trail) {
    const same = ["", page, opened].indexOf(trail.page, 1);
    put(Math.max(0, same), 2);
    if (same < 0) address(trail.page);
    put(trail.from ? 1 : 0, 1);
    if (trail.from) number(trail.from);
    number(trail.answers.length);
    for (const answer of trail.answers) number(answer - 1);
  }
  while (bits.length % 5) bits.push(0);
  const digits = Array.from({ length: bits.length / 5 }, (_, at) => bits.slice(5 * at, 5 * at + 5).reduce((value, bit) => 2 * value + bit, 0));
  const text = [...digits, checkOf(digits)].map((digit) => DIGITS[digit]).join("");
  return (text.match(/.{1,4}/g) ?? []).join("-");
}
