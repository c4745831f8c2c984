// What pages remember without an account: the platform, what was read, the step of a procedure.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { check } from "./accessibility.mjs";
import { launch, open, overflow } from "./browser.mjs";
import { serve, siteOf } from "./site.mjs";
import { weigh } from "./weight.mjs";

/** @import { Page, BrowserContextOptions } from "playwright-core" */

const SETTINGS = "title: Help\nlanguages: [en, ar]\nplatforms: {ios: iPhone and iPad, android: Android, Windows: Windows}\n";
const LONG = "Some words that fill the page. ".repeat(60);
const SWITCH = `## Get it on an iPhone {platform=ios}\n\nTap. ${LONG}\n\n## Get it on Android {platform=android}\n\nPress.\n\n### Details\n\nMore. ${LONG}\n`;
const STEPS = [1, 2, 3, 4, 5].map((number) => `${number}. Step number ${number}.\n\n   ${LONG}\n`).join("\n");
const article = (/** @type {string} */ front, /** @type {string} */ text) => `---\n${front}\n---\n${text}\n`;

const PHONES = {
  android: "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36",
  ios: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1",
  Windows: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0",
};

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {string} */
let site;
before(async () => {
  site = siteOf({
    "answerbook.yaml": SETTINGS,
    "content/en/get.md": article("title: Get the app", `${LONG}\n\n${SWITCH}\n## Then\n\nSee [details](#details).`),
    "content/en/use.md": article("title: Use the app", `${SWITCH}\n## Then\n\n${SWITCH.replaceAll("Get it", "Use it").replaceAll("Details", "More details")}`),
    "content/en/password-a.md": article("title: Change your password\nplatforms: [android]", "Choose a new one."),
    "content/en/password-i.md": article("title: Change your password\nplatforms: [ios]", "Choose a new one."),
    "content/en/steps.md": article("title: A long way\nkind: how-to", STEPS),
    "content/en/both.md": article("title: Two ways\nkind: how-to", `## Phone {platform=ios}\n\n${STEPS}\n## Tablet {platform=android}\n\n${STEPS}`),
    "content/ar/get.md": article("title: احصل على التطبيق", "## على آيفون {platform=ios}\n\nاضغط.\n\n## على أندرويد {platform=android}\n\nالمس.\n"),
  });
  server = await serve(site);
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
});

/**
 * @param {string} address
 * @param {BrowserContextOptions} [options]
 */
const visit = (address, options) => open(browser, server.url(address), options);

/** The headings of the sections that show. @param {Page} page */
const shown = (page) => page.locator(".ab-platform:not([hidden]) > h2").evaluateAll((all) => all.map((heading) => heading.id));

/** The names of the buttons that are pressed. @param {Page} page */
const pressed = (page) => page.locator(".ab-platforms__button[aria-pressed=true]").allInnerTexts();

/** What axe-core finds wrong. @param {Page} page */
const faults = async (page) => (await check(page)).violations;

const kept = (/** @type {Page} */ page) => page.evaluate(() => localStorage.getItem("answerbook-platform"));

/** @param {Page} page */
const forbidStorage = (page) =>
  page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException("denied", "SecurityError"); } });
    }
  });

test("the platform is guessed, and kept for others to read", async () => {
  for (const [name, userAgent] of Object.entries(PHONES)) {
    const { page, problems, close } = await visit("get/", { userAgent });
    assert.equal(await kept(page), name);
    assert.deepEqual(await shown(page), { android: ["get-it-on-android"], ios: ["get-it-on-an-iphone"], Windows: ["get-it-on-an-iphone", "get-it-on-android"] }[name]);
    assert.deepEqual(await pressed(page), [{ android: "Android", ios: "iPhone and iPad", Windows: "All platforms" }[name]]);
    assert.deepEqual(problems, []);
    await close();
  }
  // Nothing of the settings is like this one's.
  const { page, close } = await visit("get/", { userAgent: "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/121.0" });
  assert.equal((await shown(page)).length, 2);
  assert.equal(await kept(page), null);
  await close();
});

test("a choice is made by keyboard, announced, and holds on every page", async () => {
  const { page, problems, close } = await visit("use/", { userAgent: PHONES.ios });
  const group = page.locator(".ab-platforms__choice");
  assert.equal(await group.first().getAttribute("aria-label"), "Your platform");
  assert.equal(await group.count(), 2);
  const button = group.nth(1).getByRole("button", { name: "Android" });
  await button.evaluate((button) => button.scrollIntoView({ behavior: "instant" }));
  await button.focus();
  const before = await button.boundingBox();
  await page.keyboard.press("Enter");
  assert.deepEqual(await pressed(page), ["Android", "Android"]);
  assert.deepEqual(await shown(page), ["get-it-on-android", "use-it-on-android"]);
  assert.equal(await page.locator(".ab-visually-hidden[role=status]").last().innerText(), "Your platform: Android");
  // The section above it has become shorter; it stays under the finger.
  assert.equal(Math.round(Number((await button.boundingBox())?.y)), Math.round(Number(before?.y)));
  await page.goto(server.url("get/"));
  assert.deepEqual(await shown(page), ["get-it-on-android"]);
  await page.getByRole("button", { name: "All platforms" }).press("Space");
  assert.deepEqual(await shown(page), ["get-it-on-an-iphone", "get-it-on-android"]);
  assert.equal(await kept(page), "");
  await page.reload();
  assert.equal((await shown(page)).length, 2);
  assert.deepEqual(problems, []);
  await close();
});

test("a link into another platform's section shows it, and changes no choice", async () => {
  const { page, close } = await visit("get/#get-it-on-android", { userAgent: PHONES.ios });
  assert.deepEqual(await shown(page), ["get-it-on-android"]);
  assert(await page.locator("#get-it-on-android").isVisible());
  assert.equal(await kept(page), "ios");
  await page.goto(server.url("get/"));
  assert.deepEqual(await shown(page), ["get-it-on-an-iphone"]);
  await page.getByRole("link", { name: "details", exact: true }).click();
  await page.waitForFunction(() => {
    const { top = -1 } = document.querySelector(".ab-platform:not([hidden]) #details")?.getBoundingClientRect() ?? {};
    return top >= 0 && top < innerHeight / 2;
  });
  await close();
});

test("without storage the choice holds for the page; without scripts, and on paper, all sections show", async () => {
  const { page, problems, close } = await visit("steps/", { userAgent: PHONES.ios });
  await forbidStorage(page);
  await page.goto(server.url("get/"));
  assert.deepEqual(await shown(page), ["get-it-on-an-iphone"]);
  await page.getByRole("button", { name: "Android" }).click();
  assert.deepEqual(await shown(page), ["get-it-on-android"]);
  await page.emulateMedia({ media: "print" });
  for (const text of ["Tap.", "Press."]) assert(await page.getByText(text).first().isVisible(), text);
  assert.equal(await page.locator(".ab-platforms__choice").isVisible(), false);
  assert.deepEqual(problems, []);
  await close();
  const plain = await visit("get/", { userAgent: PHONES.ios, javaScriptEnabled: false });
  assert(await plain.page.getByText("Tap.").isVisible() && await plain.page.getByText("Press.").isVisible());
  assert.equal(await plain.page.getByRole("button", { name: "Android" }).count(), 0);
  await plain.close();
});

test("the browser's own search finds what is hidden", async () => {
  const { page, close } = await visit("get/", { userAgent: PHONES.ios });
  assert.equal(await page.locator("[data-platform=android].ab-platform").getAttribute("hidden"), "until-found");
  await page.locator("#get-it-on-android").evaluate((found) => found.dispatchEvent(new Event("beforematch", { bubbles: true })));
  assert.deepEqual(await shown(page), ["get-it-on-android"]);
  await close();
});

test("switches are accessible, from right to left too, fit small phones, and nothing moves", async () => {
  for (const address of ["get/", "ar/get/"]) {
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      const { page, close } = await visit(address, { userAgent: PHONES.android, colorScheme, viewport: { width: 320, height: 640 } });
      assert.deepEqual(await faults(page), [], `${address} ${colorScheme}`);
      assert.equal(await overflow(page), 0);
      for (const button of await page.locator(".ab-platforms__button").all()) assert(Number((await button.boundingBox())?.height) >= 24);
      await close();
    }
    for (const width of [360, 1280]) {
      const { shift } = await weigh(browser, server.url(address), { viewport: { width, height: 740 }, userAgent: PHONES.android });
      assert(shift < 0.0005, `${address} at ${width}: ${shift}`);
    }
  }
});

test("the search puts what is for the customer's platform first, as the program does", async () => {
  const { page, problems, close } = await visit("search/?q=change+your+password", { userAgent: PHONES.ios });
  const links = page.locator(".ab-result__link");
  await links.first().waitFor();
  const found = await links.evaluateAll((all) => all.map((link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname.split("/").at(-2)));
  assert.deepEqual(found.slice(0, 2), ["password-i", "password-a"]);
  await page.getByRole("link", { name: "Only for iPhone and iPad" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".ab-result__link").length === 1);
  assert.match(page.url(), /\?q=change\+your\+password&platform=ios$/);
  await page.reload();
  await links.first().waitFor();
  assert.equal(await links.count(), 1);
  assert.match(await page.locator("#ab-results-body").innerText(), /^Only for iPhone and iPad All platforms/);
  await page.getByRole("link", { name: "All platforms" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".ab-result__link").length > 1);
  assert.deepEqual(problems, []);
  await close();
});

test("what was read is offered on the home page and beside the search, and can be cleared", async () => {
  const { page, problems, close } = await visit("", { viewport: { width: 320, height: 640 } });
  const shelf = page.locator("#ab-read");
  assert.equal(await shelf.isVisible(), false);
  for (const address of ["get/", "use/", "steps/", "both/", "password-a/", "password-i/", "get/"]) await page.goto(server.url(address));
  await page.goto(server.url(""));
  await shelf.waitFor();
  assert.deepEqual(await shelf.locator("a").allInnerTexts(), ["Get the app", "Change your password", "Change your password", "Two ways", "A long way"]);
  assert.deepEqual(await faults(page), []);
  assert.equal(await overflow(page), 0);
  for (const target of await shelf.locator("a, button").all()) assert(Number((await target.boundingBox())?.height) >= 24);
  await page.goto(server.url("search/"));
  await shelf.waitFor();
  assert.equal(await shelf.locator("a").count(), 5);
  await page.goto(server.url("search/?q=app"));
  await page.locator(".ab-result").first().waitFor();
  assert.equal(await shelf.isVisible(), false);
  await page.locator("form.ab-search input[name=q]").fill("");
  await shelf.waitFor();
  // Another language has its own.
  await page.goto(server.url("ar/"), { waitUntil: "networkidle" });
  assert.equal(await shelf.isVisible(), false);
  await page.goto(server.url(""));
  await shelf.getByRole("button", { name: "Clear this list" }).click();
  assert.equal(await shelf.isVisible(), false);
  await page.goto(server.url(""), { waitUntil: "networkidle" });
  assert.equal(await shelf.isVisible(), false);
  assert.deepEqual(problems, []);
  await close();
});

test("the home page does not move when what was read is shown", async () => {
  const { page, close } = await visit("get/", { viewport: { width: 1280, height: 1600 } });
  await page.addInitScript(() => {
    Reflect.set(window, "moved", 0);
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => Reflect.set(window, "moved", Reflect.get(window, "moved") + Reflect.get(entry, "value")))).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(server.url(""), { waitUntil: "networkidle" });
  await page.locator("#ab-read a").waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => Reflect.get(window, "moved")), 0);
  await close();
});

test("a procedure that was left is gone on with, until its end", async () => {
  const { page, problems, close } = await visit("steps/", { viewport: { width: 1000, height: 700 } });
  const offer = page.locator(".ab-offer");
  const leaveAt = async (/** @type {string} */ id) => {
    await page.locator(`#${id}`).evaluate((step) => step.scrollIntoView({ behavior: "instant" }));
    await page.waitForTimeout(300);
    await page.goto(server.url(""));
    await page.goto(server.url("steps/"));
  };
  await leaveAt("step-3");
  await offer.waitFor();
  assert.match(await offer.innerText(), /^You were at step 3\./);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "BODY");
  assert.deepEqual(await faults(page), []);
  await offer.getByRole("link", { name: "Continue there" }).click();
  await offer.waitFor({ state: "detached" });
  assert.match(page.url(), /#step-3$/);
  // Left again at the same place; this time it is not wanted.
  await page.goto(server.url(""));
  await page.goto(server.url("steps/"));
  await offer.getByRole("button", { name: "Close" }).click();
  await page.goto(server.url(""));
  await page.goto(server.url("steps/"), { waitUntil: "networkidle" });
  assert.equal(await offer.count(), 0);
  await leaveAt("step-4");
  await offer.waitFor();
  await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: "instant" }));
  await page.goto(server.url(""));
  await page.goto(server.url("steps/"), { waitUntil: "networkidle" });
  assert.equal(await offer.count(), 0);
  assert.equal(await page.evaluate(() => localStorage.getItem("answerbook-steps-at")), null);
  assert.deepEqual(problems, []);
  await close();
});

test("each platform's procedure has ticks and a place of its own", async () => {
  const { page, close } = await visit("both/", { userAgent: PHONES.android, viewport: { width: 1000, height: 700 } });
  await page.getByRole("checkbox", { name: "Step 2 done" }).check();
  await page.locator("#android-step-4").evaluate((step) => step.scrollIntoView({ behavior: "instant" }));
  await page.waitForTimeout(300);
  await page.goto(server.url(""));
  await page.goto(server.url("both/"));
  assert(await page.locator("#android-step-2 input").isChecked());
  assert.equal(await page.locator("#step-2 input").isChecked(), false);
  await page.getByText("You were at step 4.").waitFor();
  await page.getByRole("link", { name: "Continue there" }).click();
  assert.match(page.url(), /#android-step-4$/);
  await close();
});

test("nothing is remembered where nothing may be kept, and all else works", async () => {
  const { page, problems, close } = await visit("");
  await forbidStorage(page);
  for (const address of ["steps/", "", "search/"]) await page.goto(server.url(address), { waitUntil: "networkidle" });
  assert.equal(await page.locator("#ab-read").isVisible(), false);
  assert.deepEqual(problems, []);
  await close();
});
