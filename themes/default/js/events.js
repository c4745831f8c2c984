// Tells the help centre what is looked for and opened, where its settings say so. In: `data-events` of `body`, an endpoint, or
// `data-events-file`, a file of the site whose requests an access log notes; events `answerbook` of the document, whose `detail` is
// `{ type, … }`; what is in `kept`, and an event that `stays`, is for this tab alone. Out: one request an event. Nothing where the browser asks not to be tracked.

import { eventOf, isPrivate } from "./send.js";

/** @import { Fields } from "./send.js" */

/** After how long a query that nobody changes is one, in milliseconds. */
const SETTLED = 2000;

const LAST = "answerbook-last-search";

const { events, eventsFile } = document.body.dataset;
const address = new URL(events ?? eventsFile ?? "", document.baseURI);
const isHere = (/** @type {string} */ host) => ["", "localhost", "127.0.0.1", "[::1]"].includes(host);

/**
 * @param {string} type
 * @param {Fields} fields
 */
function send(type, fields) {
  const event = eventOf(type, fields);
  if (events === undefined) {
    const query = Object.entries(event).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
    fetch(`${address.href}?${query}`, { keepalive: true, cache: "no-store", credentials: "omit" }).catch(() => undefined);
    return;
  }
  // Text needs no leave from the other server, unlike JSON by its name.
  const body = JSON.stringify(event);
  if (!navigator.sendBeacon?.(address.href, body)) {
    fetch(address.href, { method: "POST", body, mode: "no-cors", keepalive: true, credentials: "omit" }).catch(() => undefined);
  }
}

/* ---- searches ---- */

/** @type {Fields | undefined} */
let asked;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** The query that stood last is sent once, also where the box and the page of results both answer it. */
function settle() {
  clearTimeout(waiting);
  const search = asked;
  asked = undefined;
  if (!search) return;
  const key = `${document.documentElement.lang} ${search.q}`;
  try {
    if (sessionStorage.getItem(LAST) === key) return;
    sessionStorage.setItem(LAST, key);
  } catch {}
  send("search", search);
}

/** @param {Event} event */
function take(event) {
  if (!(event instanceof CustomEvent)) return;
  const { type, kept, stays, ...fields } = event.detail;
  if (stays) return;
  if (type !== "search") {
    settle();
    return send(type, fields);
  }
  clearTimeout(waiting);
  asked = fields;
  waiting = setTimeout(settle, SETTLED);
}

/* ---- ways to contact ---- */

/** @param {MouseEvent} event */
function follow(event) {
  const link = event.target instanceof Element && event.button < 2 ? event.target.closest("a[data-channel]") : null;
  if (!(link instanceof HTMLElement)) return;
  settle();
  send("contact", { channel: link.dataset.channel ?? "" });
}

/* ---- views ---- */

function begin() {
  // The box may have told more already.
  send("view", {});
  document.addEventListener("answerbook", take);
  document.addEventListener("click", follow);
  document.addEventListener("auxclick", follow);
  addEventListener("pagehide", settle);
  addEventListener("pageshow", ({ persisted }) => persisted && send("view", {}));
}

// A preview on a writer's own computer is no visit.
const isPreview = isHere(location.hostname) && !isHere(address.hostname);
if (!isPrivate && !isPreview) {
  if (Reflect.get(document, "prerendering")) document.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
}
