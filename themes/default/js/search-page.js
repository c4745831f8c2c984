// The results page. In: `?q=`, the search form and the A–Z list that the page holds anyway. Out: results, the page's
// heading and title, the address.

import { SETTLED, SLOW, addShortcut, announcer, connect, element, excerptOf, failureText, fill, isEnough, pathOf, textsOf } from "./search-view.js";

/** @import { Answer, Result } from "./search-types" */

/** How many results show, each with an excerpt. */
const LIMIT = 20;

/** How long after a key the search begins, in milliseconds. */
const PAUSE = 120;

/**
 * Finds an element that the template promises.
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
function find(selector, type) {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the page has no ${selector}`);
  return found;
}

const form = find("form.ab-search", HTMLFormElement);
const input = find("form.ab-search input[name=q]", HTMLInputElement);
const heading = find("h1", HTMLHeadingElement);
const section = find("#ab-results", HTMLElement);
const note = find("#ab-results-note", HTMLElement);
const failure = find("#ab-results-failure", HTMLElement);
const failureNote = find("#ab-results-failure p", HTMLElement);
const list = find("#ab-results-list", HTMLOListElement);
const empty = find("#ab-results-empty", HTMLElement);
const index = find("#ab-index", HTMLElement);
const search = connect(form);
const say = textsOf(form, section);
const announce = announcer(find("form.ab-search [role=status]", HTMLElement));
const plain = { heading: heading.textContent ?? "", title: document.title };

/** The number of the newest question; older answers come too late. */
let asked = 0;

/** @param {Result} result */
function item(result) {
  const link = element("a", "ab-result__link", result.title);
  link.href = search.hrefOf(result);
  const title = element("h2", "ab-result__title", link);
  const made = element("li", "ab-result", title);
  const foreign = search.foreign(result);
  const kind = say(`kind-${result.kind}`.replace(/-(.)/g, (_, letter) => letter.toUpperCase()));
  if (kind) {
    const tag = element("span", "ab-tag", kind);
    const { lang, dir } = document.documentElement;
    if (foreign) Object.assign(tag, { lang, dir });
    title.append(" ", tag);
  }
  if (foreign) {
    Object.assign(made, { lang: foreign.language, dir: foreign.dir });
    title.append(" ", element("span", "ab-tag", foreign.name));
  }
  if (pathOf(result)) made.append(element("p", "ab-result__path", pathOf(result)));
  if (result.heading) made.append(element("p", "ab-result__heading", result.heading));
  if (result.excerpt.length > 0) made.append(element("p", "ab-result__text", ...excerptOf(result)));
  return made;
}

/**
 * Shows what was found, or the page as it is without a query.
 * @param {string} query
 * @param {Answer} answer
 */
function show(query, { results, total, corrected, synonyms }) {
  const shown = results.length;
  const title = shown === 0 ? say("nothing", { query }) : say(total > shown ? "best" : "found", { count: Math.max(total, shown), shown, query });
  const notes = [corrected ? say("corrected", { query: corrected }) : "", synonyms.length > 0 ? say("also", { words: synonyms.join(", ") }) : ""].filter(Boolean);
  heading.textContent = query ? title : plain.heading;
  document.title = plain.title.replace(plain.heading, () => heading.textContent ?? "");
  fill(list, ...results.map(item));
  fill(note, ...(query ? notes : [say("hint")]).map((text) => element("span", "ab-results__remark", text)));
  section.hidden = false;
  empty.hidden = query === "" || shown > 0;
  index.hidden = shown > 0;
  announce(query ? [title, ...notes].join(". ") : "");
}

/**
 * @param {boolean} prefix  whether the last word is still being typed
 */
async function ask(prefix) {
  const turn = ++asked;
  const text = input.value;
  const query = text.trim();
  failure.hidden = true;
  if (!query) return show("", { results: [], total: 0, corrected: null, synonyms: [] });
  const slow = setTimeout(() => {
    if (turn !== asked) return;
    note.textContent = say("searching");
    section.hidden = false;
    announce(say("searching"));
  }, SLOW);
  const answer = await search.query(text, { limit: LIMIT, prefix, texts: LIMIT }).catch(() => undefined);
  clearTimeout(slow);
  if (turn !== asked) return;
  if (answer) return show(query, answer);
  fill(list);
  fill(note);
  heading.textContent = plain.heading;
  document.title = plain.title;
  failureNote.textContent = failureText(say);
  section.hidden = index.hidden = failure.hidden = false;
  empty.hidden = true;
  announce(failureText(say));
}

/* ---- the address ---- */

const queryOfAddress = () => (new URLSearchParams(location.search).get("q") ?? "").trim();

/** What the address asked for before anything was typed: the way back leads to it. */
let entry = queryOfAddress();

/** @param {string} query */
function addressOf(query) {
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  address.hash = "";
  return address;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let settle;
function stopWaiting() {
  clearTimeout(pause);
  clearTimeout(settle);
}

input.addEventListener("input", () => {
  stopWaiting();
  const query = input.value.trim();
  if (query && !isEnough(query)) return;
  pause = setTimeout(() => ask(true), PAUSE);
  settle = setTimeout(() => history.replaceState(null, "", addressOf(query)), SETTLED);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  stopWaiting();
  const query = input.value.trim();
  if (query !== entry) {
    history.replaceState(null, "", addressOf(entry));
    history.pushState(null, "", addressOf(query));
    entry = query;
  }
  // A phone's keyboard would hide the results.
  if (matchMedia("(pointer: coarse)").matches) input.blur();
  ask(false);
});

addEventListener("popstate", () => {
  entry = queryOfAddress();
  if (entry === input.value.trim()) return;
  stopWaiting();
  input.value = entry;
  ask(false);
});

find("#ab-results-failure button", HTMLButtonElement).addEventListener("click", () => {
  input.focus();
  ask(false);
});
addEventListener("online", () => failure.hidden || ask(false));

addShortcut(input);
input.value = entry;
index.hidden = entry !== "";
ask(false);
