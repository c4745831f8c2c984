// "Was this helpful?": sends a vote without leaving the page, asks those who say no for a reason, and keeps votes while there is no
// network. In: the forms of a page, which also work without it, and a template. Out: a request a vote; of a visit the last one counts.
// Where the browser asks not to be tracked nothing is sent: a mail can be written instead, or nothing is asked.

import { eventOf, isPrivate } from "./send.js";

/** @import { Fields } from "./send.js" */

/** How many votes are kept. */
const MOST = 50;

/** After how long without a key the rest is said, in milliseconds. */
const PAUSE = 1000;

const KEPT = "answerbook-votes";
const template = document.getElementById("ab-feedback-more");
const say = (/** @type {string} */ key) => template?.dataset[key] ?? "";

/* ---- sending ---- */

/** @typedef {{ to: string, vote: Fields }} Kept */

/** @returns {Kept[]} */
function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

/** @param {Kept[]} list */
function store(list) {
  try {
    if (list.length > 0) localStorage.setItem(KEPT, JSON.stringify(list.slice(-MOST)));
    else localStorage.removeItem(KEPT);
  } catch {}
}

/**
 * Whether a vote has arrived. It is sent as text, for which no server need give leave, and without cookies.
 * @param {Kept} vote
 */
async function send({ to, vote }) {
  try {
    const { type, ok } = await fetch(to, { method: "POST", body: JSON.stringify(vote), mode: "no-cors", credentials: "omit", keepalive: true });
    return type === "opaque" || ok;
  } catch {
    return false;
  }
}

/** @type {(one: Kept, other: Kept) => boolean} */
const isSame = (one, other) => ["page", "question", "s"].every((name) => one.vote[name] === other.vote[name]);

/** @param {Kept} vote */
const without = (vote) => kept().filter((other) => !isSame(other, vote));

/** One after the other, so that the last vote arrives last. */
let sending = Promise.resolve(true);

/**
 * Sends a vote, or keeps it; of those that are kept it takes the place of an earlier one.
 * @param {Kept} vote
 */
function deliver(vote) {
  sending = sending.then(async () => {
    const arrived = await send(vote);
    store(arrived ? without(vote) : [...without(vote), vote]);
    return arrived;
  });
  return sending;
}

/** Sends what was kept. */
function sendKept() {
  sending = sending.then(async () => {
    for (const vote of kept()) if (await send(vote)) store(without(vote));
    return true;
  });
}

/* ---- asking ---- */

/** How many forms have asked for more, for ids. */
let count = 0;

/**
 * @param {HTMLElement} place
 * @param {HTMLElement} status
 * @param {() => Fields} fields  what every vote of this place has
 */
function ask(place, status, fields) {
  if (!(template instanceof HTMLTemplateElement) || place.querySelector(".ab-feedback__more")) return;
  place.append(template.content.cloneNode(true));
  const form = place.querySelector(".ab-feedback__more");
  const text = place.querySelector("textarea");
  const left = place.querySelector(".ab-feedback__count");
  const spoken = form?.querySelector("[role=status]");
  if (!(form instanceof HTMLFormElement) || !text || !(left instanceof HTMLElement) || !spoken) return;
  const hint = left.parentElement;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const rest = () => (left.dataset.left ?? "").replace("{count}", number.format(text.maxLength - text.value.length));
  let waiting = 0;
  if (hint) text.setAttribute("aria-describedby", (hint.id = `ab-feedback-hint-${++count}`));
  left.textContent = rest();
  text.addEventListener("input", () => {
    left.textContent = rest();
    clearTimeout(waiting);
    waiting = setTimeout(() => (spoken.textContent = rest()), PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value);
    clearTimeout(waiting);
    form.remove();
    // What had the focus is gone.
    status.tabIndex = -1;
    status.focus();
    vote(place, status, { ...fields(), value: false, ...Object.fromEntries(given) });
  });
}

/**
 * @param {HTMLElement} place
 * @param {HTMLElement} status
 * @param {Fields} fields
 */
async function vote(place, status, fields) {
  const to = place.querySelector("form")?.action ?? "";
  status.textContent = "";
  const delivered = deliver({ to, vote: eventOf("helpful", fields) });
  // Nobody waits for a slow server.
  const arrived = await Promise.race([delivered, new Promise((resolve) => setTimeout(() => resolve(true), PAUSE))]);
  status.textContent = say(arrived ? "thanks" : "offline");
  if (arrived && !(await delivered)) status.textContent = say("offline");
}

/**
 * What stands in the place of a question whose answer isn't sent: the way to say it by mail, or nothing. Its room stays.
 * @param {HTMLElement} place
 */
function replace(place) {
  const { mail } = template?.dataset ?? {};
  const { height } = place.getBoundingClientRect();
  const text = document.createElement("p");
  const link = document.createElement("a");
  text.className = "ab-feedback__text";
  Object.assign(link, { className: "ab-feedback__mail", href: mail ?? "", textContent: say("tell") });
  if (mail) text.append(say("helpful"), " ", link);
  place.replaceChildren(text);
  place.style.minBlockSize = `${height}px`;
  if (!mail) place.style.visibility = "hidden";
}

for (const place of document.querySelectorAll(".ab-feedback")) {
  const form = place.querySelector("form");
  const status = place.querySelector(".ab-feedback__status");
  if (!(place instanceof HTMLElement) || !form || !(status instanceof HTMLElement)) continue;
  if (isPrivate) {
    replace(place);
    continue;
  }
  const question = form.elements.namedItem("question");
  const fields = () => /** @type {Fields} */ (question instanceof HTMLInputElement ? { question: question.value } : {});
  const buttons = form.querySelectorAll("button");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = event.submitter;
    const value = chosen instanceof HTMLButtonElement && chosen.value === "true";
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button === chosen)));
    if (value) place.querySelector(".ab-feedback__more")?.remove();
    else ask(place, status, fields);
    vote(place, status, { value, ...fields() });
  });
}

if (!isPrivate) {
  addEventListener("online", sendKept);
  sendKept();
}
