// The page for addresses that lead nowhere: suggests articles from the words of the address, and puts them into the
// search box.

import { announcer, connect, element, isEnough, pathOf } from "./search-view.js";

/** How many articles are suggested. */
const LIMIT = 3;

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/**
 * `Reset-your_password.html` -> `Reset your password`; numbers are ids or dates.
 * @param {string} part
 */
function wordsOf(part) {
  const words = decode(part).replace(/\.[a-z]{2,5}$/i, "").match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? [];
  return words.filter((word) => /\p{L}/u.test(word) && word !== "index").join(" ");
}

/**
 * What stands in the place that the stylesheet keeps for suggestions, so that nothing jumps.
 * @param {HTMLElement} section
 * @param {HTMLElement} content
 */
function show(section, content) {
  section.className = "ab-suggestions ab-suggestions--shown";
  section.append(content);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {HTMLElement} section
 */
async function suggest(form, input, section) {
  const root = new URL(form.dataset.root ?? "/", document.baseURI).pathname;
  const path = location.pathname.startsWith(root) ? location.pathname.slice(root.length) : location.pathname;
  const parts = path.split("/").map(wordsOf).filter(Boolean);
  const last = parts[parts.length - 1];
  if (last && !input.value) input.value = last;
  const search = connect(form);
  // The last part says most; the folders above it are the next best. Short words would find anything.
  for (const text of last ? new Set([last, parts.join(" ")]) : []) {
    const query = text.split(" ").filter(isEnough).join(" ");
    const { results } = await search.query(query, { limit: LIMIT, texts: 0 });
    if (results.length === 0) continue;
    const list = element("ul", "ab-list ab-article-list");
    for (const result of results) {
      const link = element("a", "ab-article-item__link", result.title);
      link.href = search.hrefOf(result);
      const item = element("li", "ab-article-item", link);
      if (pathOf(result)) item.append(element("p", "ab-article-item__text", pathOf(result)));
      const foreign = search.foreign(result);
      if (foreign) Object.assign(item, { lang: foreign.language, dir: foreign.dir });
      list.append(item);
    }
    const title = element("h2", "ab-section-title", section.dataset.title ?? "");
    title.id = "ab-suggestions-title";
    section.setAttribute("role", "region");
    section.setAttribute("aria-labelledby", title.id);
    section.append(title);
    announcer(form.querySelector("[role=status]") ?? title)(title.textContent ?? "");
    return show(section, list);
  }
  show(section, element("p", "ab-suggestions__none", section.dataset.none ?? ""));
}

/**
 * Hosts serve one such page for all addresses: that of another language takes its place where the address is in its folder.
 */
async function inLanguageOfAddress() {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll("a.ab-languages__link");
  const folder = (/** @type {HTMLAnchorElement} */ link) => new URL("./", link.href).pathname;
  const inside = [...links].filter((link) => location.pathname.startsWith(folder(link)));
  const [link] = inside.sort((a, b) => folder(b).length - folder(a).length);
  if (!link || link.ariaCurrent) return;
  const response = await fetch(link.href);
  if (!response.ok) return;
  const { title, body, documentElement } = new DOMParser().parseFromString(await response.text(), "text/html");
  const { lang, dir } = documentElement;
  Object.assign(document.documentElement, { lang, dir });
  document.title = title;
  document.body.replaceWith(document.adoptNode(body));
  // Once more, for the new elements.
  await import(`./page.js?${lang}`);
}

async function start() {
  await inLanguageOfAddress().catch(() => {});
  const form = document.querySelector("form.ab-search");
  const input = document.querySelector("form.ab-search input[name=q]");
  const section = document.getElementById("ab-suggestions");
  if (form instanceof HTMLFormElement && input instanceof HTMLInputElement && section) {
    suggest(form, input, section).catch(() => show(section, element("p", "ab-suggestions__none", section.dataset.failed ?? "")));
  }
}
start();
