// Known issues where customers meet them: above the pages that they touch, above the ways to contact, first in the search, and their
// story on the updates page; each from its first to its last day, by the reader's clock.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { SCHEMES, check, isExplained } from "./accessibility.mjs";
import { launch, open, overflow } from "./browser.mjs";
import { serve, siteOf } from "./site.mjs";

const CARDS = "Some card payments fail";
const SLOW = "Payments take longer";
const cards = `---
title: ${CARDS}
level: critical
symptoms: [my card was declined, charged twice]
pages: [billing/]
workaround: ../billing/bank.md
from: 2026-11-20
until: 2026-11-24
---
Payments by card may fail.

## 2026-11-20 16:40 UTC We look into it

Some banks refuse.

## 2026-11-21 10:00 UTC We found the cause

A certificate had run out.

## What went wrong

We forgot it. We are sorry.
`;
const project = {
  "answerbook.yaml": "title: Help\ncontact: [{ type: email, address: help@example.org }]\n",
  "content/billing/index.md": "---\ntitle: Billing\n---\n",
  "content/billing/bank.md": "---\ntitle: Pay by bank transfer\n---\nSend the money.\n",
  "content/billing/card.md": "---\ntitle: Change your card\n---\nYour old card is deleted.\n",
  "content/orders.md": "---\ntitle: Cancel an order\n---\nIf your card was declined, nothing was ordered.\n",
  "content/_notices/cards.md": cards,
  "content/_notices/slow.md": `---\ntitle: ${SLOW}\nlevel: warning\npages: [billing/card.md]\nfrom: 2026-11-23\nuntil: 2026-11-30\n---\nWait a day.\n`,
};

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof serve>>} */
let arabic;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  server = await serve(siteOf(project));
  const title = "فشل بعض عمليات الدفع بالبطاقة";
  arabic = await serve(siteOf({ ...project, "answerbook.yaml": `${project["answerbook.yaml"]}languages: [ar]\n`, "content/_notices/cards.md": cards.replace(CARDS, title) }));
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
  arabic.close();
});

/**
 * A page as it is read on a day, at noon.
 * @param {string} url
 * @param {string} day
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function on(url, day, options = {}) {
  const context = await browser.newContext({ timezoneId: "UTC", viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(`${day}T12:00:00Z`));
  await page.addInitScript(() => {
    let shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shift += Reflect.get(entry, "value");
    }).observe({ type: "layout-shift", buffered: true });
    Reflect.set(window, "shift", () => shift);
  });
  await page.goto(url);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const shift = () => page.evaluate(() => /** @type {number} */ (Reflect.get(window, "shift")()));
  const banner = page.getByRole("region", { name: "Current notices" });
  const banners = () => page.locator(".ab-banner__title:visible").allInnerTexts();
  return { page, shift, banner, banners, close: () => context.close() };
}

test("a notice stands above the pages that it touches, one at a time, from its first day to its last", async () => {
  for (const [day, expected] of /** @type {const} */ ([
    ["2026-11-19", []],
    ["2026-11-20", [CARDS]],
    ["2026-11-23", [CARDS]],
    ["2026-11-24", [CARDS]],
    ["2026-11-25", [SLOW]],
    ["2026-12-01", []],
  ])) {
    for (const width of [320, 1280]) {
      const { banners, shift, close } = await on(server.url("billing/card/"), day, { viewport: { width, height: 800 } });
      assert.deepEqual(await banners(), expected, day);
      assert.equal(await shift(), 0, day);
      await close();
    }
  }
  for (const [address, expected] of /** @type {const} */ ([["billing/", [CARDS]], ["billing/bank/", [CARDS]], ["orders/", []]])) {
    const { banners, close } = await on(server.url(address), "2026-11-23");
    assert.deepEqual(await banners(), expected, address);
    await close();
  }
});

test("the banner is a region before the title, and its links are reached by the keyboard", async () => {
  const { page, banner, close } = await on(server.url("billing/card/"), "2026-11-23");
  const box = await banner.boundingBox();
  const title = await page.locator("h1").boundingBox();
  assert(box && title && box.y + box.height <= title.y);
  await page.locator("#ab-main").focus();
  for (const name of [CARDS, "What you can do"]) {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), name);
    const link = await page.locator(":focus").boundingBox();
    assert(link && link.height >= 18, name);
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(/billing\/bank\/$/);
  await page.goBack();
  await banner.getByRole("link", { name: CARDS }).click();
  await page.waitForURL(/updates\/#cards$/);
  assert.match(await page.locator("article:target h2").innerText(), /Some card payments fail/);
  await close();
});

test("notices stand above the ways to contact", async () => {
  const { page, shift, close } = await on(server.url("contact/"), "2026-11-23");
  const [notice, channels] = await Promise.all([page.getByRole("link", { name: CARDS }).boundingBox(), page.locator(".ab-channels").boundingBox()]);
  assert(notice && channels && notice.y < channels.y);
  assert.equal(await shift(), 0);
  await close();
  const later = await on(server.url("contact/"), "2026-12-01");
  assert.equal(await later.page.locator(".ab-notices").isVisible(), false);
  await later.close();
});

test("what customers say of a problem finds it first while it holds, in the box and on the page of results", async () => {
  for (const [day, expected] of /** @type {const} */ ([["2026-11-23", true], ["2026-11-25", false], ["2026-11-19", false]])) {
    const { page, close } = await on(server.url("orders/"), day);
    await page.getByRole("combobox").fill("why was my card declind");
    await page.getByRole("option").first().waitFor();
    const [first = ""] = await page.getByRole("option").allInnerTexts();
    assert.equal(first.startsWith(CARDS), expected, `${day}: ${first}`);
    assert.equal(first.includes("Major problem"), expected, first);
    await page.keyboard.press("Enter");
    await page.locator(".ab-result").first().waitFor();
    const [result = ""] = await page.locator(".ab-result").allInnerTexts();
    assert.equal(result.includes(`${CARDS} Major problem`), expected, `${day}: ${result}`);
    if (expected) {
      await page.locator(".ab-result__link").first().click();
      await page.waitForURL(/updates\/#cards$/);
    }
    await close();
  }
});

test("a search in a category has the known issue, too", async () => {
  const { page, close } = await on(server.url("search/?q=charged+twice+card&in=billing/"), "2026-11-23");
  await page.locator(".ab-result").first().waitFor();
  assert.deepEqual(await page.locator(".ab-result__link").allInnerTexts(), [CARDS, "Change your card"]);
  await close();
});

test("the updates page lists what holds, and tells each story newest first", async () => {
  const { page, shift, close } = await on(server.url("updates/"), "2026-11-26");
  const current = page.getByRole("region", { name: "Current notices" });
  assert.deepEqual(await current.getByRole("link").allInnerTexts(), [SLOW]);
  assert.deepEqual(await page.locator("article:has(.ab-notices__over:visible) h2").allInnerTexts(), [CARDS]);
  assert.deepEqual(await page.locator("#cards h3").allInnerTexts(), [
    "21 November 2026 10:00 UTC We found the cause",
    "20 November 2026 16:40 UTC We look into it",
    "What went wrong",
  ]);
  assert.equal(await shift(), 0);
  await page.goto(server.url("updates/#cards-2026-11-21"));
  assert.match(await page.locator("section:target").innerText(), /certificate/);
  await close();
  const later = await on(server.url("updates/"), "2026-12-01");
  assert.equal(await later.page.locator(".ab-current").isVisible(), false);
  await later.close();
});

test("without JavaScript every notice shows with its days, and nothing false is said", async () => {
  const { page, problems, close } = await open(browser, server.url("billing/card/"), { javaScriptEnabled: false });
  assert.deepEqual(await page.locator(".ab-banner__title:visible").allInnerTexts(), [CARDS, SLOW]);
  assert(await page.getByText("From 20 November 2026 until 24 November 2026").isVisible());
  await page.goto(server.url("updates/"));
  assert.equal(await page.locator(".ab-current").isVisible(), false);
  assert.equal(await page.locator(".ab-notices__over:visible").count(), 0);
  assert(await page.getByText("A certificate had run out.").isVisible());
  assert.deepEqual(problems, []);
  await close();
});

test("axe-core finds nothing, and nothing is wider than a small phone, in both directions", async () => {
  for (const site of [server, arabic]) {
    for (const address of ["billing/card/", "billing/", "contact/", "updates/", "search/?q=charged+twice"]) {
      for (const colorScheme of SCHEMES) {
        const { page, close } = await on(site.url(address), "2026-11-23", { viewport: { width: 320, height: 640 }, colorScheme, reducedMotion: "reduce" });
        if (address.startsWith("search")) await page.locator(".ab-result").first().waitFor();
        const { violations, incomplete } = await check(page);
        assert.deepEqual([...violations, ...incomplete.filter((line) => !isExplained(line))], [], `${address} ${colorScheme}`);
        assert.equal(await overflow(page), 0, address);
        await close();
      }
    }
  }
  const { page, close } = await on(arabic.url("billing/card/"), "2026-11-23");
  const [icon, title] = await Promise.all([page.locator(".ab-banner .ab-icon").first().boundingBox(), page.locator(".ab-banner__title").first().boundingBox()]);
  assert(icon && title && icon.x > title.x + title.width / 2, "the icon begins the line");
  await close();
});
