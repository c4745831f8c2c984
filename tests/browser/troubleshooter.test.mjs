// A troubleshooter, one step at a time: by keyboard, with the back button, from an address, without scripts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./browser.mjs";
import { ownSite, serve, siteOf } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const own = ownSite();
const ADDRESS = "problems/build-fails/";
/** Links in texts, a choice that leads elsewhere, a heading inside a step, markup in texts. */
const lamp = {
  "answerbook.yaml": "title: Lamps\ncontact: [{type: email, address: help@example.org}]\n",
  "content/lamp.md":
    "---\ntitle: No light\nkind: troubleshooter\n---\n" +
    "Or [straight to the socket](#socket).\n\n## Is *it* on? {#plug}\n\n- [`Yes`](#bulb)\n- [Ask us](/contact/)\n- [No](#deep)\n\n" +
    "## Another bulb? {#bulb}\n\nFirst [look again](#plug).\n\n- [Yes](#old)\n- [No](#socket)\n\n## The old bulb is broken {#old}\n\nDone.\n\n" +
    "## No power {#socket}\n\nTry another, or [another bulb](#bulb).\n\n### How? {#deep}\n\nPull.\n",
};

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof serve>>} */
let lamps;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  server = await serve(own);
  lamps = await serve(siteOf(lamp));
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
  lamps.close();
});

/**
 * The headings of the steps that show, without their links.
 * @param {Page} page
 */
const shown = (page) => page.locator(".ab-stage__title:visible").evaluateAll((titles) => titles.map((title) => (title.textContent ?? "").replace(/ #$/, "")));
/** @param {Page} page */
const trail = (page) => page.locator(".ab-trail__item p:visible").allInnerTexts();
/** @param {Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim());
/** @param {Page} page */
const asked = (page) => new URL(page.url()).search + new URL(page.url()).hash;

/**
 * Presses Tab until something has the focus.
 * @param {Page} page
 * @param {string} wanted  its text
 */
async function tabTo(page, wanted) {
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press("Tab");
    if ((await focused(page)) === wanted) return;
  }
  assert.fail(`Tab never gets to ${wanted}`);
}

test("a customer answers by keyboard alone, one step at a time", async () => {
  const { page, problems, close } = await open(browser, server.url(ADDRESS));
  assert.deepEqual(await shown(page), ["What does the terminal show?"]);
  assert.deepEqual(await trail(page), []);
  await tabTo(page, "Messages that begin with error and a word in brackets");
  await page.keyboard.press("Enter");
  assert.deepEqual(await shown(page), ["Which word is in the brackets?"]);
  assert.equal(await focused(page), "rule");
  assert.equal(asked(page), "?a=2");
  await tabTo(page, "Another word");
  await page.keyboard.press("Enter");
  assert.deepEqual(await shown(page), ["Another rule"]);
  assert.equal(asked(page), "?a=2.6");
  assert(await page.locator("#other").evaluate((title) => title.getBoundingClientRect().top >= 0 && title.getBoundingClientRect().bottom <= innerHeight));
  assert.deepEqual(await trail(page), [
    "What does the terminal show?",
    "Messages that begin with error and a word in brackets",
    "Which word is in the brackets?",
    "Another word",
  ]);
  // The second answer's button, said with its question.
  await page.locator("li:nth-child(2) > button").focus();
  const described = await page.evaluate(() => document.getElementById(document.activeElement?.getAttribute("aria-describedby") ?? "")?.textContent);
  assert.equal(described, "Which word is in the brackets?");
  await page.keyboard.press("Enter");
  assert.deepEqual([await shown(page), asked(page), await focused(page)], [["Which word is in the brackets?"], "?a=2", "rule"]);
  await tabTo(page, "Start again");
  await page.keyboard.press("Enter");
  assert.deepEqual([await shown(page), asked(page), await focused(page)], [["What does the terminal show?"], "", "start"]);
  assert.deepEqual(await trail(page), []);
  assert.deepEqual(problems, []);
  await close();
});

test("the back button takes an answer back, forward and a reload bring it again", async () => {
  const { page, close } = await open(browser, server.url(ADDRESS));
  await page.getByRole("link", { name: "Messages that begin", exact: false }).click();
  await page.getByRole("link", { name: "template-error" }).click();
  assert.deepEqual([await shown(page), asked(page)], [["A template has a mistake"], "?a=2.5"]);
  await page.goBack();
  assert.deepEqual([await shown(page), asked(page), await focused(page)], [["Which word is in the brackets?"], "?a=2", "rule"]);
  await page.goForward();
  assert.deepEqual([await shown(page), (await trail(page)).length], [["A template has a mistake"], 4]);
  await page.reload();
  assert.deepEqual([await shown(page), (await trail(page)).length], [["A template has a mistake"], 4]);
  await page.goBack();
  await page.goBack();
  assert.deepEqual([await shown(page), await trail(page)], [["What does the terminal show?"], []]);
  await close();
});

test("an address resumes where it was made", async () => {
  for (const [address, step, answers, left] of /** @type {[string, string, number, string][]} */ ([
    ["?a=1.2", "No power", 2, "?a=1.2"],
    ["?a=2", "No power", 1, "?a=2"],
    // A number that is no choice ends the answers.
    ["?a=1.9.1", "Another bulb?", 1, "?a=1.9.1"],
    ["?a=x", "Is it on?", 0, "?a=x"],
    ["#bulb", "Another bulb?", 0, "#bulb"],
    ["#deep", "No power", 0, "#deep"],
    ["?from=bulb&a=1", "The old bulb is broken", 1, "?from=bulb&a=1"],
    // The link of the step's heading keeps its answers, one to another step doesn't.
    ["?a=1.2#socket", "No power", 2, "?a=1.2#socket"],
    ["?a=1.2#old", "The old bulb is broken", 0, "?a=1.2#old"],
    ["#nowhere", "Is it on?", 0, "#nowhere"],
    ["#%E0%A4%A", "Is it on?", 0, "#%E0%A4%A"],
  ])) {
    const { page, problems, close } = await open(browser, lamps.url(`lamp/${address}`));
    assert.deepEqual([await shown(page), (await trail(page)).length / 2, asked(page)], [[step], answers, left], address);
    assert.deepEqual(problems, [], address);
    await close();
  }
});

test("links in texts lead to their steps, and stand in the trail as answers", async () => {
  const { page, close } = await open(browser, lamps.url("lamp/"));
  await page.getByRole("link", { name: "Yes" }).click();
  await page.getByRole("link", { name: "look again" }).click();
  assert.deepEqual([await shown(page), asked(page)], [["Is it on?"], "?a=1.3"]);
  assert.deepEqual(await trail(page), ["Is it on?", "Yes", "Another bulb?", "look again"]);
  // From the text above all steps one begins anew.
  await page.getByRole("link", { name: "straight to the socket" }).click();
  assert.deepEqual([await shown(page), await trail(page), await focused(page)], [["No power"], [], "socket"]);
  await page.getByRole("link", { name: "another bulb" }).click();
  assert.deepEqual([await shown(page), asked(page)], [["Another bulb?"], "?from=socket&a=1"]);
  await page.reload();
  assert.deepEqual([await shown(page), await trail(page)], [["Another bulb?"], ["No power", "another bulb"]]);
  await page.goto(lamps.url("lamp/"));
  await page.getByRole("link", { name: "Ask us" }).click();
  await page.waitForURL("**/contact/");
  await close();
});

test("a mail to support begins with the answers", async () => {
  const { page, close } = await open(browser, lamps.url("lamp/"));
  const mail = async () => new URL((await page.locator(".ab-contact a[href^='mailto:']").getAttribute("href")) ?? "");
  assert.equal((await mail()).search, "");
  await page.getByRole("link", { name: "Yes" }).click();
  await page.getByRole("link", { name: "No", exact: true }).click();
  await page.waitForFunction(() => document.querySelector(".ab-contact a[href*='a%3D1.2']"));
  const { searchParams } = await mail();
  assert.equal(searchParams.get("subject"), "No light");
  assert.equal(searchParams.get("body"), `Is it on? Yes\nAnother bulb? No\n${lamps.url("lamp/?a=1.2")}`);
  await page.getByRole("button", { name: "Start again" }).click();
  await page.waitForFunction(() => !document.querySelector(".ab-contact a[href*='?']"));
  await close();
});

test("a result of the search opens its step", async () => {
  const { page, close } = await open(browser, server.url("search/?q=machine%20is%20in%20the%20way"));
  await page.locator("#ab-results a[href*='build-fails/#machine']").first().click();
  await page.waitForURL("**/build-fails/#machine");
  assert.deepEqual(await shown(page), ["The machine is in the way"]);
  await close();
});

test("without scripts, and on paper, all steps show, and choices are links to them", async () => {
  const { page, close } = await open(browser, lamps.url("lamp/?a=1"), { javaScriptEnabled: false });
  const steps = ["Is it on?", "Another bulb?", "The old bulb is broken", "No power"];
  const titles = () => page.locator(".ab-stage__title:visible").allInnerTexts();
  assert.deepEqual((await titles()).map((title) => title.replace(/\s*#$/, "")), steps);
  assert(await page.locator("#ab-trail").isHidden());
  await page.getByRole("link", { name: "Yes" }).first().click();
  assert.equal(new URL(page.url()).hash, "#bulb");
  await close();
  const paper = await open(browser, lamps.url("lamp/?a=1"));
  await paper.page.emulateMedia({ media: "print" });
  assert.deepEqual(await shown(paper.page), steps);
  await paper.close();
});

test("where the script doesn't come, the steps can be gone through by their links", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route("**/troubleshooter.js", (route) => route.abort());
  await page.goto(lamps.url("lamp/"));
  assert.deepEqual(await shown(page), ["Is it on?"]);
  await page.getByRole("link", { name: "No" }).click();
  assert.deepEqual(await shown(page), ["No power"]);
  await page.goBack();
  assert.deepEqual(await shown(page), ["Is it on?"]);
  await context.close();
});
