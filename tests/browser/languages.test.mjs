// Languages: the switch leads to the same article, Arabic runs from right to left.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open, overflow } from "./browser.mjs";
import { arabicSite, ownSite, pages, serve } from "./site.mjs";

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
