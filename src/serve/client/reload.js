// The preview's script in every page: shows what was just saved. It stands only in pages that `answerbook serve` sends.
//
// The server tells when something was built. Then the page asks for itself: only where its bytes or what it shows changed is it
// loaded again, and stays where it was; where only stylesheets changed, they are exchanged. Errors are shown over the page.

import { hideProblems, showNotice, showProblems } from "./overlay.js";

/** @import { Problem } from "./overlay.js" */

const EVENTS = "/_answerbook/events";
/** Where a page keeps, over a reload, what a reader had done with it. */
const KEPT = `answerbook preview ${location.pathname}${location.search}`;
/** How long the server may be gone before that is said, in milliseconds; a page that is being left is never told. */
const PATIENCE = 1500;

/** Which page this is: what it shows, and after the hyphen its stylesheets. */
const own = document.querySelector("script[data-answerbook-page]")?.getAttribute("data-answerbook-page") ?? "";
const [page, styles] = own.split("-");

/* ---- staying where the reader was ---- */

/** @typedef {{ x: number, y: number, open: boolean[], fields: string[], focus: number }} Kept */

const details = () => [...document.querySelectorAll("details")];
const fields = () => [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input:is([type=text], [type=search]), textarea"))];

function keep() {
  /** @type {Kept} */
  const kept = {
    x: scrollX,
    y: scrollY,
    open: details().map((element) => element.open),
    fields: fields().map((field) => field.value),
    focus: fields().findIndex((field) => field === document.activeElement),
  };
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // Without storage the browser still finds the place.
  }
}

function restore() {
  /** @type {Kept | null} */
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    sessionStorage.removeItem(KEPT);
  } catch {
    return;
  }
  if (!kept) return;
  // Another number of elements means another page: then nobody knows which is which.
  const { open, fields: values, focus } = kept;
  if (open.length === details().length) details().forEach((element, at) => (element.open = open[at] ?? false));
  if (values.length === fields().length) {
    fields().forEach((field, at) => {
      const value = values[at] ?? "";
      // Who typed a search gets its results again.
      if (at === focus) field.focus({ preventScroll: true });
      if (field.value === value) return;
      field.value = value;
      if (at === focus) field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
  }
  scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
}

function reload() {
  keep();
  location.reload();
}

/* ---- what changed ---- */

/**
 * What the server has at an address now, or what the browser took from it before.
 * @param {string} address
 * @param {"no-store" | "force-cache"} cache
 */
async function tagOf(address, cache) {
  const response = await fetch(address, { cache, method: cache === "no-store" ? "HEAD" : "GET" });
  return response.headers.get("etag");
}

/** Files that the page shows or has read, and that keep their names when they change. */
function shown() {
  const pictures = [...document.images].map((image) => image.currentSrc);
  const videos = [...document.querySelectorAll("video, audio")].map((media) => /** @type {HTMLMediaElement} */ (media).currentSrc);
  const sheets = sheetsOf(document).map((link) => link.href);
  // Where the search has been used, this says which files it reads.
  const read = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /\/search\/index\.json$/.test(name));
  const all = new Set([...pictures, ...sheets, ...read]);
  videos.forEach((video) => all.delete(video));
  return [...all].filter((address) => address.startsWith(`${location.origin}/`));
}

/** @param {Document} from */
function sheetsOf(from) {
  return [.../** @type {NodeListOf<HTMLLinkElement>} */ (from.querySelectorAll("link[rel~=stylesheet]"))];
}

/** Exchanges the stylesheets for those that the page has now. The old ones stay until the new ones are there, so nothing flashes. */
async function exchangeStyles() {
  const html = await (await fetch(location.href, { cache: "no-store" })).text();
  const next = new DOMParser().parseFromString(html, "text/html");
  const old = sheetsOf(document);
  const added = sheetsOf(next).map((link) => {
    const copy = /** @type {HTMLLinkElement} */ (document.importNode(link, true));
    // In the parsed document addresses are relative to nothing.
    copy.href = new URL(link.getAttribute("href") ?? "", location.href).href;
    return copy;
  });
  const last = old.at(-1);
  const loaded = added.map((link) => new Promise((resolve) => ["load", "error"].forEach((event) => link.addEventListener(event, resolve))));
  if (last) last.after(...added);
  else document.head.append(...added);
  await Promise.all(loaded);
  old.forEach((link) => link.remove());
}

/** The stylesheets that the page has, after the hyphen of its tag. */
let worn = styles;
let checking = Promise.resolve();

/** @param {boolean} files  whether files may have changed since the page took them */
async function check(files) {
  const tag = await tagOf(location.href, "no-store");
  if (!tag) return;
  const [newPage, newStyles] = tag.replaceAll('"', "").split("-");
  if (newPage !== page) return reload();
  if (newStyles !== worn) {
    await exchangeStyles();
    worn = newStyles;
    return;
  }
  for (const address of files ? shown() : []) {
    const [before, now] = await Promise.all([tagOf(address, "force-cache"), tagOf(address, "no-store")]);
    if (before !== now) return reload();
  }
}

/* ---- the channel ---- */

/** @type {EventSource | undefined} */
let channel;
/** Whether the page is just being loaded, with all that it shows. */
let fresh = true;
let patience = 0;

/** @param {string} data */
function heard(data) {
  /** @type {{ problems: Problem[] }} */
  const { problems } = JSON.parse(data);
  // A page that stands for the site shows them itself.
  if (problems.length > 0 && !document.querySelector("main.panel > .problems")) showProblems(problems);
  else hideProblems();
  // One after the other; a server that goes away meanwhile comes back with another event.
  const files = !fresh;
  fresh = false;
  checking = checking.then(() => check(files)).catch(() => {});
}

/** Nothing is said of the server any more. */
function patient() {
  clearTimeout(patience);
  patience = 0;
}

function connect() {
  if (channel) return;
  channel = new EventSource(EVENTS);
  channel.addEventListener("open", () => {
    patient();
    showNotice("");
  });
  channel.addEventListener("message", ({ data }) => heard(data));
  channel.addEventListener("error", () => {
    // The browser tries again and again, and each time in vain says so.
    patience ||= setTimeout(() => showNotice("The preview has ended. This page waits for it to come back."), PATIENCE);
    // Where the browser has given up, another program may have the port for now.
    if (channel?.readyState === EventSource.CLOSED) {
      disconnect();
      setTimeout(follow, PATIENCE);
    }
  });
}

function disconnect() {
  channel?.close();
  channel = undefined;
}

/** Browsers keep few connections to a server for all their tabs, so only a page that is seen keeps one. */
function follow() {
  if (document.visibilityState === "visible") connect();
  else disconnect();
}

restore();
follow();
document.addEventListener("visibilitychange", follow);
addEventListener("pagehide", () => {
  disconnect();
  patient();
});
addEventListener("pageshow", follow);
