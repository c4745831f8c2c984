// What goes along with a message: the contact page says in plain words what the customer did in this tab, each part with a button that
// removes it, and puts it into mail, messages, the form and a short code for the phone. In: what `page.js` keeps; `?q=` and `?page=`.
// Nothing is sent before the customer sends a message.

import { encode } from "./capsule-code.js";
import { element, fill, textsOf } from "./search-view.js";

/**
 * @typedef {{ to: string, title?: string, q?: string, results?: number, at?: string, from?: number, answers?: number[], steps?: [string, string][], end?: string }} Entry
 * @typedef {{ page: Entry[], search: Entry[], open: Entry[], troubleshooter: Entry[], removed: string[] }} Kept
 * @typedef {{ key: string, group: string, lines: string[], content: (Node | string)[], isShort?: boolean }} Part
 */

const KEPT = "answerbook-trail";
const TYPES = /** @type {const} */ (["page", "search", "open", "troubleshooter"]);

/** How long a link may be that mail programs and phones take, in bytes; of a text message, which costs money, less. */
const LONGEST = 1800;
const LONGEST_SMS = 600;

/** From a question to its answer, as the page is read. */
const TO = document.documentElement.dir === "rtl" ? "←" : "→";

const section = /** @type {HTMLElement} */ (document.getElementById("ab-capsule"));
const [list, status, all, code] = [".ab-capsule__parts", "[role=status]", ".ab-capsule__all", ".ab-capsule__code"].map((part) => /** @type {HTMLElement} */ (section.querySelector(part)));
const line = document.getElementById("ab-contact-query");
const say = textsOf(section, ...(line ? [line] : []));
const asked = new URLSearchParams(location.search);
const root = new URL(section.dataset.root ?? "/", document.baseURI);

/** What was removed, also where nothing can be kept. @type {string[]} */
const gone = [];

/** @returns {Kept} */
function read() {
  /** @type {Kept} */
  const kept = { page: [], search: [], open: [], troubleshooter: [], removed: [] };
  try {
    Object.assign(kept, JSON.parse(sessionStorage.getItem(KEPT) ?? "{}"));
  } catch {}
  return { ...kept, removed: [...new Set([...kept.removed, ...gone])] };
}

/** Another help centre may have the same origin. @type {(entry: Entry) => boolean} */
const isOurs = ({ to }) => !to || to.startsWith(root.pathname);

/** What is kept with what the address says, without what was removed. */
function visit() {
  const kept = read();
  const q = (asked.get("q") ?? "").trim();
  const to = asked.get("page") ?? "";
  if (q && !kept.search.some((search) => search.q === q)) kept.search.push({ to: "", q });
  const isHere = /^\/(?!\/)[^\s\\]*$/.test(to);
  const about = kept.page.find((page) => page.to === to) ?? { to };
  if (isHere) kept.page = [...kept.page.filter((page) => page !== about), about];
  const left = (/** @type {(typeof TYPES)[number]} */ type) => kept[type].filter((entry) => isOurs(entry) && !kept.removed.includes(keyOf(type, entry))).reverse();
  return { about: isHere ? about : undefined, page: left("page"), search: left("search"), open: left("open"), troubleshooter: left("troubleshooter"), removed: kept.removed };
}

/** @type {(type: string, entry: Entry) => string} */
const keyOf = (type, { to, q }) => `${type} ${to || q}`;

/** The customer's platform, as pages keep it: its label, and its number from 1. */
function platform() {
  const names = [...(section.querySelector("template")?.content.querySelectorAll("data") ?? [])];
  let name = "";
  try {
    name = localStorage.getItem("answerbook-platform") ?? "";
  } catch {}
  const at = names.findIndex(({ value }) => value === name);
  return { label: names[at]?.textContent ?? "", number: at + 1 };
}

/** @type {(entry: Entry) => string} */
const hrefOf = ({ to, at }) => new URL(at ?? to, location.href).href;

/**
 * @param {ReturnType<typeof visit>} done
 * @returns {Part[]}  what matters most first
 */
function partsOf(done) {
  const link = (/** @type {Entry} */ entry) => Object.assign(element("a", "", entry.title ?? decode(entry.to)), { href: hrefOf(entry) });
  /** @type {(type: string, group: string) => (entry: Entry) => Part} */
  const page = (type, group) => (entry) => {
    const about = entry === done.about ? say("page", { page: hrefOf(entry) }) : `${group}: ${[entry.title, hrefOf(entry)].filter(Boolean).join(" – ")}`;
    return { key: keyOf(type, entry), group, lines: [about], content: [link(entry)] };
  };
  const found = (/** @type {Entry} */ { q = "", results }) => (results === undefined ? say("query", { query: q }) : say("found", { count: results, query: q }));
  const steps = (/** @type {Entry} */ { steps = [], end }) => [...steps.map((step) => step.join(` ${TO} `)), ...(end ? [`${TO} ${end}`] : [])];
  const named = { platform: platform().label, language: section.dataset.name ?? "" };
  const rest = /** @type {const} */ (["platform", "language"]).filter((key) => named[key] && !done.removed.includes(key));
  return [
    ...done.troubleshooter.map((entry) => {
      const ways = steps(entry);
      const content = [link(entry), element("ol", "ab-list ab-capsule__steps", ...ways.map((way) => element("li", "", way)))];
      return { key: keyOf("troubleshooter", entry), group: say("answers"), lines: [`${say("answers")}: ${entry.title} – ${hrefOf(entry)}`, ...ways], content };
    }),
    ...done.search.map((entry) => ({ key: keyOf("search", entry), group: say("searches"), lines: [found(entry)], content: [found(entry)] })),
    ...done.open.map(page("open", say("opened"))),
    ...done.page.map(page("page", say("pages"))),
    ...rest.map((key) => ({ key, group: say(key), lines: [`${say(key)}: ${named[key]}`], content: [named[key]], isShort: true })),
  ];
}

/** @param {string} address  as people read it, from the site's root, without its anchor */
function decode(address) {
  const path = address.replace(/#.*/s, "").slice(root.pathname.length);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * As much as fits, in bytes of an address: of what is too much, the last lines go.
 * @param {Part[]} parts
 * @param {number} most
 * @param {string} end  of a line
 */
function encoded(parts, most, end) {
  const lines = parts.flatMap(({ lines, isShort = false }) => lines.map((text) => ({ text, isShort })));
  for (let isCut = false; ; isCut = true) {
    const text = [...lines.map(({ text }) => text), ...(isCut ? ["…"] : []), "", ""].join(end);
    // Half a character, which a field may have cut, has no place in an address.
    const written = encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(text)));
    const at = lines.findLastIndex(({ isShort }) => !isShort);
    if (written.length <= most || at < 0) return written;
    lines.splice(at, 1);
  }
}

/**
 * Lets messages begin with it: mail (RFC 6068), text messages, WhatsApp, Telegram, and addresses that end with a field without a value.
 * @param {Part[]} parts
 * @param {string} subject
 */
function carry(parts, subject) {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".ab-channels a[href]"))) {
    link.dataset.href ??= link.getAttribute("href") ?? "";
    const plain = link.dataset.href;
    const isMail = plain.startsWith("mailto:");
    const field = isMail || plain.startsWith("sms:") ? "body=" : /^https:\/\/(wa|t)\.me\//.test(plain) ? "text=" : /[?&][^=&#]+=$/.test(plain) ? "" : undefined;
    const title = isMail && subject && !/[?&]subject=/i.test(plain) ? `subject=${encodeURIComponent(subject)}&` : "";
    const mark = field ? (plain.includes("?") ? "&" : "?") : "";
    const room = (plain.startsWith("sms:") ? LONGEST_SMS : LONGEST) - plain.length - title.length;
    link.href = field === undefined || parts.length === 0 ? plain : `${plain}${mark}${title}${field}${encoded(parts, room, isMail ? "\r\n" : "\n")}`;
  }
}

/**
 * Puts it into the form, which says where it can be seen.
 * @param {Part[]} parts
 */
function attach(parts) {
  const place = document.getElementById("ab-capsule-form");
  if (!place) return;
  const text = parts.flatMap(({ lines }) => lines).join("\n");
  const field = element("textarea", "");
  // As its default, so that it outlasts a reset of the form.
  Object.assign(field, { name: "context", hidden: true, defaultValue: text });
  const link = Object.assign(element("a", "", section.querySelector("h2")?.textContent ?? ""), { href: "#ab-capsule" });
  fill(place, ...(text ? [field, element("p", "ab-capsule-form__link", link)] : []));
}

/** @param {ReturnType<typeof visit>} done  with its platform and language where those are left */
function codeOf({ page: [page], open: [opened], troubleshooter: [trail], removed }) {
  if (!page && !opened && !trail) return "";
  const number = (/** @type {string} */ key, /** @type {number} */ value) => (removed.includes(key) ? 0 : value);
  const { answers = [], from = 0 } = trail ?? {};
  return encode({
    language: number("language", Number(section.dataset.number)),
    platform: number("platform", platform().number),
    page: page ? decode(page.to) : "",
    opened: opened ? decode(opened.to) : "",
    trail: trail && { page: decode(trail.to), from, answers },
  });
}

let isShown = false;

/** Shows what is left, and lets it go along. */
function show() {
  const done = visit();
  const parts = partsOf(done);
  const isSomething = parts.some(({ isShort }) => !isShort);
  isShown ||= isSomething;
  section.hidden = !isShown;
  if (!isShown) return;
  const groups = [...new Set(parts.map(({ group }) => group))].map((group) => {
    const items = parts.filter((part) => part.group === group).map((part) => itemOf(part, parts.indexOf(part)));
    return element("div", "ab-capsule__group", element("h3", "ab-capsule__name", group), element("ul", "ab-list", ...items));
  });
  fill(list, ...(groups.length > 0 ? groups : [element("p", "", say("none"))]));
  all.hidden = parts.length === 0;
  const spoken = document.querySelector(".ab-channel--card:not([hidden]) a[href^='tel:']") ? codeOf(done) : "";
  code.hidden = !spoken;
  fill(code.querySelector("strong") ?? code, spoken);
  const [trail] = done.troubleshooter;
  carry(parts, asked.get("q")?.trim() || trail?.title || done.search[0]?.q || done.page[0]?.title || "");
  attach(parts);
}

/**
 * @param {Part} part
 * @param {number} at
 */
function itemOf({ key, content, lines }, at) {
  const text = element("div", "ab-capsule__text", ...content);
  const button = element("button", "ab-link-button ab-capsule__remove", say("remove"));
  button.type = "button";
  text.id = `ab-capsule-${at}`;
  button.id = `${text.id}-remove`;
  button.setAttribute("aria-labelledby", `${button.id} ${text.id}`);
  button.addEventListener("click", () => {
    remove([key], say("removed", { text: lines[0] ?? "" }));
    // What stands there now, or else the last one.
    const buttons = /** @type {NodeListOf<HTMLElement>} */ (section.querySelectorAll(".ab-capsule__remove"));
    (buttons[Math.min(at, buttons.length - 1)] ?? list).focus();
  });
  return element("li", "ab-capsule__part", text, button);
}

/**
 * @param {string[]} keys
 * @param {string} message
 */
function remove(keys, message) {
  gone.push(...keys);
  const kept = read();
  for (const type of TYPES) kept[type] = kept[type].filter((entry) => !kept.removed.includes(keyOf(type, entry)));
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {}
  show();
  status.textContent = message;
}

all.addEventListener("click", () => {
  remove(partsOf(visit()).map(({ key }) => key), say("none"));
  list.focus();
});
// An answer that the form suggests may be opened; a page that is gone back to knows more.
document.addEventListener("answerbook", show);
addEventListener("pageshow", ({ persisted }) => persisted && show());
document.getElementById("ab-form-subject")?.addEventListener("focus", () => import("./deflect.js").catch(() => undefined), { once: true });
show();
