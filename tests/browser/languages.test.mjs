// Languages: the switch leads to the same article, Arabic runs from right to left.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open, overflow } from "./browser.mjs";
import { arabicSite, ownSite, pages, serve, siteOf } from "./site.mjs";

const arabic = arabicSite();

/** @type {Awaited<ReturnType<typeof serve>>} */
let own;
/** @type {Awaited<ReturnType<typeof serve>>} */
let rightToLeft;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  own = await serve(ownSite());
  rightToLeft = await serve(arabic);
  browser = await launch();
});
after(async () => {
  await browser.close();
  own.close();
  rightToLeft.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`the switch leads to the same article ${javaScriptEnabled ? "with" : "without"} JavaScript`, async () => {
    const { page, close } = await open(browser, own.url("getting-started/install/"), { javaScriptEnabled });
    const link = page.locator("a[lang=el]").first();
    if (!(await link.isVisible())) await page.locator("details:has(a[lang=el]) > summary").click();
    assert.match(await link.innerText(), /Ελληνικά/);
    await link.click();
    await page.waitForURL(own.url("el/getting-started/install/"));
    assert.equal(await page.locator("html").getAttribute("lang"), "el");
    assert.match(await page.locator("h1").innerText(), /\p{Script=Greek}/u);
    await close();
  });
}

test("a page that is not translated says so in the reader's language", async () => {
  const { page, close } = await open(browser, own.url("el/writing/callouts/"));
  assert.equal(await page.locator("html").getAttribute("lang"), "el");
  assert.match(await page.locator("main").innerText(), /\p{Script=Greek}/u);
  assert((await page.locator("main [lang=en]").count()) > 0);
  await close();
});

test("Arabic pages run from right to left and open cleanly", async () => {
  for (const address of pages(arabic)) {
    const { page, problems, close } = await open(browser, rightToLeft.url(address), { viewport: { width: 320, height: 640 } });
    const english = address.startsWith("en/");
    assert.equal(await page.locator("html").getAttribute("dir"), english ? "ltr" : "rtl", address);
    assert.equal(await overflow(page), 0, `${address} has to be scrolled sideways`);
    assert.deepEqual(problems, [], address);
    await close();
  }
});

test("code runs from left to right on Arabic pages", async () => {
  const { page, close } = await open(browser, rightToLeft.url("billing/refund/"));
  const direction = await page.locator("pre").first().evaluate((element) => getComputedStyle(element).direction);
  assert.equal(direction, "ltr");
  await close();
});

/** English, Greek and Arabic: an FAQ in all, whose questions have ids of their own only once; an article in English alone. */
function threeLanguages() {
  const faq = (/** @type {string} */ title, /** @type {string[]} */ questions) =>
    `---\ntitle: ${title}\nkind: faq\nslug: faq\n---\n${questions.map((question) => `## ${question}\n\n${"Text. ".repeat(400)}\n`).join("\n")}`;
  return siteOf({
    "answerbook.yaml": "title: Help\nlanguages: [en, el, ar]\n",
    "content/en/faq.md": faq("Questions", ["Who?", "When? {#when}", "Why?"]),
    "content/el/faq.md": faq("Ερωτήσεις", ["Ποιος;", "Πότε; {#when}", "Γιατί;"]),
    "content/ar/faq.md": faq("أسئلة", ["متى؟ {#when}", "لماذا؟"]),
    "content/en/alone.md": "---\ntitle: Alone\n---\nOnly here.\n",
  });
}

test("the switch keeps the question", async () => {
  const server = await serve(threeLanguages());
  for (const [hash, language, expected] of [
    ["#why", "el", "γιατί"],
    ["#when", "el", "when"],
    ["#when", "ar", "when"],
    // As many questions as here there are not, so nobody knows which is meant.
    ["#why", "ar", ""],
    ["", "el", ""],
  ]) {
    const { page, problems, close } = await open(browser, server.url(`faq/${hash}`));
    await page.locator("details.ab-languages > summary").click();
    const link = page.locator(`a.ab-languages__link[lang=${language}]`);
    if (hash) await page.waitForFunction((element) => element instanceof HTMLAnchorElement && element.hash, await link.elementHandle());
    await link.click();
    await page.waitForURL((url) => url.pathname.endsWith(`/${language}/faq/`) && !url.hash.includes("ab-at"));
    assert.equal(decodeURIComponent(new URL(page.url()).hash.slice(1)), expected, `${hash} in ${language}`);
    if (expected) assert(await page.evaluate(() => document.activeElement?.id === decodeURIComponent(location.hash.slice(1))));
    assert.deepEqual(problems, []);
    await close();
  }
  server.close();
});

test("a page is offered once in the browser's language, moves nothing and can be sent away by keys", async () => {
  const server = await serve(threeLanguages());
  for (const [width, end] of /** @type {const} */ ([[320, "Escape"], [1280, "Enter"]])) {
    const { page, problems, close } = await open(browser, server.url("faq/"), { locale: "el-GR", viewport: { width, height: 640 } });
    const offer = page.locator(".ab-offer");
    await offer.waitFor();
    assert.equal(page.url(), server.url("faq/"));
    assert.equal(await offer.getAttribute("lang"), "el");
    assert.match(await offer.innerText(), /\p{Script=Greek}/u);
    assert.equal(await overflow(page), 0);
    const shift = await page.evaluate(
      () =>
        new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += /** @type {any} */ (entry).value))).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => resolve(sum), 100);
        }),
    );
    assert.equal(shift, 0);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight + 1000));
    const [foot, top] = await page.evaluate(() =>
      [".ab-footer", ".ab-offer"].map((name) => document.querySelector(name)?.getBoundingClientRect()).map((box, at) => (at ? box?.top : box?.bottom) ?? 0),
    );
    assert(Number(foot) <= Number(top) + 1, `the offer covers the end of the page: ${foot} > ${top}`);
    // The link that skips to the content, then the offer.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.className), "ab-offer__link");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.className), "ab-offer__stay");
    await page.keyboard.press(end);
    assert.equal(await offer.count(), 0);
    await page.goto(server.url(""));
    await page.waitForLoadState("networkidle");
    assert.equal(await offer.count(), 0);
    assert.deepEqual(problems, []);
    await close();
  }
  server.close();
});

test("what is offered leads to the translation, and nothing is offered where there is none or the language is right", async () => {
  const server = await serve(threeLanguages());
  for (const [address, locale, expected] of [
    ["faq/", "el-GR", "el/faq/"],
    ["el/faq/", "ar", "ar/faq/"],
    ["el/alone/", "en-GB", "alone/"],
    ["alone/", "el-GR", ""],
    ["faq/", "de-DE", ""],
    ["faq/", "en-US", ""],
  ]) {
    const { page, close } = await open(browser, server.url(address), { locale });
    await page.waitForLoadState("networkidle");
    const offer = page.locator(".ab-offer a");
    assert.equal(await offer.count(), expected ? 1 : 0, `${address} for ${locale}`);
    if (expected) {
      await offer.click();
      await page.waitForURL(server.url(expected));
    }
    await close();
  }
  const { page, close } = await open(browser, server.url("faq/"), { locale: "el-GR", javaScriptEnabled: false });
  assert.equal(await page.locator(".ab-offer").count(), 0);
  await close();
  server.close();
});

test("the page for lost addresses is in the language of the address", async () => {
  const server = await serve(threeLanguages());
  for (const [address, language, title] of [
    ["el/nothing/", "el", /\p{Script=Greek}/u],
    ["ar/nothing/here", "ar", /\p{Script=Arabic}/u],
    ["nothing/", "en", /not found/],
  ]) {
    const { page, problems, close } = await open(browser, server.url(String(address)), { status: 404 });
    await page.waitForFunction((language) => document.documentElement.lang === language, language);
    await page.locator(".ab-suggestions--shown").waitFor();
    assert.match(await page.locator("h1").innerText(), /** @type {RegExp} */ (title));
    assert.equal(await page.locator("html").getAttribute("dir"), language === "ar" ? "rtl" : "ltr");
    await page.locator("form.ab-search input[name=q]").focus();
    await page.locator("[role=combobox]").waitFor();
    assert.deepEqual(problems, []);
    await close();
  }
  server.close();
});
