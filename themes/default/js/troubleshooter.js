// A troubleshooter, one step at a time. The page holds all steps, one below the other; the stylesheet shows one.
//
// The address says which: `?a=2.1.3` are the answers, by their numbers in each step, from the first step on, or from the one that
// `from=` names; `#id` is a step by itself. So links, the back button and a reload lead to where they did.

/**
 * @typedef {{ from: number, answers: number[] }} State  the step that it began with, and the numbers of the answers since
 * @typedef {{ step: number, link: HTMLAnchorElement, next: number }} Answer
 */

const root = /** @type {HTMLElement} */ (document.getElementById("ab-troubleshooter"));
const trail = /** @type {HTMLElement} */ (document.getElementById("ab-trail"));
const list = /** @type {HTMLElement} */ (trail.querySelector("ol"));
const stages = [...root.children];
const titles = stages.map((stage) => /** @type {HTMLElement} */ (stage.querySelector("h2")));
const names = titles.map(nameOf);

/** @param {Element} title  its text, without the link to itself */
function nameOf(title) {
  const copy = /** @type {Element} */ (title.cloneNode(true));
  copy.querySelector(".ab-anchor")?.remove();
  return (copy.textContent ?? "").trim();
}

/** @param {string} hash */
function placeOf(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

/** @param {string} hash  the step that has a place of the page; -1 for none */
function stepOf(hash) {
  const place = placeOf(hash);
  return stages.findIndex((stage) => stage.contains(place));
}

/** How one goes on from each step: its choices, then other links to steps. */
const ways = stages.map((stage, at) => {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const found = stage.querySelectorAll("a[href^='#']:not(.ab-anchor)");
  const links = [...found].filter((link) => stepOf(link.hash) !== -1);
  const isChoice = (/** @type {Element} */ link) => link.closest(".ab-choices > li")?.querySelector("a") === link;
  return [...links.filter(isChoice), ...links.filter((link) => !isChoice(link) && stepOf(link.hash) !== at)];
});

/** @returns {State} what the address says */
function read() {
  const asked = new URLSearchParams(location.search);
  const state = { from: Math.max(0, stepOf(`#${asked.get("from") ?? ""}`)), answers: (asked.get("a") ?? "").split(".").map(Number) };
  state.answers.length = follow(state).length;
  const place = stepOf(location.hash);
  // A link to a place of the step that is shown anyway keeps the answers.
  return place === -1 || place === shown(state) ? state : { from: place, answers: [] };
}

/** @param {State} state  as far as its answers can be followed */
function follow({ from, answers }) {
  /** @type {Answer[]} */
  const path = [];
  let step = from;
  for (const number of answers) {
    const link = ways[step]?.[number - 1];
    if (!link) break;
    const next = stepOf(link.hash);
    path.push({ step, link, next });
    step = next;
  }
  return path;
}

/** @param {State} state */
const shown = (state) => follow(state).at(-1)?.next ?? state.from;

/** @param {State} state  its address */
function addressOf({ from, answers }) {
  const address = new URL(location.href);
  const id = titles[from]?.id ?? "";
  address.hash = from > 0 && answers.length === 0 ? id : "";
  for (const [name, value] of [["from", from > 0 && answers.length > 0 ? id : ""], ["a", answers.join(".")]]) {
    address.searchParams.delete(name);
    if (value) address.searchParams.set(name, value);
  }
  return address.href;
}

let state = read();

/** Shows the step of the state, and below it how one got there. */
function show() {
  const path = follow(state);
  const current = shown(state);
  stages.forEach((stage, at) => stage.classList.toggle("ab-stage--shown", at === current));
  root.classList.add("ab-troubleshooter--live");
  trail.hidden = path.length === 0;
  list.replaceChildren(...path.map(entry));
  tellSupport();
  tell(path, current);
}

/** Whether the customer answers now; otherwise the address did, which may be an old or another one's. */
let answering = false;

/**
 * Keeps the answers for the contact page, and says so when they lead to an outcome.
 * @param {Answer[]} path
 * @param {number} current
 */
function tell(path, current) {
  if (path.length === 0) return;
  const isOutcome = stages[current]?.classList.contains("ab-stage--outcome");
  const outcome = (isOutcome && titles[current]?.id) || "";
  const start = state.from > 0 ? `${titles[state.from]?.id}:` : "";
  const steps = path.map(({ step, link }) => [names[step], link.textContent]);
  const kept = { to: location.pathname, at: addressOf(state), title: document.querySelector("h1")?.textContent, ...state, steps, end: isOutcome ? names[current] : "" };
  const detail = { type: "troubleshooter", path: start + state.answers.join("."), outcome, kept, stays: !(outcome && answering) };
  document.dispatchEvent(new CustomEvent("answerbook", { detail }));
}

const contact = document.querySelector(".ab-contact");
let told = false;

/** Lets mail and messages to support begin with the answers, and with the address that leads to them. */
async function tellSupport() {
  if (!contact || (!told && state.answers.length === 0)) return;
  told = true;
  try {
    const { carryAlong } = await import("./search-nothing.js");
    const answers = follow(state).map(({ step, link }) => `${names[step]} ${link.textContent}`);
    const title = document.querySelector("h1")?.textContent ?? "";
    carryAlong(contact, answers.length > 0 ? title : "", [...answers, location.href].join("\n"), "");
  } catch {}
}

/**
 * @param {Answer} answer
 * @param {number} at  its place in the trail
 */
function entry({ step, link }, at) {
  const item = document.createElement("li");
  const question = document.createElement("p");
  const answer = document.createElement("p");
  const button = document.createElement("button");
  item.className = "ab-trail__item";
  question.className = "ab-trail__question";
  question.id = `ab-trail-${at + 1}`;
  question.textContent = names[step] ?? "";
  answer.className = "ab-trail__answer";
  answer.textContent = link.textContent;
  button.type = "button";
  button.className = "ab-link-button";
  button.textContent = trail.dataset.change ?? "";
  button.setAttribute("aria-describedby", question.id);
  // The texts may be in another language than the page.
  if (list.lang) Object.assign(button, { lang: document.documentElement.lang, dir: document.documentElement.dir });
  button.addEventListener("click", () => go({ from: state.from, answers: state.answers.slice(0, at) }));
  item.append(question, answer, button);
  return item;
}

/** Shows the step, and leads the focus to its heading, which is what gets announced. */
function move() {
  show();
  const title = titles[shown(state)];
  if (!title) return;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
  const { top, bottom } = title.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight / 2) title.scrollIntoView();
}

/** @param {State} next */
function go(next) {
  state = next;
  history.pushState(null, "", addressOf(next));
  answering = true;
  move();
  answering = false;
}

root.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const number = (ways[shown(state)] ?? []).indexOf(link);
  if (number === -1) return;
  event.preventDefault();
  go({ from: state.from, answers: [...state.answers, number + 1] });
});
trail.querySelector(".ab-trail__again")?.addEventListener("click", () => go({ from: 0, answers: [] }));

function goWhereAsked() {
  const before = shown(state);
  state = read();
  if (shown(state) === before) show();
  else move();
}
addEventListener("popstate", goWhereAsked);
addEventListener("hashchange", goWhereAsked);

show();
// It may be in a step that was hidden until now.
if (stepOf(location.hash) !== -1) placeOf(location.hash)?.scrollIntoView();
