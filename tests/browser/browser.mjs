// The browser, and a watch over what a page does that it must not.

import { existsSync } from "node:fs";

import { chromium } from "playwright-core";

/** @import { Browser, BrowserContextOptions, Page } from "playwright-core" */

/** What Chromium is started with. */
export const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where Chromium is. */
export function executable() {
  const found = PLACES.find((place) => place && existsSync(place));
  if (!found) throw new Error("Chromium is missing; install it or name it in CHROMIUM");
  return found;
}

/** @returns {Promise<Browser>} */
export function launch() {
  return chromium.launch({ executablePath: executable(), args: flags });
}

/**
 * Opens a page and notes every console error, policy violation, failed and foreign request.
 * @param {Browser} browser
 * @param {string} url
 * @param {BrowserContextOptions & { status?: number }} [options]
 * @returns {Promise<{ page: Page, problems: string[], close: () => Promise<void> }>}
 */
export async function open(browser, url, { status = 200, ...options } = {}) {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  const { origin } = new URL(url);
  page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    // Chromium reports the status of a page that is meant to be a 404 as an error.
    const expected = status === 404 && message.text().includes("404");
    if (["error", "warning"].includes(message.type()) && !expected) problems.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) problems.push(`foreign request: ${request.url()}`);
  });
  page.on("response", (response) => {
    const wanted = response.url() === url ? status : 200;
    if (response.status() !== wanted && response.status() !== 304) problems.push(`${response.status()}: ${response.url()}`);
  });
  if (options.javaScriptEnabled !== false) {
    await page.exposeFunction("reportViolation", (/** @type {string} */ text) => problems.push(`policy: ${text}`));
    await page.addInitScript(() => {
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
        Reflect.get(window, "reportViolation")(`${violatedDirective} ${blockedURI}`);
      });
    });
  }
  await page.goto(url);
  return { page, problems, close: () => context.close() };
}

/**
 * How many pixels a page is wider than its window.
 * @param {Page} page
 */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/**
 * Does something with each item, with four at a time: while one page waits, others load.
 * @template T, R
 * @param {T[]} items
 * @param {(item: T) => Promise<R>} work
 * @param {number} [places]
 * @returns {Promise<R[]>}  in the order of the items
 */
export async function inParallel(items, work, places = 4) {
  /** @type {R[]} */
  const results = [];
  let next = 0;
  await Promise.all(Array.from({ length: places }, async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(/** @type {T} */ (items[at]));
    }
  }));
  return results;
}
