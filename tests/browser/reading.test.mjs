// Every type of page can be read: with and without scripts, on a small phone, with the keyboard.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch, open, overflow } from "./browser.mjs";
import { ownSite, pageTypes, pages, serve, temporaryFolder } from "./site.mjs";

const site = ownSite();
const types = Object.entries(pageTypes(site));
const statusOf = (/** @type {string} */ type) => (type === "not found" ? 404 : 200);

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

test("our help centre has a page of every type", () => {
  const names = types.map(([type]) => type);
  for (const type of ["home", "search", "category", "article", "faq", "how-to", "not found"]) assert(names.includes(type), type);
});

for (const javaScriptEnabled of [true, false]) {
  test(`every type of page opens cleanly ${javaScriptEnabled ? "with" : "without"} JavaScript`, async () => {
    for (const [type, address] of types) {
      const options = { javaScriptEnabled, status: statusOf(type) };
      const { page, problems, close } = await open(browser, server.url(address), options);
      assert.equal(await page.locator("h1").count(), 1, `one h1 on the ${type} page`);
      assert(await page.locator("h1").isVisible(), `a visible h1 on the ${type} page`);
      assert((await page.locator("main").innerText()).length > 20, `text on the ${type} page`);
      assert.deepEqual(problems, [], `${type} page`);
      await close();
    }
  });
}

test("a page that misbehaves is noticed", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "bad"));
  const foreign = '<img src="http://127.0.0.2:9/x.png">';
  writeFileSync(join(folder, "bad", "index.html"), `<script>1</script><style>p{}</style>${foreign}<div style="width:999px">x`);
  const control = await serve(folder);
  const { page, problems, close } = await open(browser, control.url("bad/"), { viewport: { width: 320, height: 600 } });
  assert(problems.some((problem) => problem.startsWith("policy: script-src")), problems.join("\n"));
  assert(problems.some((problem) => problem.startsWith("policy: style-src")), problems.join("\n"));
  assert(problems.some((problem) => problem.includes("127.0.0.2")), problems.join("\n"));
  await page.evaluate(() => document.querySelector("div")?.style.setProperty("width", "999px"));
  assert((await overflow(page)) > 600);
  await close();
  control.close();
});

test("nothing has to be scrolled sideways at 320 pixels", async () => {
  const { page, close } = await open(browser, server.url(""), { viewport: { width: 320, height: 640 } });
  const wide = [];
  // Greek words are the longest; the other languages have the same pages.
  const addresses = pages(site).filter((address) => !/^(fil|ms|ro)\//.test(address));
  for (const address of [...addresses, "no/such/page/"]) {
    await page.goto(server.url(address));
    if ((await overflow(page)) > 0) wide.push(`${address} by ${await overflow(page)} px`);
  }
  assert.deepEqual(wide, []);
  await close();
});

test("nothing is cut off when text is twice as large", async () => {
  for (const [type, address] of types) {
    const { page, close } = await open(browser, server.url(address), { viewport: { width: 640, height: 640 }, status: statusOf(type) });
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    assert.equal(await overflow(page), 0, `${type} page`);
    await close();
  }
});

test("the first tab stop skips to the content", async () => {
  for (const [type, address] of types) {
    const { page, close } = await open(browser, server.url(address), { status: statusOf(type) });
    await page.keyboard.press("Tab");
    const link = page.locator(":focus");
    assert.equal(await link.getAttribute("href"), "#ab-main", `${type} page`);
    const box = await link.boundingBox();
    assert(box !== null && box.x >= 0 && box.y >= 0 && box.height > 10, `the link shows on the ${type} page`);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "ab-main", `${type} page`);
    await close();
  }
});

test("an answer is on the screen when its question is linked to", async () => {
  const [, faq = ""] = types.find(([type]) => type === "faq") ?? [];
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await open(browser, server.url(faq), { javaScriptEnabled });
    const ids = await page.locator(".ab-question__title").evaluateAll((titles) => titles.map((title) => title.id));
    const id = ids.at(-1) ?? "";
    assert.notEqual(id, "");
    await close();
    const linked = await open(browser, `${server.url(faq)}#${encodeURIComponent(id)}`, { javaScriptEnabled });
    const title = linked.page.locator(`[id="${id}"]`);
    const isInView = () => title.evaluate((element) => element.getBoundingClientRect().top >= 0 && element.getBoundingClientRect().bottom < innerHeight);
    for (let tries = 0; tries < 30 && !(await isInView()); tries++) await linked.page.waitForTimeout(100);
    assert(await isInView(), `the question #${id} is on the screen`);
    assert(await title.locator("xpath=following-sibling::*").first().isVisible(), "its answer shows");
    await linked.close();
  }
});

test("dark mode is dark and light mode is light", async () => {
  const lightness = async (/** @type {"light" | "dark"} */ colorScheme) => {
    const { page, close } = await open(browser, server.url(""), { colorScheme });
    const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await close();
    const channels = colour.match(/[\d.]+/g)?.slice(0, 3).map(Number) ?? [];
    const scale = colour.startsWith("rgb") ? 255 : 1;
    assert.equal(channels.length, 3, colour);
    return channels.reduce((sum, channel) => sum + channel, 0) / 3 / scale;
  };
  assert((await lightness("dark")) < 0.3);
  assert((await lightness("light")) > 0.8);
});

test("all answers are on paper", async () => {
  const [, faq = ""] = types.find(([type]) => type === "faq") ?? [];
  const { page, close } = await open(browser, server.url(faq));
  await page.emulateMedia({ media: "print" });
  const hidden = await page.locator(".ab-question__answer").evaluateAll((answers) => answers.filter((answer) => answer.getClientRects().length === 0).length);
  assert.equal(hidden, 0);
  await close();
});
