// Opening hours: what a script says of them at which moment, in which time zone, and that nothing moves when it does. Platforms of channels.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { launch, open } from "./browser.mjs";
import { repository, serve, siteOf } from "./site.mjs";

/** @import { Rule } from "../../themes/default/js/hours.js" */

const source = readFileSync(`${repository}themes/default/js/hours.js`, "utf8");
const { stateOf } = /** @type {typeof import("../../themes/default/js/hours.js")} */ (
  await import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`)
);

/**
 * A rule with the same times on some days.
 * @param {string} zone
 * @param {string} days  from Monday on, `x` for those
 * @param {[number, number][]} shifts  in hours
 * @param {Rule["holidays"]} [holidays]
 * @returns {Rule}
 */
function rule(zone, days, shifts, holidays = []) {
  const minutes = shifts.map(([from, until]) => /** @type {[number, number]} */ ([from * 60, until * 60]));
  return { zone, week: [...days].map((day) => (day === "x" ? minutes : [])), holidays };
}

const athens = rule("Europe/Athens", "xxxxx--", [[9, 18]]);
const newYork = rule("America/New_York", "xxxxxxx", [[9, 17]]);
const lordHowe = rule("Australia/Lord_Howe", "xxxxxxx", [[9, 17]]);
const holidays = rule("Europe/Athens", "xxxxx--", [[9, 18]], [
  ["2026-12-21", "2027-01-03", []],
  ["2026-12-30", "2026-12-30", [[600, 720]]],
]);

test("whether it is open, with daylight saving, nights and holidays", () => {
  /** @type {[Rule, string, boolean, string | undefined][]} */
  const cases = [
    // Winter, and the first Monday of summer time.
    [athens, "2026-03-27T10:00Z", true, "2026-03-27T16:00Z"],
    [athens, "2026-03-27T16:00Z", false, "2026-03-30T06:00Z"],
    [athens, "2026-03-30T05:59Z", false, "2026-03-30T06:00Z"],
    [athens, "2026-03-30T06:00Z", true, "2026-03-30T15:00Z"],
    // The last Friday of summer time.
    [athens, "2026-10-23T14:59Z", true, "2026-10-23T15:00Z"],
    [athens, "2026-10-23T15:00Z", false, "2026-10-26T07:00Z"],
    // A night in which the clocks are put forward, and times that they leave out or show twice.
    [rule("Europe/Athens", "-----x-", [[22, 5]]), "2026-03-28T23:00Z", true, "2026-03-29T02:00Z"],
    [rule("Europe/Athens", "-----x-", [[22, 5]]), "2026-10-24T23:00Z", true, "2026-10-25T03:00Z"],
    [rule("Europe/Athens", "------x", [[3.5, 8]]), "2026-03-29T01:00Z", false, "2026-03-29T01:30Z"],
    [rule("Europe/Athens", "------x", [[3.5, 8]]), "2026-10-25T00:15Z", false, "2026-10-25T00:30Z"],
    [rule("Europe/Athens", "------x", [[3.5, 8]]), "2026-10-25T01:15Z", true, "2026-10-25T06:00Z"],
    // Other zones: one behind UTC, one with half an hour of daylight saving.
    [newYork, "2026-03-07T23:00Z", false, "2026-03-08T13:00Z"],
    [newYork, "2026-11-01T12:00Z", false, "2026-11-01T14:00Z"],
    [newYork, "2026-11-01T21:30Z", true, "2026-11-01T22:00Z"],
    [lordHowe, "2026-04-04T10:00Z", false, "2026-04-04T22:30Z"],
    [lordHowe, "2026-04-05T06:00Z", true, "2026-04-05T06:30Z"],
    [lordHowe, "2026-10-03T10:00Z", false, "2026-10-03T22:00Z"],
    [lordHowe, "2026-10-04T05:30Z", true, "2026-10-04T06:00Z"],
    // Around the clock, on some days or on all; never.
    [rule("Europe/Athens", "xxxxx--", [[0, 24]]), "2026-06-03T03:00Z", true, "2026-06-05T21:00Z"],
    [rule("Europe/Athens", "xxxxxxx", [[0, 24]]), "2026-06-03T03:00Z", true, undefined],
    [rule("UTC", "-------", []), "2026-06-03T03:00Z", false, undefined],
    // Nights that touch, two times a day, a long weekend.
    [rule("UTC", "xxxxxxx", [[0, 2], [20, 24]]), "2026-06-03T21:00Z", true, "2026-06-04T02:00Z"],
    [rule("UTC", "xxxxxxx", [[10, 14], [16, 18]]), "2026-06-03T15:00Z", false, "2026-06-03T16:00Z"],
    // Holidays, a day among them with times of its own, and the way out of them.
    [holidays, "2026-12-18T16:00Z", false, "2026-12-30T08:00Z"],
    [holidays, "2026-12-30T09:00Z", true, "2026-12-30T10:00Z"],
    [holidays, "2026-12-30T10:00Z", false, "2027-01-04T07:00Z"],
    // What began before a holiday goes on into it.
    [rule("UTC", "xxxxxxx", [[22, 3]], [["2026-12-25", "2026-12-25", []]]), "2026-12-25T01:00Z", true, "2026-12-25T03:00Z"],
  ];
  for (const [rule, now, isOpen, at] of cases) {
    const state = stateOf(rule, Date.parse(now));
    const found = state.at === undefined ? undefined : new Date(state.at).toISOString().replace(":00.000Z", "Z");
    assert.deepEqual([state.open, found], [isOpen, at], `${rule.zone} at ${now}`);
  }
});

test("looking 60 days ahead takes little time", () => {
  const start = performance.now();
  for (let minute = 0; minute < 20; minute++) stateOf(rule("Europe/Athens", "xxxxxxx", [[0, 12], [12, 24]], [["2026-01-01", "2026-12-31", []]]), Date.parse("2026-06-03T03:00Z"));
  assert((performance.now() - start) / 20 < 100);
});

const site = siteOf({
  "answerbook.yaml": `title: Help
base_url: https://example.org/help/
languages: [en, el, ar]
platforms: {ios: iPhone, android: Android}
contact:
  - type: phone
    address: "+30 210 000 0000"
    hours: {mon-fri: "09:00-18:00"}
    time_zone: Europe/Athens
  - {type: sms, address: "54321", platforms: [ios]}
  - {type: telegram, address: "@orchard", platforms: [android]}
  - {type: email, address: help@example.org}
`,
  "content/en/a.md": "---\ntitle: A\n---\nText.\n",
});

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
 * The contact page at a moment, for somebody in a time zone.
 * @param {string} now
 * @param {string} timezoneId
 * @param {string} [folder]
 */
async function at(now, timezoneId, folder = "") {
  const context = await browser.newContext({ locale: "en-GB", timezoneId });
  const page = await context.newPage();
  await page.clock.install({ time: new Date(now) });
  await page.goto(server.url(`${folder}contact/`));
  const line = page.locator(".ab-hours__now");
  await page.waitForFunction(() => document.querySelector(".ab-hours__now")?.textContent);
  const said = async () => (await line.innerText()).replace(/[\u202f\u00a0]/g, " ");
  return { page, said, close: () => context.close() };
}

test("hours are said in the reader's own time and language", async () => {
  /** @type {[string, string, string, string][]} */
  const cases = [
    ["2026-02-04T10:00Z", "Europe/Athens", "", "Open now, until 6:00 pm your time"],
    ["2026-02-04T10:00Z", "America/New_York", "", "Open now, until 11:00 am your time"],
    // America has summer time already, Europe not yet.
    ["2026-03-18T14:00Z", "America/New_York", "", "Open now, until 12:00 pm your time"],
    ["2026-02-04T10:00Z", "Australia/Lord_Howe", "", "Open now, until 3:00 am your time"],
    ["2026-02-04T20:00Z", "Europe/Athens", "", "Closed now, opens Thursday 9:00 am your time"],
    ["2026-02-04T20:00Z", "America/Los_Angeles", "", "Closed now, opens 11:00 pm your time"],
    ["2026-02-04T10:00Z", "Europe/Athens", "el/", "Ανοιχτά τώρα, έως 6:00 μ.μ. (δική σας ώρα)"],
    ["2026-02-07T10:00Z", "Europe/Athens", "el/", "Κλειστά τώρα, ανοίγει: Δευτέρα 9:00 π.μ. (δική σας ώρα)"],
    ["2026-02-04T10:00Z", "Asia/Riyadh", "ar/", "مفتوح الآن حتى 7:00 م بتوقيتك"],
  ];
  for (const [now, zone, folder, text] of cases) {
    const { said, close } = await at(now, zone, folder);
    assert.equal(await said(), text, `${zone} at ${now}`);
    await close();
  }
});

test("the line changes when it closes, without a reload", async () => {
  const { page, said, close } = await at("2026-02-04T15:58:30Z", "Europe/Athens");
  assert.equal(await said(), "Open now, until 6:00 pm your time");
  await page.clock.runFor("02:00");
  assert.equal(await said(), "Closed now, opens Thursday 9:00 am your time");
  await close();
});

test("nothing moves when the line comes, in any width or language", async () => {
  for (const folder of ["", "el/", "ar/"]) {
    for (const width of [320, 360, 480, 768, 1280]) {
      const context = await browser.newContext({ locale: "en-GB", viewport: { width, height: 900 }, timezoneId: "America/New_York" });
      const page = await context.newPage();
      // The longest line: closed, with a day of the week.
      await page.clock.install({ time: new Date("2026-02-07T10:00Z") });
      let release = () => {};
      const held = new Promise((resolve) => (release = () => resolve(undefined)));
      await page.route("**/hours.js", async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(server.url(`${folder}contact/`), { waitUntil: "commit" });
      await page.waitForSelector(".ab-footer");
      const place = () => page.locator(".ab-channel--card").nth(1).evaluate((card) => card.getBoundingClientRect().top);
      const early = await place();
      release();
      await page.waitForFunction(() => document.querySelector(".ab-hours__now")?.textContent);
      assert.equal(await place(), early, `${folder} at ${width}`);
      await context.close();
    }
  }
});

test("without scripts the rule stands there in words", async () => {
  const { page, close } = await open(browser, server.url("contact/"), { javaScriptEnabled: false });
  assert.equal(await page.locator(".ab-hours__now").isVisible(), false);
  const text = (await page.locator(".ab-hours").innerText()).replace(/[\u202f\u00a0]/g, " ");
  for (const part of ["Monday – Friday", "9:00 am – 6:00 pm", "Saturday – Sunday", "Closed", "Greece Time"]) assert(text.includes(part), `${part} in ${text}`);
  await close();
});

test("ways to contact on other platforms are left out once a platform is chosen", async () => {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  const shown = async () => {
    await page.goto(server.url("contact/"));
    return page.locator(".ab-channel--card:visible h3").allInnerTexts();
  };
  assert.deepEqual(await shown(), ["Call us", "Text us", "Telegram", "Email us"]);
  for (const [platform, expected] of /** @type {[string, string[]][]} */ ([
    ["ios", ["Call us", "Text us", "Email us"]],
    ["android", ["Call us", "Telegram", "Email us"]],
    ["", ["Call us", "Text us", "Telegram", "Email us"]],
  ])) {
    await page.evaluate((platform) => localStorage.setItem("answerbook-platform", platform), platform);
    assert.deepEqual(await shown(), expected, platform);
  }
  await context.close();
});
