// The contact page knows what was searched for.

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

test("a search that found nothing is carried to the contact page and into a mail", async () => {
  const query = "zzzz <qqqq> & $&";
  const { page, problems, close } = await open(browser, server.url(`search/?q=${encodeURIComponent(query)}`));
  const link = page.locator("#ab-results-nothing .ab-contact a[href*='contact/?q=']");
  await link.click();
  await page.waitForFunction(() => document.getElementById("ab-contact-query")?.textContent);
  assert.equal(await page.locator("#ab-contact-query").innerText(), `You searched for “${query}”.`);
  const mail = new URL((await page.locator(".ab-channels a[href^='mailto:']").getAttribute("href")) ?? "");
  assert.equal(mail.searchParams.get("subject"), query);
  assert(mail.searchParams.get("body")?.includes(query));
  assert.deepEqual(problems, []);
  await close();
});

test("without a search the contact page says nothing of one", async () => {
  const { page, close } = await open(browser, server.url("contact/"));
  assert.equal(await page.locator("#ab-contact-query").innerText(), "");
  const mail = await page.locator(".ab-channels a[href^='mailto:']").getAttribute("href");
  assert.equal(mail, "mailto:help@answerbook.example");
  await close();
});
