// The search page: filters and ranks the A–Z list that the page holds anyway.
// In: `?q=` and the search form. Out: the results list, the status line and the address.

/** @typedef {{ item: HTMLElement, link: HTMLAnchorElement, path: string, description: string, fields: string[] }} Entry */

/** How much a word counts in the title, the keywords and the description. */
const WEIGHTS = [4, 2, 1];
const LIMIT = 20;

/**
 * Finds an element that the template promises.
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
function element(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no #${id}`);
  return found;
}

const input = element("ab-search-input", HTMLInputElement);
const section = element("ab-results", HTMLElement);
const list = element("ab-results-list", HTMLOListElement);
const empty = element("ab-results-empty", HTMLElement);
const status = element("ab-results-status", HTMLElement);
const index = element("ab-index", HTMLElement);
const plural = new Intl.PluralRules(section.dataset.language || "en");
const number = new Intl.NumberFormat(section.dataset.language || "en");

/** @param {string} text */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ς", "σ");

/** @param {string} text */
const words = (text) => [...new Set(fold(text).match(/[\p{L}\p{N}]+/gu) ?? [])];

/** @type {Entry[]} */
const entries = [.../** @type {NodeListOf<HTMLElement>} */ (index.querySelectorAll(".ab-entry"))].flatMap((item) => {
  const link = item.querySelector("a");
  if (!link) return [];
  const { keywords = "", description = "" } = item.dataset;
  const path = item.querySelector(".ab-entry__path")?.textContent ?? "";
  return [{ item, link, path, description, fields: [link.textContent ?? "", keywords, description].map(fold) }];
});

/**
 * More matched words first, then where they stand; equal ones stay in the list's order.
 * @param {string[]} query
 * @returns {Entry[]}
 */
function find(query) {
  const scored = entries.map((entry) => {
    const scores = query.map((word) => Math.max(0, ...WEIGHTS.map((weight, i) => (entry.fields[i]?.includes(word) ? weight : 0))));
    const matched = scores.filter((score) => score > 0).length;
    return { entry, score: matched * 100 + scores.reduce((sum, score) => sum + score, 0) };
  });
  return scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score).map(({ entry }) => entry);
}

/** @type {(tag: string, name: string, text: string) => HTMLElement} */
function textElement(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

/** @param {Entry} entry */
function result({ item, link, path, description }) {
  const made = document.createElement("li");
  made.className = "ab-result";
  if (item.lang) made.lang = item.lang;
  if (item.dir) made.dir = item.dir;
  const title = /** @type {HTMLAnchorElement} */ (textElement("a", "ab-result__link", link.textContent ?? ""));
  title.href = link.href;
  made.append(title);
  if (path) made.append(textElement("p", "ab-result__path", path));
  if (description) made.append(textElement("p", "ab-result__text", description));
  return made;
}

/** @type {number | undefined} */
let announcement;

/** @param {number} pause */
function update(pause) {
  const text = input.value.trim();
  const query = words(text);
  const found = query.length > 0 ? find(query) : [];
  const category = plural.select(found.length).replace(/^./, (letter) => letter.toUpperCase());
  const count = (section.dataset[`results${category}`] ?? "").replace("{count}", () => number.format(found.length));
  const nothing = (section.dataset.noResults ?? "").replace("{query}", () => text);
  list.replaceChildren(...found.slice(0, LIMIT).map(result));
  section.hidden = text === "";
  index.hidden = found.length > 0;
  empty.hidden = found.length > 0;
  // Said once typing pauses, so that a screen reader isn't interrupted at every letter.
  clearTimeout(announcement);
  announcement = setTimeout(() => {
    status.textContent = text === "" ? "" : found.length > 0 ? count : nothing;
    const address = new URL(location.href);
    if (text) address.searchParams.set("q", text);
    else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(null, "", address);
  }, pause);
}

input.value = new URLSearchParams(location.search).get("q") ?? "";
input.addEventListener("input", () => update(500));
input.form?.addEventListener("submit", (event) => {
  event.preventDefault();
  update(0);
});
update(0);

export {};
