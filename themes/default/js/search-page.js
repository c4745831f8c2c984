// The results page. In: `?q=`, `?in=` (a category's address), `?platform=` (the only one), `?exact=1`; the search form and the A–Z list that the page holds
// anyway. Out: results, the page's heading and title, the address.

import { recentArticles } from "./recent-articles.js";
import { recentSearches } from "./search-recent.js";
import { resultsView } from "./search-results.js";
import { SLOW, announcer, connect, element, failureText, fill, happened, isEnough, isDense, opened, textsOf, SETTLED } from "./search-view.js";

/** @import { Found } from "./search-view.js" */
/** @import { Shown } from "./search-results.js" */

/** How many results show, each with an excerpt. */
const LIMIT = 20;

/** How many characters of an answer to a question show. */
const ANSWER = 300;

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
const hint = find("#ab-results-hint", HTMLElement);
const body = find("#ab-results-body", HTMLElement);
const nothing = find("#ab-results-nothing", HTMLElement);
const recentSection = find("#ab-recent", HTMLElement);
/** Themes from before it was there have none. */
const readSection = document.getElementById("ab-read");
const index = find("#ab-index", HTMLElement);
const contact = document.querySelector(".ab-main > .ab-contact");
const [within, only] = ["in", "platform"].map((name) => Object.assign(element("input", ""), { type: "hidden", name }));
if (!within || !only) throw new Error("two fields were made");
form.append(within, only);
const search = connect(form);
const say = textsOf(form, section);
const recent = recentSearches(form);
const read = readSection && recentArticles(readSection, form);
const view = resultsView(search, say);
const announce = announcer(find("form.ab-search [role=status]", HTMLElement));
const plain = { heading: heading.textContent ?? "", title: document.title, hint: section.dataset.hint ?? "" };

/** Whether the query is searched as it is typed. */
let exact = false;

/** The number of the newest question; older answers come too late. */
let asked = 0;

/** The title of the category that is searched: the A–Z list has it as a part of its articles' paths. */
function category() {
  const scope = search.scope();
  const depth = scope.slice(new URL("..", form.action).href.length).split("/").filter(Boolean).length;
  const entry = scope && [...index.querySelectorAll(".ab-entry")].find((entry) => entry.querySelector("a")?.href.startsWith(scope));
  return (entry && entry.querySelector(".ab-entry__path")?.textContent?.split(" › ")[depth - 1]) || "";
}

/**
 * What the page says and which of its parts show.
 * @param {{ heading?: string, title?: string, hint?: string, body?: Node[], whole?: boolean, nothing?: boolean, recent?: boolean }} parts
 */
function lay({ heading: text = plain.heading, title = "", hint: note = "", body: content = [], whole = false, nothing: isNothing = false, recent: hasRecent = false }) {
  heading.textContent = text;
  document.title = title ? plain.title.replace(plain.heading, () => title) : plain.title;
  hint.textContent = note;
  hint.hidden = note === "";
  fill(body, ...content);
  nothing.hidden = !isNothing;
  recentSection.hidden = !hasRecent;
  if (readSection) readSection.hidden = true;
  index.hidden = !whole;
  // Nobody finds it below the whole list.
  if (contact && isNothing) nothing.append(contact);
  else if (contact && contact.parentElement === nothing) index.after(contact);
  document.documentElement.classList.remove("ab-asked");
}

/** The page as it is without a query. */
function showPlain() {
  const links = recent.list().map((query) => {
    const link = element("a", "ab-chip", query);
    link.href = search.resultsAddress(query, { everywhere: true });
    return element("li", "", link);
  });
  fill(find("#ab-recent ul", HTMLUListElement), ...links);
  lay({ hint: plain.hint, whole: true, recent: links.length > 0 });
  read?.show();
  announce("");
}

/** @param {Shown} shown */
function show(shown) {
  const { query, answer } = shown;
  const count = answer.results.length;
  const { total } = answer;
  const found = count === 0 ? say("nothing", { query }) : say(total > count ? "best" : "found", { count: Math.max(total, count), shown: count, query });
  const title = `${query} – ${say("results", { count: Math.max(total, count) })}`;
  lay({ heading: found, title, body: view.elements(shown), nothing: count + answer.elsewhere.length === 0, whole: false });
  announce([found, ...view.texts(shown)].join(". "));
  happened({ type: "search", q: query, results: shown.fewer ? 0 : Math.max(total, count) + answer.elsewhere.length });
}

/** @param {string} query */
function showFailure(query) {
  const again = element("button", "ab-button", say("retry"));
  again.type = "button";
  again.addEventListener("click", () => {
    input.focus();
    ask(false);
  });
  const failure = element("div", "ab-results__failure", element("p", "", failureText(say)), again);
  failure.id = "ab-results-failure";
  lay({ title: query, body: [failure], whole: true });
  announce(failureText(say));
}

/**
 * The words of a query that no result has, apart from the others. Of scripts without spaces no words are known.
 * @param {string} query
 * @param {Found} answer
 */
async function missingWords(query, { results, elsewhere, corrected }) {
  const { words } = await search.load();
  const reasons = [...results, ...elsewhere].map(({ explain = [] }) => explain);
  const lost = (reasons[0] ?? []).filter(({ word }) => !isDense(word) && reasons.every((reason) => !reason.find((other) => other.word === word)?.contribution)).map(({ word }) => word);
  const mended = corrected === null ? [] : words(corrected).map(({ start, end }) => corrected.slice(start, end));
  const typed = words(query).map(({ text, start, end }, at) => ({ shown: mended[at] ?? query.slice(start, end), isLost: lost.includes(text) }));
  if (lost.length === 0 || typed.every(({ isLost }) => isLost)) return undefined;
  const join = (/** @type {boolean} */ which) => typed.filter(({ isLost }) => isLost === which).map(({ shown }) => shown).join(" ");
  return { kept: join(false), without: join(true) };
}

/**
 * @param {string} text
 * @param {boolean} prefix
 * @returns {Promise<Shown>}
 */
async function answerTo(text, prefix) {
  const query = text.trim();
  const options = { limit: LIMIT, texts: LIMIT, answers: ANSWER, explain: true, exact };
  const answer = await search.query(text, { ...options, prefix });
  const shown = { query, exact, category: category(), answer, missing: await missingWords(query, answer), fewer: false };
  if (answer.results.length + answer.elsewhere.length > 0) return shown;
  const { fewerWords, nearestFirst } = await import("./search-nothing.js");
  const { words } = await search.load();
  const fewer = exact ? undefined : await fewerWords((text) => search.query(text, { ...options, prefix: true }), words(query), query);
  if (fewer) return { ...shown, ...fewer, fewer: fewer.missing !== undefined };
  const categories = nothing.querySelector("ul");
  if (categories) nearestFirst(categories, index, query);
  return shown;
}

/**
 * @param {boolean} prefix  whether the last word is still being typed
 */
async function ask(prefix) {
  const turn = ++asked;
  const query = input.value.trim();
  carry(query);
  if (!query) return showPlain();
  const slow = setTimeout(() => {
    if (turn !== asked) return;
    if (!document.documentElement.classList.contains("ab-asked")) lay({ title: query, hint: say("searching") });
    announce(say("searching"));
  }, SLOW);
  const { onLine } = navigator;
  const shown = await answerTo(input.value, prefix).catch(() => undefined);
  clearTimeout(slow);
  if (turn !== asked) return;
  if (shown) return show(shown);
  showFailure(query);
  // The network came back while the attempt failed, and won't be heard of again.
  if (!onLine && navigator.onLine) ask(prefix);
}

/** @param {string} query  is known to whoever is written to from here */
function carry(query) {
  if (!contact) return;
  import("./search-nothing.js").then(({ carryAlong }) => carryAlong(contact, query, say("message", { query }), section.dataset.contact ?? "")).catch(() => undefined);
}

/* ---- the address ---- */

/** Takes the question from the address; gives what stands for it. */
function readAddress() {
  const values = new URLSearchParams(location.search);
  within.value = values.get("in") ?? "";
  only.value = values.get("platform") ?? "";
  only.value = search.only();
  exact = values.has("exact");
  if (within.value && !category()) within.value = "";
  return (values.get("q") ?? "").trim();
}

/** What the address asked for before anything was typed: the way back leads to it. */
let entry = { query: readAddress(), address: location.href };

/** @param {string} query */
const addressOf = (query) => (query || within.value || only.value ? search.resultsAddress(query, { exact }) : form.action);

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
  exact = false;
  const query = input.value.trim();
  if (query && !isEnough(query)) return;
  pause = setTimeout(() => ask(true), PAUSE);
  settle = setTimeout(() => history.replaceState(null, "", addressOf(query)), SETTLED);
});

/**
 * A question of its own: the way back leads to the one before.
 * @param {string} address
 */
function go(address) {
  stopWaiting();
  if (address !== entry.address) {
    history.replaceState(null, "", entry.address);
    history.pushState(null, "", address);
  }
  take();
}

/** Answers what the address asks. */
function take() {
  entry = { query: readAddress(), address: location.href };
  input.value = entry.query;
  ask(false);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  recent.add(input.value);
  // A phone's keyboard would hide the results.
  if (matchMedia("(pointer: coarse)").matches) input.blur();
  go(addressOf(input.value.trim()));
});

/** @param {HTMLAnchorElement} link */
function open(link) {
  recent.add(input.value);
  opened(input.value, [...body.querySelectorAll(".ab-result__link")].indexOf(link) + 1, link.href, link.textContent ?? "");
}

section.addEventListener("auxclick", ({ target, button }) => {
  const link = target instanceof Element && button === 1 ? target.closest("a") : null;
  if (link?.matches(".ab-result__link")) open(link);
});
section.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link?.matches(".ab-result__link")) open(link);
  if (!link?.matches(".ab-results__instead") || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  // The way back leads to what the link stands under.
  entry.address = addressOf(input.value.trim());
  go(link.href);
  input.focus();
});

find("#ab-recent button", HTMLButtonElement).addEventListener("click", () => {
  recent.clear();
  recentSection.hidden = true;
  input.focus();
  announce(say("recentCleared"));
});

addEventListener("popstate", () => {
  if (location.href === entry.address && input.value.trim() === entry.query) return;
  stopWaiting();
  take();
});

addEventListener("online", () => document.getElementById("ab-results-failure") && ask(false));

input.value = entry.query;
ask(false);
