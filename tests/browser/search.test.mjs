// The search page: filters as one types, and lists everything where there are no scripts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./browser.mjs";
import { ownSite, serve } from "./site.mjs";

const site = ownSite();

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  server = await serve(site);
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
});

test("typing filters the list", async () => {
  const { page, problems, close } = await open(browser, server.url("search/"));
  assert(await page.locator("#ab-index").isVisible());
  await page.getByRole("searchbox").last().fill("front matter");
  const results = page.locator("#ab-results-list > li");
  await results.first().waitFor();
  assert(!(await page.locator("#ab-index").isVisible()), "the whole list makes room for the results");
  assert.match(await results.first().innerText(), /front matter/i);
  await page.waitForFunction(() => document.getElementById("ab-results-status")?.textContent !== "");
  assert.match(await page.locator("#ab-results-status").innerText(), /\d/);
  await page.waitForURL(/\?q=front\+matter$/);
  await results.first().getByRole("link").click();
  assert.match(await page.locator("h1").innerText(), /front matter/i);
  assert.deepEqual(problems, []);
  await close();
});

test("a search has an address of its own", async () => {
  const { page, close } = await open(browser, server.url("search/?q=front%20matter"));
  assert(await page.locator("#ab-results-list > li").first().isVisible());
  assert.equal(await page.getByRole("searchbox").last().inputValue(), "front matter");
  await close();
});

test("nothing found says so and shows a way on", async () => {
  const { page, close } = await open(browser, server.url("search/?q=zzzzqqqq"));
  await page.waitForFunction(() => document.getElementById("ab-results-status")?.textContent?.includes("zzzzqqqq"));
  assert(await page.locator("#ab-results-empty").isVisible());
  await close();
});

test("a query is text, never markup", async () => {
  const query = "<img src=x onerror=alert(1)>";
  const { page, problems, close } = await open(browser, server.url(`search/?q=${encodeURIComponent(query)}`));
  await page.waitForFunction(() => document.getElementById("ab-results-status")?.textContent !== "");
  assert.equal(await page.locator("main img[src=x]").count(), 0);
  assert.deepEqual(problems, []);
  await close();
});

test("the search form of the home page leads to the results, with and without scripts", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await open(browser, server.url(""), { javaScriptEnabled });
    await page.locator("form input[name=q]").first().fill("links");
    await page.keyboard.press("Enter");
    await page.waitForURL(/search\/\?q=links$/);
    await close();
  }
});

test("without scripts the page lists every article", async () => {
  const { page, close } = await open(browser, server.url("search/?q=refund"), { javaScriptEnabled: false });
  const links = await page.locator("#ab-index li a").evaluateAll((links) => links.map((link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname));
  const listed = new Set(links);
  assert(listed.size >= 25, `${listed.size} articles`);
  assert(await page.locator("#ab-index li a").first().isVisible());
  await close();
});

test("Greek is found without its accents", async () => {
  const { page, close } = await open(browser, server.url("el/search/"));
  const titles = await page.locator("#ab-index li a").allInnerTexts();
  const word = titles.join(" ").match(/\p{Script=Greek}{5,}/gu)?.find((word) => /[άέήίόύώ]/.test(word));
  assert(word, "a Greek word with an accent");
  const bare = word.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
  await page.getByRole("searchbox").last().fill(bare);
  await page.locator("#ab-results-list > li").first().waitFor();
  await close();
});
