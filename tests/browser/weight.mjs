// What a page loads before anybody searches, and whether it moves while it loads.

import { gzipSync } from "node:zlib";

/** @import { Browser, BrowserContextOptions } from "playwright-core" */

/**
 * @typedef {object} Weight
 * @property {Record<"html" | "css" | "js" | "image" | "other", number>} bytes  after gzip, by kind; a writer's own images and films are left out
 * @property {number} total
 * @property {string[]} requests  the addresses, the page's first; those of a writer's own images and films are left out
 * @property {string[]} foreign  requests to other servers
 * @property {string[]} policy  what the Content-Security-Policy refused
 * @property {number} shift  the cumulative layout shift, with scripts that come late
 */

/** How late scripts come, in milliseconds: long enough for the page to be painted without them. */
const LATE = 400;

/** @type {Record<string, keyof Weight["bytes"]>} */
const KINDS = { document: "html", stylesheet: "css", script: "js", image: "image" };

/**
 * Loads a page as a customer does whose scripts come late. The favicon is weighed, but no request of the page: browsers ask for it
 * when they please, once for all pages.
 * @param {Browser} browser
 * @param {string} url
 * @param {BrowserContextOptions} [options]
 * @returns {Promise<Weight>}
 */
export async function weigh(browser, url, options) {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const page = await context.newPage();
  await page.addInitScript(() => {
    Reflect.set(window, "layoutShift", 0);
    Reflect.set(window, "refused", []);
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => Reflect.get(window, "refused").push(`${violatedDirective} ${blockedURI}`));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) Reflect.set(window, "layoutShift", Reflect.get(window, "layoutShift") + Reflect.get(entry, "value"));
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.route(/\.m?js$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, LATE));
    await route.continue().catch(() => undefined);
  });
  /** @type {Map<string, Promise<{ kind: keyof Weight["bytes"], size: number }>>} */
  const loaded = new Map();
  page.on("response", (response) => {
    const kind = KINDS[response.request().resourceType()] ?? "other";
    const size = response.body().then((body) => gzipSync(body).length, () => 0);
    loaded.set(response.url(), size.then((size) => ({ kind, size })));
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const own = new Set(await page.evaluate(() => [...document.querySelectorAll("main :is(img, video, audio, source)")].map((element) => Reflect.get(element, "currentSrc") || Reflect.get(element, "src"))));
  const shift = await page.evaluate(() => /** @type {number} */ (Reflect.get(window, "layoutShift")));
  const policy = await page.evaluate(() => /** @type {string[]} */ (Reflect.get(window, "refused")));
  const icon = await page.evaluate(() => document.querySelector("link[rel=icon]")?.getAttribute("href") ?? null);
  const iconUrl = icon === null ? "" : new URL(icon, url).href;
  if (iconUrl) loaded.set(iconUrl, context.request.get(iconUrl).then(async (response) => ({ kind: "image", size: gzipSync(await response.body()).length })));
  /** @type {Weight} */
  const weight = { bytes: { html: 0, css: 0, js: 0, image: 0, other: 0 }, total: 0, requests: [], foreign: [], policy, shift };
  for (const [address, entry] of loaded) {
    if (!address.startsWith(`${new URL(url).origin}/`)) weight.foreign.push(address);
    if (own.has(address)) continue;
    const { kind, size } = await entry;
    if (address !== iconUrl) weight.requests.push(address);
    weight.bytes[kind] += size;
    weight.total += size;
  }
  await context.close();
  return weight;
}

/**
 * A table of weights in bytes.
 * @param {[name: string, weight: Weight][]} rows
 * @returns {string}
 */
export function table(rows) {
  const line = (/** @type {(string | number)[]} */ [name = "", ...cells]) => String(name).padEnd(28) + cells.map((cell) => String(cell).padStart(9)).join("");
  const cells = rows.map(([name, { bytes, total, requests, shift }]) => line([name, bytes.html, bytes.css, bytes.js, bytes.image, bytes.other, total, requests.length, shift.toFixed(3)]));
  return [line(["bytes after gzip", "html", "css", "js", "images", "other", "total", "requests", "shift"]), ...cells].join("\n");
}
