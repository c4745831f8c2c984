// Votes and events: what arrives at a server, field by field, and when nothing is sent. The pages have the policy of the site's own
// `_headers`, so it is seen that it lets them through.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";

import { check } from "./accessibility.mjs";
import { launch, overflow } from "./browser.mjs";
import { files, serve, siteOf } from "./site.mjs";

/** @import { BrowserContextOptions, Page } from "playwright-core" */

/** What a script may weigh, in bytes after gzip. */
const LIMIT = 4096;

/** @typedef {{ path: string, type: string, cookie: string, body: string }} Received */
/** @type {Received[]} */
let received = [];
let isDown = false;
const receiver = createServer((request, response) => {
  let body = "";
  if (isDown) return void request.socket.destroy();
  request.on("data", (data) => (body += data));
  request.on("end", () => {
    const { "content-type": type = "", cookie = "" } = request.headers;
    if (request.method === "POST") received.push({ path: request.url ?? "", type, cookie, body });
    // A beacon would take up cookies of the owner's own server; votes don't.
    const cookies = request.url === "/votes" ? { "set-cookie": "canary=1" } : {};
    response.writeHead(200, { "content-type": "text/html", ...cookies }).end("<title>thanks</title>");
  });
});
await new Promise((resolve) => receiver.listen(0, "127.0.0.1", () => resolve(undefined)));
receiver.unref();
const address = receiver.address();
if (address === null || typeof address === "string") throw new Error("the server has no port");
const origin = `http://127.0.0.1:${address.port}`;

const content = (/** @type {string} */ folder) => ({
  [`content/${folder}refund.md`]: "---\ntitle: How do I get a refund?\n---\nAsk for your money back within 14 days.\n",
  [`content/${folder}delivery.md`]: "---\ntitle: Delivery\n---\nA refund of the delivery takes longer.\n",
  [`content/${folder}faq.md`]: "---\ntitle: Questions\nkind: faq\n---\n## When?\n\nSoon.\n\n## How?\n\nSo.\n",
});
const settings = (/** @type {string} */ more) => `title: Help\nbase_url: https://example.org/help/\nlanguages: [en, ar]\ncontact: [{type: email, address: a@example.org}]\n${more}`;
const site = siteOf({ "answerbook.yaml": settings(`feedback: ${origin}/votes\nevents: ${origin}/events\n`), ...content("en/"), ...content("ar/") });
const logged = siteOf({ "answerbook.yaml": settings("events: /e.txt\n"), "static/e.txt": "", ...content("en/") });
const policyOf = (/** @type {string} */ folder) => /Content-Security-Policy: (.*)/.exec(readFileSync(join(folder, "_headers"), "utf8"))?.[1] ?? "";

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  server = await serve(site, { policy: policyOf(site) });
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
  receiver.close();
});

/**
 * A page of the site for somebody who was never there.
 * @param {string} path
 * @param {BrowserContextOptions & { script?: string }} [options]  `script` runs before the page's own
 */
async function visit(path, { script, ...options } = {}) {
  received = [];
  isDown = false;
  const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.text().includes("Content Security Policy") && problems.push(message.text()));
  if (script) await page.addInitScript(script);
  await page.goto(server.url(path), { waitUntil: "networkidle" });
  return { page, context, problems };
}

/**
 * What has arrived at a path, once there are so many, without time and number, which are checked here.
 * @param {string} path
 * @param {number} count
 */
async function arrived(path, count) {
  const all = () => received.filter((one) => one.path === path);
  for (let tries = 0; all().length < count && tries < 100; tries++) await sleep(50);
  // One too many comes late.
  await sleep(150);
  const seen = new Set();
  const events = all().map(({ body, type, cookie }) => {
    assert.equal(cookie, "");
    assert.match(type, /^text\/plain/);
    const { t, s, ...rest } = JSON.parse(body);
    assert.match(t, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert(Math.abs(Date.parse(t) - Date.now()) < 60_000, t);
    assert(Number.isSafeInteger(s) && s > 0, `${s}`);
    seen.add(s);
    return rest;
  });
  assert.equal(events.length, count, JSON.stringify(events));
  return { events, visits: seen.size };
}

const votes = (/** @type {number} */ count) => arrived("/votes", count);
const events = (/** @type {number} */ count) => arrived("/events", count);
const helpful = { v: 1, type: "helpful", lang: "en", page: "/help/refund/" };
const status = (/** @type {Page} */ page) => page.locator(".ab-feedback__status").first();
const button = (/** @type {Page} */ page, /** @type {string} */ name) => page.getByRole("button", { name, exact: true }).first();

test("a vote is sent, and a changed one in the same visit again", async () => {
  const { page, context, problems } = await visit("refund/");
  assert.equal(await page.locator(".ab-feedback [role=status]").count(), 1, "the place for thanks is there before");
  assert.equal(await status(page).innerText(), "");
  await button(page, "Yes").click();
  await page.getByText("Thank you for telling us.").waitFor();
  assert.equal(await button(page, "Yes").getAttribute("aria-pressed"), "true");
  assert.equal(await page.locator(".ab-feedback__more").count(), 0);
  await button(page, "No").click();
  assert.equal(await button(page, "Yes").getAttribute("aria-pressed"), "false");
  const { events, visits } = await votes(2);
  assert.deepEqual(events, [{ ...helpful, value: true }, { ...helpful, value: false }]);
  assert.equal(visits, 1);
  assert.equal(page.url(), server.url("refund/"));
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(problems, []);
  await context.close();
});

test("no asks for a reason and a comment of at most 1,000 characters", async () => {
  const { page, context } = await visit("refund/");
  await button(page, "No").click();
  assert.equal(await page.getByRole("radio").count(), 5);
  const comment = page.getByRole("textbox", { name: "Comment (optional)" });
  await comment.fill("x".repeat(990));
  await comment.pressSequentially("0123456789 too much");
  assert.equal((await comment.inputValue()).length, 1000);
  assert.equal(await page.locator(".ab-feedback__count").innerText(), "Characters left: 0");
  await page.locator(".ab-feedback__more [role=status]", { hasText: "Characters left: 0" }).waitFor({ state: "attached" });
  await comment.fill(" Which \"days\"?\n");
  await page.getByLabel("Something is missing").check();
  await page.getByRole("button", { name: "Send" }).click();
  const { events } = await votes(2);
  assert.deepEqual(events[1], { ...helpful, value: false, reason: "incomplete", comment: 'Which "days"?' });
  assert.equal(await page.locator(".ab-feedback__more").count(), 0);
  await context.close();
});

test("each question has votes of its own", async () => {
  const { page, context } = await visit("faq/");
  await page.getByRole("group", { name: "Was this helpful? How?" }).getByRole("button", { name: "Yes" }).click();
  const { events } = await votes(1);
  assert.deepEqual(events, [{ ...helpful, page: "/help/faq/", value: true, question: "how" }]);
  assert.deepEqual(await page.locator(".ab-feedback__status").allInnerTexts(), ["", "Thank you for telling us."]);
  await context.close();
});

test("the keyboard is enough", async () => {
  const { page, context } = await visit("refund/");
  await button(page, "Yes").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Why?");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const { events } = await votes(2);
  assert.deepEqual(events[1], { ...helpful, value: false, reason: "incomplete", comment: "Why?" });
  assert.equal(await page.evaluate(() => document.activeElement?.className), "ab-feedback__status");
  await context.close();
});

test("without a network the last vote is kept and sent later, once", async () => {
  const { page, context } = await visit("refund/");
  await context.setOffline(true);
  await button(page, "Yes").click();
  await page.getByText("You seem to be offline.").waitFor();
  await button(page, "No").click();
  await page.waitForFunction(() => localStorage.getItem("answerbook-votes")?.includes('"value":false'));
  assert.deepEqual((await votes(0)).events, []);
  await context.setOffline(false);
  assert.deepEqual((await votes(1)).events, [{ ...helpful, value: false }]);
  await page.waitForFunction(() => localStorage.getItem("answerbook-votes") === null);
  await context.close();
});

test("a vote that the server didn't take is sent by a later page", async () => {
  const { page, context } = await visit("refund/");
  isDown = true;
  await button(page, "Yes").click();
  await page.getByText("You seem to be offline.").waitFor();
  isDown = false;
  await page.goto(server.url("delivery/"));
  assert.deepEqual((await votes(1)).events, [{ ...helpful, value: true }]);
  await context.close();
});

test("without scripts the vote is a plain form", async () => {
  const { page, context } = await visit("refund/", { javaScriptEnabled: false });
  assert.equal(await page.locator("textarea:visible, [type=radio]:visible").count(), 0);
  await button(page, "No").click();
  await page.waitForURL(`${origin}/votes`);
  assert.deepEqual(received.map(({ type, body }) => ({ type, body })), [
    { type: "application/x-www-form-urlencoded", body: "v=1&type=helpful&lang=en&page=%2Fhelp%2Frefund%2F&value=false" },
  ]);
  await context.close();
});

for (const [name, property, value] of [["DNT", "doNotTrack", '"1"'], ["GPC", "globalPrivacyControl", "true"]]) {
  test(`with ${name} nothing is sent and no number is kept: a vote is a mail`, async () => {
    const script = `Object.defineProperty(Navigator.prototype, "${property}", { get: () => ${value} })`;
    const { page, context } = await visit("refund/", { script });
    assert.equal(await page.locator(".ab-feedback button").count(), 0);
    const mail = await page.locator(".ab-feedback").getByRole("link", { name: "Tell us by email" }).getAttribute("href");
    assert.match(mail ?? "", /^mailto:a@example\.org\?subject=Was%20this%20helpful/);
    await page.evaluate((to) => localStorage.setItem("answerbook-votes", JSON.stringify([{ to, vote: { v: 1 } }])), `${origin}/votes`);
    await page.goto(server.url("search/?q=refund"));
    await page.locator(".ab-result__link").first().click();
    await page.waitForURL(server.url("refund/"));
    assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), ["answerbook-trail"]);
    assert.deepEqual([...(await votes(0)).events, ...(await events(0)).events], []);
    await context.close();
  });
}

test("where nothing may be sent and nobody has an address, nothing is asked, and nothing moves", async () => {
  const folder = siteOf({ "answerbook.yaml": `title: Help\nfeedback: ${origin}/votes\n`, "content/refund.md": "---\ntitle: Refund\n---\nText.\n" });
  const host = await serve(folder, { policy: policyOf(folder) });
  /** @type {(number | undefined)[]} */
  const heights = [];
  for (const script of ["", 'Object.defineProperty(Navigator.prototype, "doNotTrack", { get: () => "1" })']) {
    const page = await browser.newPage();
    await page.addInitScript(script);
    await page.goto(host.url("refund/"), { waitUntil: "networkidle" });
    heights.push((await page.locator(".ab-feedback").boundingBox())?.height);
    assert.equal(await page.getByText("Was this helpful?").isVisible(), script === "");
    await page.close();
  }
  host.close();
  assert.equal(heights[0], heights[1]);
});

const view = (/** @type {string} */ page) => ({ v: 1, type: "view", lang: "en", page });

test("a visit: views, one settled search, an opened result, a way to contact", async () => {
  const { page, context, problems } = await visit("search/");
  const input = page.locator("#ab-search-input");
  await input.pressSequentially("refund", { delay: 150 });
  await page.locator(".ab-result__link").first().waitFor();
  await events(2);
  await page.locator(".ab-result__link", { hasText: "Delivery" }).click();
  await page.waitForURL(server.url("delivery/"));
  await page.locator(".ab-contact a[data-channel]").first().evaluate((link) => link.addEventListener("click", (event) => event.preventDefault()));
  await page.locator(".ab-contact a[data-channel]").first().click();
  const { events: all, visits } = await events(5);
  const place = await page.evaluate(() => sessionStorage.getItem("answerbook-last-search"));
  assert.equal(place, "en refund");
  const at = { v: 1, lang: "en", page: "/help/search/" };
  assert.deepEqual(all, [
    view("/help/search/"),
    { ...at, type: "search", q: "refund", results: 2 },
    { ...at, type: "open", q: "refund", rank: 2, to: "/help/delivery/" },
    view("/help/delivery/"),
    { v: 1, type: "contact", lang: "en", page: "/help/delivery/", channel: "email" },
  ]);
  assert.equal(visits, 1);
  assert.deepEqual(problems, []);
  await context.close();
});

test("the search box tells what was looked for and opened, and a submitted query counts once", async () => {
  const { page, context } = await visit("");
  const input = page.locator("#ab-search-input");
  await input.fill("refund");
  await page.locator(".ab-option--result").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\/\?q=refund/);
  await page.locator(".ab-result__link").first().waitFor();
  await page.goto(server.url("delivery/"));
  await events(4);
  await page.locator("#ab-search-input").fill("money back");
  await page.locator(".ab-option--result").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(server.url("refund/"));
  const { events: all } = await events(7);
  assert.deepEqual(all.map(({ type, page, q, to }) => [type, page, q, to]), [
    ["view", "/help/", undefined, undefined],
    ["search", "/help/", "refund", undefined],
    ["view", "/help/search/", undefined, undefined],
    ["view", "/help/delivery/", undefined, undefined],
    ["search", "/help/delivery/", "money back", undefined],
    ["open", "/help/delivery/", "money back", "/help/refund/"],
    ["view", "/help/refund/", undefined, undefined],
  ]);
  await context.close();
});

test("a search without results says so", async () => {
  const { page, context } = await visit("search/?q=zzzzqqqq");
  await page.locator("#ab-results-nothing").waitFor();
  const { events: all } = await events(2);
  assert.deepEqual(all[1], { v: 1, type: "search", lang: "en", page: "/help/search/", q: "zzzzqqqq", results: 0 });
  await context.close();
});

test("a file of the site gets the fields in its query", async () => {
  const host = await serve(logged, { policy: policyOf(logged) });
  const page = await browser.newPage();
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => request.url().includes("e.txt") && asked.push(`${request.method()} ${request.url()}`));
  await page.goto(host.url("search/?q=zz%20%26%20%CE%B1"), { waitUntil: "networkidle" });
  await page.waitForRequest((request) => request.url().includes("type=search"));
  await page.goto(host.url("delivery/"), { waitUntil: "networkidle" });
  host.close();
  const seen = asked.map((line) => line.replace(/&t=[^&]*/, "&t").replace(/&s=\d+/, "&s"));
  const start = `GET ${host.url("e.txt")}?v=1&t`;
  assert.deepEqual(seen, [
    `${start}&type=view&lang=en&page=%2Fhelp%2Fsearch%2F&s`,
    `${start}&type=search&lang=en&page=%2Fhelp%2Fsearch%2F&s&q=zz%20%26%20%CE%B1&results=0`,
    `${start}&type=view&lang=en&page=%2Fhelp%2Fdelivery%2F&s`,
  ]);
  await page.close();
});

test("a preview on one's own computer tells no other computer", async () => {
  const folder = siteOf({ "answerbook.yaml": settings("events: https://events.example/\n"), ...content("en/") });
  const host = await serve(folder, { policy: policyOf(folder) });
  const page = await browser.newPage();
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => request.url().startsWith(host.origin) || asked.push(request.url()));
  await page.goto(host.url("refund/"), { waitUntil: "networkidle" });
  assert.deepEqual(asked, []);
  await page.close();
  host.close();
});

test("axe-core finds nothing in the open form, and it fits small phones", async () => {
  for (const [path, no] of [["faq/", "No"], ["ar/faq/", "لا"]]) {
    const { page, context } = await visit(path ?? "", { viewport: { width: 320, height: 640 } });
    for (const name of await page.getByRole("button", { name: no ?? "", exact: true }).all()) await name.click();
    assert.equal(await page.locator(".ab-feedback__more").count(), 2);
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      await page.emulateMedia({ colorScheme });
      const { violations, incomplete } = await check(page);
      assert.deepEqual([...violations, ...incomplete], [], `${path} ${colorScheme}`);
    }
    assert(await overflow(page) <= 0, path);
    await context.close();
  }
});

test("the contact page knows the page that somebody comes from", async () => {
  const { page, context } = await visit("contact/?page=/help/refund/");
  const about = `About this page: ${server.url("refund/")}`;
  assert.equal(await page.locator("#ab-contact-query").innerText(), about);
  const mail = new URL((await page.locator(".ab-channels a[href^='mailto:']").getAttribute("href")) ?? "");
  assert.equal(mail.searchParams.get("body"), `${about}\r\nLanguage: English\r\n\r\n`);
  await page.goto(server.url("contact/?page=https://evil.example/"));
  await page.waitForLoadState("networkidle");
  assert.equal(await page.locator("#ab-contact-query").innerText(), "");
  await context.close();
});

test("the scripts for votes and events are small", () => {
  for (const name of ["feedback", "events", "send"]) {
    const path = files(site).find((path) => path.endsWith(`/${name}.js`));
    assert(path, name);
    const { length } = gzipSync(readFileSync(join(site, path)));
    assert(length <= LIMIT, `${name}: ${length} bytes`);
  }
});
