// The page of those who answer the phone: the code that a customer reads out becomes pages, answers, platform and language. In: the
// field, or `?code=`; `agent.json` of the language that the code names.

import { hashOf } from "./capsule-code.js";
import { decode, tidy } from "./agent-code.js";

/** @import { Read, ReadTrail } from "./agent-code.js" */

/**
 * @typedef {{ title: string, ways: [label: string, step: number][] }} Step
 * @typedef {[address: string, title: string, steps?: Step[]]} Page
 * @typedef {{ editions: { name: string, url: string }[], platforms: string[], pages: Page[] }} Data
 */

const form = /** @type {HTMLFormElement} */ (document.getElementById("ab-agent"));
const input = /** @type {HTMLInputElement} */ (document.getElementById("ab-agent-code"));
const status = /** @type {HTMLElement} */ (document.getElementById("ab-agent-status"));
const list = /** @type {HTMLElement} */ (document.getElementById("ab-agent-visit"));
const say = (/** @type {string} */ key) => form.dataset[key] ?? "";
/** From a question to its answer, as the page is read. */
const to = document.documentElement.dir === "rtl" ? "←" : "→";
const root = new URL(say("root"), document.baseURI);

/** @type {Map<string, Promise<Data>>} */
const loaded = new Map();

/** @param {string} url */
function load(url) {
  const known = loaded.get(url) ?? fetch(url).then((response) => (response.ok ? response.json() : Promise.reject(response)));
  loaded.set(url, known);
  known.catch(() => loaded.delete(url));
  return known;
}

/**
 * The pages with a hash: those of the language, or else of another one; more than one where hashes agree.
 * @param {Data[]} data  the language's first
 * @param {number} hash
 */
function withHash(data, hash) {
  for (const { pages } of data) {
    const found = pages.filter(([address]) => hashOf(address) === hash);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * @param {string} tag
 * @param {(Node | string)[]} children
 */
function element(tag, ...children) {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
}

/**
 * @param {string} name
 * @param {(Node | string)[]} values
 */
const row = (name, ...values) => element("div", element("dt", name), ...values.map((value) => element("dd", value)));

/** @param {Page} page */
function link([address, title]) {
  const made = element("a", title);
  made.setAttribute("href", new URL(address.split("/").map(encodeURIComponent).join("/"), root).href);
  return made;
}

/**
 * @param {string} name
 * @param {Page[]} pages
 */
const pagesRow = (name, pages) => row(name, ...(pages.length > 1 ? [say("several")] : []), ...(pages.length > 0 ? pages.map(link) : [say("unknown")]));

/**
 * The questions and answers, as far as the troubleshooter has them still.
 * @param {ReadTrail} trail
 * @param {Page} page
 */
function trailRow({ from, answers }, page) {
  const steps = page[2] ?? [];
  const ways = element("ol");
  let at = from;
  for (const answer of answers) {
    const step = steps[at];
    const way = step?.ways[answer - 1];
    ways.append(element("li", way ? `${step?.title} ${to} ${way[0]}` : say("unknown")));
    if (!way) break;
    at = way[1];
  }
  const end = steps[at];
  if (end) ways.append(element("li", `${to} ${end.title}`));
  return row(say("answers"), link(page), ways);
}

/** @param {Read} read */
async function show({ language, platform, page, opened, trail }) {
  const { editions, platforms } = await load(new URL(say("file"), document.baseURI).href);
  const edition = editions[language];
  const urls = [...(edition ? [edition] : []), ...editions.filter((/** @type {typeof edition} */ other) => other !== edition)].map(({ url }) => new URL(url, root).href);
  /** @type {Data[]} */
  const data = [];
  for (const url of urls) {
    data.push(await load(url));
    if ([page, opened, trail?.page].every((hash) => hash === undefined || withHash(data, hash).length > 0)) break;
  }
  const rows = [row(say("language"), edition?.name ?? say("unknown"))];
  if (platform) rows.push(row(say("platform"), platforms[platform - 1] ?? say("unknown")));
  if (page !== undefined) rows.push(pagesRow(say("pages"), withHash(data, page)));
  if (opened !== undefined) rows.push(pagesRow(say("opened"), withHash(data, opened)));
  const walked = trail && withHash(data, trail.page).filter(([, , steps]) => steps);
  if (trail && walked) rows.push(...(walked.length > 0 ? walked.map((page) => trailRow(trail, page)) : [row(say("answers"), say("unknown"))]));
  return rows;
}

let turn = 0;
/** The code that is shown. A link that is pressed would be lost if it were shown again. */
let shown = "";

/** @param {boolean} isWhole  whether the code is said to be whole; otherwise it may still be being typed */
async function take(isWhole) {
  const read = decode(input.value);
  if (read && tidy(input.value) === shown) return;
  const mine = ++turn;
  shown = "";
  status.textContent = !read && isWhole && tidy(input.value) ? say("wrong") : "";
  input.setAttribute("aria-invalid", String(status.textContent !== ""));
  const rows = read ? await show(read).catch(() => undefined) : [];
  if (mine !== turn) return;
  if (!rows) status.textContent = say("failed");
  else if (read) shown = tidy(input.value);
  list.replaceChildren(...(rows ?? []));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  take(true);
});
input.addEventListener("input", () => take(false));
input.addEventListener("change", () => take(true));
input.value = new URLSearchParams(location.search).get("code") ?? "";
if (input.value) take(true);
