// What is wrong, over a page of the preview: a dialog with each problem's place, line and hint, and a button that brings it back.
//
// It lives in a shadow tree, so that neither the page's styles nor its scripts see it. Texts are English as the terminal's, and are
// only ever put in as texts.

/**
 * @typedef {object} Problem
 * @property {"error" | "warning"} severity
 * @property {string | null} rule
 * @property {string} message
 * @property {string | null} place  `content/refund.md:3:8`
 * @property {[string, string, string] | null} line  before, at and after the place
 * @property {string | null} hint
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} className
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

const host = document.createElement("answerbook-preview");
// The page may be written from right to left, this is not.
host.lang = "en";
host.dir = "ltr";
const root = host.attachShadow({ mode: "open" });

const title = element("h2", "title");
title.id = "title";
// The dialog's first stop, so that its text is read and nothing is pressed by accident.
title.tabIndex = -1;
title.autofocus = true;
const list = element("ol", "problems");
const close = element("button", "close", "Close");
const note = element("p", "note", "The page below is the last one without errors. This goes away when all is mended.");
note.id = "note";
const dialog = element("dialog", "panel", element("div", "top", title, close), note, list);
dialog.setAttribute("role", "alertdialog");
dialog.setAttribute("aria-labelledby", title.id);
dialog.setAttribute("aria-describedby", note.id);

const again = element("button", "again");
const notice = element("p", "notice");
notice.setAttribute("role", "status");

/** The problems that are known, as text. */
let known = "";

/** The overlay's styles. They are fetched early: where the server is gone it is too late. A stylesheet that a script makes is none that the
    site's policy forbids. */
const styled = fetch("/_answerbook/overlay.css").then(async (response) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await response.text());
  root.adoptedStyleSheets = [sheet];
  // Without them it is ugly, but says the same.
}).catch(() => {});

/** Puts the overlay into the page. */
async function prepare() {
  await styled;
  if (host.isConnected) return;
  root.append(dialog, again, notice);
  document.documentElement.append(host);
}

/** @param {Problem} problem */
function item({ severity, rule, message, place, line, hint }) {
  const parts = [];
  if (place) parts.push(element("p", "problem__place", place));
  const name = element("strong", "problem__severity", rule ? `${severity} [${rule}]` : severity);
  parts.push(element("p", "problem__message", name, ": ", message));
  if (line) {
    const [before, at, after] = line;
    parts.push(element("pre", "problem__line", before, element("mark", "", at), after));
  }
  if (hint) parts.push(element("p", "problem__hint", hint));
  // Each in the direction of its own first letter.
  parts.forEach((part) => (part.dir = "auto"));
  return element("li", `problem problem--${severity}`, ...parts);
}

/** @param {number} count */
const counted = (count) => (count === 1 ? "1 problem" : `${count} problems`);

/**
 * Shows problems over the page. Those that are shown already stay as they are, open or closed.
 * @param {Problem[]} problems
 */
export async function showProblems(problems) {
  const text = JSON.stringify(problems);
  if (text === known) return;
  known = text;
  await prepare();
  if (text !== known) return;
  title.textContent = `${counted(problems.length)} to mend`;
  again.textContent = counted(problems.length);
  list.replaceChildren(...problems.map(item));
  if (!dialog.open) dialog.showModal();
  again.hidden = false;
}

/** All is mended. */
export function hideProblems() {
  known = "";
  if (dialog.open) dialog.close();
  again.hidden = true;
}

/**
 * A quiet line at the page's edge; empty, it goes.
 * @param {string} text
 */
export async function showNotice(text) {
  if (text) await prepare();
  notice.textContent = text;
}

again.hidden = true;
close.addEventListener("click", () => dialog.close());
again.addEventListener("click", () => dialog.showModal());
