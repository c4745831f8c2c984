// What there is to look at in a site: a page of every type, results, an empty search, the open search box, a redirect.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { files, pageTypes, pages, partsOf } from "./site.mjs";

/** @import { Page } from "playwright-core" */

/**
 * @typedef {object} View
 * @property {string} name
 * @property {string} address
 * @property {number} status  the HTTP status that is expected
 * @property {(page: Page) => Promise<unknown>} [prepare]  what makes the page ready, once it is loaded
 */

/** A query that finds nothing. */
const NOTHING = "zqxzqxzqx";

/**
 * Every view of a site in one language.
 * @param {string} site
 * @param {{ language?: string, query?: string }} [of]  the language's folder in the site, such as `el/`, and
 *   a query that finds something; the title of an article serves where none is given
 * @returns {View[]}
 */
export function views(site, { language = "", query } = {}) {
  const types = pageTypes(site, { language });
  const typed = query ?? titleOf(site, types.article ?? types.faq ?? "");
  /** @type {View[]} */
  const found = Object.entries(types).map(([name, address]) => ({ name, address, status: name === "not found" ? 404 : 200 }));
  const results = (/** @type {string} */ text) => `${language}search/?q=${encodeURIComponent(text)}`;
  found.push({ name: "results", address: results(typed), status: 200, prepare: resultsShown });
  found.push({ name: "no results", address: results(NOTHING), status: 200, prepare: resultsShown });
  if (types.troubleshooter !== undefined) found.push({ name: "troubleshooter with answers", address: `${types.troubleshooter}?a=2`, status: 200 });
  const [redirect] = redirects(site).filter((address) => address.startsWith(language));
  if (redirect !== undefined) found.push({ name: "redirect", address: redirect, status: 200 });
  for (const name of ["home", "article"]) {
    const address = types[name];
    if (address === undefined) continue;
    found.push({ name: `${name} with open search`, address, status: 200, prepare: (page) => openSearch(page, typed) });
    found.push({ name: `${name} with open menu`, address, status: 200, prepare: openMenus });
  }
  return found;
}

/**
 * Old addresses that lead elsewhere.
 * @param {string} site
 * @returns {string[]}
 */
export function redirects(site) {
  const real = new Set(pages(site));
  const found = files(site).filter((path) => path.endsWith("/index.html")).map((path) => path.slice(0, -"index.html".length));
  return found.filter((address) => !real.has(address));
}

/**
 * The pages that have elements which none of the given pages has: as few as a greedy choice needs.
 * @param {string} site
 * @param {string[]} seen  addresses
 * @returns {string[]}
 */
export function furtherPages(site, seen) {
  const parts = new Map(pages(site).map((address) => [address, partsOf(readFileSync(join(site, address, "index.html"), "utf8"))]));
  const known = new Set(seen.flatMap((address) => [...(parts.get(address) ?? [])]));
  const found = [];
  for (;;) {
    const missing = [...parts].map(([address, names]) => ({ address, count: [...names].filter((name) => !known.has(name)).length }));
    const best = missing.reduce((a, b) => (b.count > a.count ? b : a));
    if (best.count === 0) return found;
    found.push(best.address);
    for (const name of parts.get(best.address) ?? []) known.add(name);
  }
}

/**
 * Keeps redirects where they are, so that they can be looked at.
 * @param {Page} page
 */
export async function holdRedirects(page) {
  await page.route((url) => url.pathname.endsWith("/"), async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, "");
    await route.fulfill({ response, body });
  });
}

/**
 * Types a query into a page's search box and waits for what it suggests.
 * @param {Page} page
 * @param {string} text
 */
export async function openSearch(page, text) {
  await page.locator("input[name=q]").fill(text);
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
}

/**
 * Opens what the header folds away.
 * @param {Page} page
 */
async function openMenus(page) {
  for (const summary of await page.locator("header details:not([open]) > summary").all()) if (await summary.isVisible()) await summary.click();
}

/** @param {Page} page */
function resultsShown(page) {
  return page.waitForFunction(() => /["“”„«「״]/.test(document.querySelector("h1")?.textContent ?? ""));
}

/**
 * @param {string} site
 * @param {string} address
 */
function titleOf(site, address) {
  const html = readFileSync(join(site, address, "index.html"), "utf8");
  return (/<h1[^>]*>([^<]*)</.exec(html)?.[1] ?? "").replaceAll("&amp;", "&").trim();
}
