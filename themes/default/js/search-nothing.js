// Where nothing is found: the query with fewer words, and the categories that are nearest to its words. Loaded when needed.

/** @import { Found } from "./search-view.js" */

/** With how few words at most a query is tried again. */
const TRIES = 4;

/**
 * Asks again: as if the last word were still being typed, then without the longest words, which are the rarest.
 * @param {(text: string) => Promise<Found>} ask  takes the last word for unfinished
 * @param {{ text: string, start: number, end: number }[]} words  of the query
 * @param {string} query
 * @returns {Promise<{ answer: Found, missing: { kept: string, without: string } | undefined } | undefined>}
 */
export async function fewerWords(ask, words, query) {
  const whole = await ask(query);
  if (whole.results.length > 0) return { answer: whole, missing: undefined };
  const typed = words.map(({ start, end }) => query.slice(start, end));
  const byLength = [...typed].sort((a, b) => b.length - a.length);
  for (let left = 1; left <= TRIES && left < byLength.length; left++) {
    const without = new Set(byLength.slice(0, left));
    const kept = typed.filter((word) => !without.has(word)).join(" ");
    if (!kept) break;
    const answer = await ask(kept);
    if (answer.results.length > 0) return { answer, missing: { kept, without: typed.filter((word) => without.has(word)).join(" ") } };
  }
  return undefined;
}

/** @param {string} text  the pairs of letters in its words, without case and accents */
function pairs(text) {
  const letters = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (letters.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => new Set([...word].slice(1).map((letter, at) => [...word][at] + letter)));
}

/**
 * How alike two words are, from 0 to 1: the share of pairs of letters that both have (Dice 1945).
 * @param {Set<string>} a
 * @param {Set<string>} b
 */
const likeness = (a, b) => (2 * [...a].filter((pair) => b.has(pair)).length) / Math.max(1, a.size + b.size);

/** Less than this is chance. */
const ALIKE = 0.4;

/**
 * Puts those categories first in whose titles, or whose articles' titles, words are like those of the query.
 * @param {Element} list  of links to categories
 * @param {Element} index  every article from A to Z
 * @param {string} query
 */
export function nearestFirst(list, index, query) {
  const asked = pairs(query).filter(({ size }) => size > 1);
  const titles = [...index.querySelectorAll("a")].map(({ href, textContent }) => ({ href, words: pairs(textContent ?? "") }));
  const items = [...list.children].map((item) => {
    const { href = "", textContent = "" } = item.querySelector("a") ?? {};
    const words = [...pairs(textContent ?? ""), ...titles.filter((title) => href && title.href.startsWith(href)).flatMap(({ words }) => words)];
    const near = Math.max(0, ...asked.map((word) => words.reduce((most, other) => Math.max(most, likeness(word, other)), 0)));
    return { item, near: near < ALIKE ? 0 : near };
  });
  list.append(...items.sort((a, b) => b.near - a.near).map(({ item }) => item));
}

/**
 * Lets the ways to support know what was searched: mail and messages begin with it, and the contact page is told.
 * @param {Element} contact
 * @param {string} query
 * @param {string} message  what was searched, in a sentence
 * @param {string} page  address of the contact page; empty where there is none
 */
export function carryAlong(contact, query, message, page) {
  for (const link of contact.querySelectorAll("a")) {
    link.dataset.href ??= link.href;
    const address = new URL(link.dataset.href);
    const isPage = page !== "" && new URL(page, document.baseURI).pathname === address.pathname && address.origin === location.origin;
    const fields = address.protocol === "mailto:" ? { subject: query, body: message } : address.protocol === "sms:" ? { body: message } : address.host === "wa.me" ? { text: message } : isPage ? { q: query } : {};
    // Mail programs don't read `+` as a space.
    const added = Object.entries(query ? fields : {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
    if (added) address.search = [address.search.slice(1), added].filter(Boolean).join("&");
    link.href = address.href;
  }
}
