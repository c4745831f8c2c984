// What the search says besides its results: recent searches, corrections that can be taken back, answers, what is searched in a
// category, and what to do where nothing is found.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./browser.mjs";
import { serve, siteOf } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const ANSWER = `You get it back within 14 days. ${"It is paid to the card that you used. ".repeat(6)}Refunds of gifts are vouchers. ${"There is more to say. ".repeat(20)}`;

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  server = await serve(siteOf({
    "answerbook.yaml": "title: Help\nbase_url: https://example.org/help/\ncontact:\n  - { type: email, address: help@example.org }\n  - { type: whatsapp, address: '+40 21 555 0100' }\n  - { type: form, address: 'https://example.org/form?from=help' }\n",
    "content/billing/index.md": "---\ntitle: Billing\n---\n",
    "content/billing/questions.md": `---\ntitle: Money\nkind: faq\n---\n## Can I get a refund?\n\n${ANSWER}\n\n## Who pays?\n\nYou do.\n`,
    "content/billing/pay.md": "---\ntitle: Pay an invoice\nkind: how-to\n---\n1. Open the invoice.\n2. Pay.\n",
    "content/billing/cards/index.md": "---\ntitle: Cards\n---\n",
    "content/billing/cards/visa.md": "---\ntitle: Visa\n---\nPay the invoice with it.\n",
    "content/shipping/index.md": "---\ntitle: Shipping\n---\n",
    "content/shipping/parcel.md": "---\ntitle: Where is my parcel?\n---\nIt is on its way. The invoice is inside.\n",
  }));
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
});

const options = (/** @type {Page} */ page) => page.getByRole("option");
const results = (/** @type {Page} */ page) => page.locator("#ab-results .ab-result__link").allInnerTexts();
const remarks = (/** @type {Page} */ page) => page.locator("#ab-results .ab-results__note:visible").allInnerTexts();
const heading = (/** @type {Page} */ page) => page.locator("h1").innerText();
const announced = (/** @type {Page} */ page, /** @type {string} */ part) =>
  page.waitForFunction((part) => [...document.querySelectorAll("[role=status]")].some(({ textContent }) => textContent?.includes(part)), part);

/**
 * Opens the page of results, and waits for its answer.
 * @param {string} query
 */
async function ask(query) {
  const opened = await open(browser, server.url(`search/?${query}`));
  await opened.page.waitForFunction(() => document.querySelector("h1")?.textContent?.match(/“/));
  return opened;
}

/* ---- recent searches ---- */

test("recent searches are offered in the empty box, by keyboard alone, and can be cleared", async () => {
  const { page, problems, close } = await open(browser, server.url("billing/pay/"));
  const box = page.getByRole("combobox");
  await box.focus();
  await page.waitForTimeout(300);
  assert.equal(await options(page).count(), 0, "nothing was searched yet");
  await page.keyboard.type("refu");
  await options(page).first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.type("refund");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\?q=refund$/);
  await page.locator(".ab-search [name=q]").fill("parcel");
  await page.getByRole("heading", { name: "1 result for “parcel”" }).waitFor();
  await page.locator(".ab-result__link").first().click();
  await page.waitForURL(/parcel/);

  await box.focus();
  await options(page).first().waitFor();
  assert.deepEqual(await options(page).allInnerTexts(), ["parcel", "refund"], "what was submitted or led to a result, no letters on the way");
  assert.equal(await box.getAttribute("aria-expanded"), "true");
  assert.equal(await page.getByRole("listbox", { name: "Recent searches" }).locator("button").count(), 0);
  await announced(page, "Recent searches");
  await page.keyboard.press("Escape");
  assert.equal(await options(page).count(), 0);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.locator("[aria-selected=true]").innerText(), "parcel");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\?q=refund$/);
  await page.goBack();

  await box.focus();
  await options(page).first().waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Clear recent searches");
  assert(await options(page).first().isVisible(), "the list stays while the focus is beside it");
  await page.keyboard.press("Enter");
  await announced(page, "Recent searches cleared");
  assert.equal(await options(page).count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "q");
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("answerbook-searches"))), []);
  assert.deepEqual(problems, []);
  await close();
});

test("the page of results has the recent searches below its empty form", async () => {
  const { page, close } = await open(browser, server.url("search/"));
  const section = page.getByRole("region", { name: "Recent searches" });
  assert.equal(await section.count(), 0);
  for (const query of ["one", "two", "three", "four", "five", "six", "seven", "Two"]) {
    await page.locator("[name=q]").fill(query);
    await page.locator("[name=q]").press("Enter");
  }
  await page.goto(server.url("search/"));
  assert.deepEqual(await section.getByRole("link").allInnerTexts(), ["Two", "seven", "six", "five", "four", "three"]);
  assert.match((await section.getByRole("link").first().getAttribute("href")) ?? "", /q=Two$/);
  await section.getByRole("button", { name: "Clear recent searches" }).click();
  assert.equal(await section.count(), 0);
  await announced(page, "Recent searches cleared");
  await page.reload();
  assert.equal(await section.count(), 0);
  await page.evaluate(() => localStorage.setItem(`answerbook-searches:${location.pathname}`, '{"not": "a list"}'));
  await page.reload();
  assert.equal(await section.count(), 0, "what something else left there does no harm");
  await close();
});

/* ---- answers and corrections ---- */

test("a question shows the first lines of its answer, in the box too", async () => {
  const { page, close } = await ask("q=vouchers");
  const text = page.locator(".ab-result__text").first();
  assert.match(await text.innerText(), /^You get it back within 14 days\. .* …$/);
  assert((await text.innerText()).length > 250);
  assert.match(await page.title(), /^vouchers – 1 result – Help$/);
  await page.goto(server.url("shipping/parcel/"));
  await page.getByRole("combobox").focus();
  await page.keyboard.type("refund");
  await options(page).first().waitFor();
  assert.match(await options(page).first().innerText(), /^Can I get a refund\?\s+Billing › Money\s+You get it back within 14 days/);
  const lines = await options(page).first().locator(".ab-option__text").evaluate((text) => text.clientHeight / parseFloat(getComputedStyle(text).lineHeight));
  assert(lines > 1.5 && lines < 3.5, `${lines} lines`);
  await close();
});

test("a correction can be taken back, and its address shared", async () => {
  const { page, close } = await ask("q=parcle");
  assert.deepEqual(await results(page), ["Where is my parcel?"]);
  assert.deepEqual(await remarks(page), ["Showing results for “parcel” Search instead for “parcle”"]);
  await page.getByRole("link", { name: "Search instead for “parcle”" }).click();
  await page.getByRole("heading", { name: "Nothing found for “parcle”" }).waitFor();
  assert.match(page.url(), /\?q=parcle&exact=1$/);
  await page.reload();
  await page.getByRole("heading", { name: "Nothing found for “parcle”" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "1 result for “parcle”" }).waitFor();
  await page.goto(server.url("billing/pay/"));
  await page.getByRole("combobox").focus();
  await page.keyboard.type("parcle");
  await page.getByRole("option", { name: "Search instead for “parcle”" }).click();
  await page.waitForURL(/\?q=parcle&exact=1$/);
  await close();
});

test("words that nothing has are named", async () => {
  const { page, close } = await ask("q=zzzzqq%20Invoice%20of%20xxyyww");
  assert((await results(page)).length >= 3);
  assert.deepEqual(await remarks(page), ["Results for “Invoice of” without “zzzzqq xxyyww”"]);
  await page.goto(server.url("search/?q=invoice"));
  await page.locator(".ab-result").first().waitFor();
  assert.deepEqual(await remarks(page), []);
  await close();
});

/* ---- nothing found ---- */

test("an unfinished word is taken for a longer one where it finds nothing", async () => {
  const { page, close } = await ask("q=parc");
  assert.deepEqual(await results(page), ["Where is my parcel?"]);
  await close();
});

test("where nothing is found, the nearest categories come first and support learns what was searched", async () => {
  const { page, problems, close } = await ask("q=shopings%20%26%20zzqq");
  assert.equal(await heading(page), "Nothing found for “shopings & zzqq”");
  assert.deepEqual(await page.locator("#ab-results-nothing .ab-chip").allInnerTexts(), ["Shipping", "Billing"]);
  const links = page.locator("#ab-results-nothing .ab-contact a");
  await page.waitForFunction(() => document.querySelector(".ab-contact a")?.getAttribute("href")?.includes("?"));
  const hrefs = await links.evaluateAll((all) => all.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
  const said = encodeURIComponent("I searched for “shopings & zzqq” and found no answer.");
  assert.deepEqual(hrefs, [
    `mailto:help@example.org?subject=${encodeURIComponent("shopings & zzqq")}&body=${said}`,
    `https://wa.me/40215550100?text=${said}`,
    server.url(`contact/?q=${encodeURIComponent("shopings & zzqq")}#ab-contact-form`),
  ]);
  await page.locator("[name=q]").fill("");
  await page.getByRole("heading", { name: "All articles from A to Z" }).waitFor();
  assert.equal(await links.count(), 0, "the contact part is back at its place");
  assert.equal(await page.locator(".ab-contact a").first().getAttribute("href"), "mailto:help@example.org");
  await page.locator("[name=q]").fill("billling zzqq");
  await page.locator("[name=q]").press("Enter");
  await page.waitForFunction(() => document.querySelector("h1")?.textContent?.includes("billling"));
  assert.deepEqual(problems, []);
  await close();
});

/* ---- in a category ---- */

test("a category's form searches in it, and leads to everything", async () => {
  const { page, problems, close } = await open(browser, server.url("billing/"));
  const box = page.getByRole("search", { name: "Search in “Billing”" }).getByRole("combobox");
  assert.equal(await page.getByRole("combobox").count(), 2);
  await box.focus();
  await page.keyboard.type("invoice");
  await options(page).first().waitFor();
  const texts = await options(page).allInnerTexts();
  assert(texts.some((text) => text.startsWith("Visa")), "what is in its sub-categories is in it");
  assert(!texts.some((text) => text.includes("parcel")), texts.join("\n"));
  assert.equal(texts.at(-2), "Search everything");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\?q=invoice&in=billing%2F$/);
  await page.locator(".ab-result").first().waitFor();
  assert.deepEqual(new Set(await results(page)), new Set(["Pay an invoice", "Visa"]));
  assert.deepEqual(await remarks(page), ["Only in “Billing”. Search everything"]);
  await announced(page, "Only in “Billing”.");
  await page.locator("[name=q]").fill("parcel");
  await page.getByRole("heading", { name: "Found in other categories" }).waitFor();
  assert.deepEqual(await results(page), ["Where is my parcel?"]);
  await page.waitForURL(/\?q=parcel&in=billing%2F$/);
  await page.getByRole("link", { name: "Search everything" }).click();
  await page.waitForURL(/\?q=parcel$/);
  await page.getByRole("heading", { name: "1 result for “parcel”" }).waitFor();
  assert.deepEqual(await remarks(page), []);
  await page.goBack();
  await page.getByRole("heading", { name: "Found in other categories" }).waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("a sub-category is named, and what is no category of the site is not searched", async () => {
  const { page, close } = await ask("q=invoice&in=billing/cards/");
  assert.deepEqual(await remarks(page), ["Only in “Cards”. Search everything"]);
  assert.deepEqual(await results(page), ["Visa"]);
  for (const scope of ["no/such/", "../", "//elsewhere.example/", "https://elsewhere.example/", "%25", "billing", ""]) {
    await page.goto(server.url(`search/?q=invoice&in=${scope}`));
    await page.getByRole("heading", { name: "3 results for “invoice”" }).waitFor();
    assert.deepEqual(await remarks(page), [], scope);
  }
  await close();
});

test("without scripts a category's form leads to the list of every article", async () => {
  const { page, close } = await open(browser, server.url("billing/"), { javaScriptEnabled: false });
  await page.getByRole("searchbox", { name: "Search in “Billing”" }).fill("visa");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\/\?q=visa&in=billing%2F$/);
  assert(await page.locator("#ab-index").isVisible());
  await close();
});

/* ---- slow and broken ---- */

test("a search that takes long says so, and no footer stands where results will be", async () => {
  const { page, close } = await open(browser, server.url("search/"));
  /** @type {() => void} */
  let release = () => undefined;
  const held = new Promise((resolve) => (release = () => resolve(undefined)));
  await page.route(/search\/index\.json$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(server.url("search/?q=parcel"));
  await announced(page, "Searching…");
  assert.deepEqual(await remarks(page), ["Searching…"]);
  assert.equal(await page.locator("#ab-index, .ab-footer").filter({ visible: true }).count(), 0);
  release();
  await page.locator(".ab-result").first().waitFor();
  assert(await page.locator(".ab-footer").isVisible());
  assert.deepEqual(await remarks(page), []);
  await close();
});

test("where the page's script doesn't come, the list of every article does", async () => {
  const { page, close } = await open(browser, server.url("billing/"));
  await page.route(/search-page\.js$/, (route) => route.abort());
  await page.goto(server.url("search/?q=parcel"));
  await page.locator("#ab-index").waitFor();
  assert(await page.locator(".ab-footer").isVisible());
  assert.equal(await page.getByText("Searching…").count(), 0);
  await close();
});
