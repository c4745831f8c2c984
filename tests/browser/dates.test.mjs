// What depends on today's date: notices that have begun or are over, and pages due for a review.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";

import { launch, open } from "./browser.mjs";
import { build, repository, serve, siteOf } from "./site.mjs";

const site = build(join(repository, "tests", "golden", "notices"));

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

/**
 * A page as it is read at a time.
 * @param {string} url
 * @param {string} time
 * @param {string} [timezoneId]
 */
async function at(url, time, timezoneId = "UTC") {
  const context = await browser.newContext({ timezoneId, viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(time));
  await page.addInitScript(() => {
    const seen = new Set();
    let shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shift += Reflect.get(entry, "value");
    }).observe({ type: "layout-shift", buffered: true });
    // What could be painted: all that is visible at the start of a frame.
    const look = () => {
      for (const element of document.querySelectorAll(".ab-dated")) {
        if (element.getClientRects().length > 0) seen.add(element.textContent?.replace(/\s+/g, " ").trim());
      }
      requestAnimationFrame(look);
    };
    look();
    Reflect.set(window, "watched", () => ({ seen: [...seen], shift }));
  });
  await page.goto(url);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const watched = () => page.evaluate(() => /** @type {{ seen: string[], shift: number }} */ (Reflect.get(window, "watched")()));
  const titles = () => page.locator(".ab-notices__title:visible").allInnerTexts();
  return { page, watched, titles, close: () => context.close() };
}

const CARDS = "Some card payments fail";
const MAIL = "Mail from us arrives late";
const CLOSED = "We are closed on 24 December";

test("a notice shows from its first day to its last", async () => {
  for (const [time, zone, expected] of /** @type {const} */ ([
    ["2026-11-19T12:00:00Z", "UTC", [MAIL, CLOSED]],
    ["2026-11-20T00:00:01Z", "UTC", [CARDS, MAIL, CLOSED]],
    ["2026-11-24T23:59:00Z", "UTC", [CARDS, MAIL, CLOSED]],
    ["2026-11-25T00:00:01Z", "UTC", [MAIL, CLOSED]],
    ["2026-11-24T11:00:00Z", "Pacific/Kiritimati", [MAIL, CLOSED]],
    ["2027-01-01T12:00:00Z", "UTC", [CLOSED]],
  ])) {
    const { watched, titles, close } = await at(server.url(""), time, zone);
    assert.deepEqual(await titles(), expected, `${time} ${zone}`);
    const { seen, shift } = await watched();
    assert.equal(shift, 0, time);
    assert(!seen.some((text) => text.includes(CARDS) && !(/** @type {readonly string[]} */ (expected).includes(CARDS))), time);
    await close();
  }
});

test("what is over stays on the updates page and says so", async () => {
  const { page, titles, watched, close } = await at(server.url("updates/"), "2026-11-26T12:00:00Z");
  assert.deepEqual(await titles(), [CARDS, MAIL, CLOSED]);
  assert.deepEqual(await page.locator(".ab-notices__item:has(.ab-notices__over:visible) h2").allInnerTexts(), [CARDS]);
  assert.equal((await watched()).shift, 0);
  await close();
  const early = await at(server.url("updates/"), "2026-11-19T12:00:00Z");
  assert.deepEqual(await early.titles(), [MAIL, CLOSED]);
  await early.close();
});

test("a page says that it is due for a review only afterwards", async () => {
  for (const [time, expected] of /** @type {const} */ ([["2027-06-30T12:00:00Z", false], ["2027-07-01T12:00:00Z", true]])) {
    const { page, watched, close } = await at(server.url("refund/"), time);
    assert.equal(await page.getByText("due for a review on 30 June 2027").isVisible(), expected, time);
    assert.equal((await watched()).shift, 0, time);
    await close();
  }
});

test("no section without a notice that holds", async () => {
  const folder = join(repository, "tests", "golden", "notices");
  const text = (/** @type {string} */ path) => readFileSync(join(folder, path), "utf8");
  const site = siteOf({
    "answerbook.yaml": "title: Help\n",
    "content/_notices/a.md": text("content/_notices/card-payments.md").replace(/\[(.*?)\]\(.*?\)/g, "$1").replace(/^(pages|workaround):.*\n/gm, ""),
    "content/_notices/b.md": text("content/_notices/slow-mail.md"),
  });
  const own = await serve(site);
  for (const [time, expected] of /** @type {const} */ ([["2026-11-21T12:00:00Z", true], ["2026-12-02T12:00:00Z", false]])) {
    const { page, watched, close } = await at(own.url(""), time);
    assert.equal(await page.locator(".ab-notices").isVisible(), expected, time);
    assert.equal((await watched()).shift, 0);
    await close();
  }
  own.close();
});

/**
 * Serves the site so slowly that a browser paints many times while a page comes.
 * @param {import("node:test").TestContext} t  the test, with which the server ends
 * @param {(page: string) => string} change
 */
async function slowly(t, change) {
  const types = new Map([[".html", "text/html"], [".css", "text/css"], [".js", "text/javascript"], [".svg", "image/svg+xml"]]);
  const slow = createServer(async (request, response) => {
    const file = join(site, decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname).replace(/\/$/, "/index.html"));
    const isPage = extname(file) === ".html";
    let bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
    if (isPage) bytes = Buffer.from(change(bytes.toString()));
    response.writeHead(200, { "content-type": types.get(extname(file)) ?? "application/json" });
    const step = isPage ? 97 : Math.max(bytes.length, 1);
    for (let from = 0; from < bytes.length; from += step) {
      response.write(bytes.subarray(from, from + step));
      if (isPage) await new Promise((resolve) => setTimeout(resolve, 4));
    }
    response.end();
  });
  await new Promise((resolve) => slow.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = slow.address();
  assert(address !== null && typeof address !== "string");
  t.after(() => {
    slow.closeAllConnections();
    slow.close();
  });
  return `http://127.0.0.1:${address.port}`;
}

test("nothing that is over is painted, however slowly a page comes", async (t) => {
  const origin = await slowly(t, (page) => page);
  for (const path of ["/", "/updates/"]) {
    const { watched, titles, close } = await at(origin + path, "2026-11-19T12:00:00Z");
    assert.deepEqual(await titles(), [MAIL, CLOSED]);
    const { seen, shift } = await watched();
    assert.deepEqual(seen.filter((text) => text.includes(CARDS)), []);
    assert.equal(shift, 0);
    await close();
  }
});

test("a script that comes too late is noticed", async (t) => {
  const origin = await slowly(t, (page) => page.replace("<script src=", "<script defer src="));
  const { watched, titles, close } = await at(`${origin}/`, "2026-11-19T12:00:00Z");
  assert.deepEqual(await titles(), [MAIL, CLOSED]);
  const { seen, shift } = await watched();
  assert(seen.some((text) => text.includes(CARDS)));
  assert(shift > 0);
  await close();
});

test("without JavaScript every notice shows with its dates, and nothing false is said", async () => {
  const options = { javaScriptEnabled: false };
  const home = await open(browser, server.url(""), options);
  assert.deepEqual(await home.page.locator(".ab-notices__title:visible").allInnerTexts(), [CARDS, MAIL, CLOSED]);
  assert(await home.page.getByText("From 20 November 2026 until 24 November 2026").isVisible());
  assert.deepEqual(home.problems, []);
  await home.close();
  const article = await open(browser, server.url("refund/"), options);
  assert.equal(await article.page.getByText("due for a review").isVisible(), false);
  await article.close();
  const updates = await open(browser, server.url("updates/"), options);
  assert.equal(await updates.page.locator(".ab-notices__over:visible").count(), 0);
  await updates.close();
});

test("the way to contact is on the first screen of every page", async () => {
  for (const width of [320, 1280]) {
    for (const address of ["", "refund/", "questions/", "updates/", "search/"]) {
      const { page, problems, close } = await open(browser, server.url(address), { viewport: { width, height: 640 } });
      const link = page.getByRole("banner").getByRole("link", { name: "Contact us" });
      const box = await link.boundingBox();
      assert(box !== null && box.y + box.height < 640 && box.width >= 24 && box.height >= 24, `${address} at ${width}`);
      await link.click();
      assert.equal(await page.locator("h1").innerText(), "Contact us");
      assert.deepEqual(problems, []);
      await close();
    }
  }
});
