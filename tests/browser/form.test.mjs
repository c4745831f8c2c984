// The form of the contact page: what arrives at a server, with scripts and without, and that nothing typed is ever lost. The pages have
// the policy of the site's own `_headers`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { check } from "./accessibility.mjs";
import { launch, overflow } from "./browser.mjs";
import { files, serve, siteOf } from "./site.mjs";

/** @import { BrowserContextOptions, Page } from "playwright-core" */

/** What a script may weigh, in bytes after gzip. */
const LIMIT = 4096;

/** @type {{ type: string, cookie: string, fields: Record<string, string> }[]} */
let received = [];
let status = 200;
const receiver = createServer((request, response) => {
  let body = "";
  request.on("data", (data) => (body += data));
  request.on("end", () => {
    const { "content-type": type = "", cookie = "" } = request.headers;
    if (request.method === "POST") received.push({ type, cookie, fields: Object.fromEntries(new URLSearchParams(body)) });
    const moved = status === 303 ? { location: "/thanks" } : {};
    response.writeHead(status, { "content-type": "text/html", "access-control-allow-origin": "*", "set-cookie": "canary=1", ...moved }).end("<title>thanks</title>");
  });
});
await new Promise((resolve) => receiver.listen(0, "127.0.0.1", () => resolve(undefined)));
receiver.unref();
const address = receiver.address();
if (address === null || typeof address === "string") throw new Error("the server has no port");

const site = siteOf({
  "answerbook.yaml": `title: Help
base_url: https://example.org/help/
languages: [en, el, ar]
contact:
  - type: form
    address: http://127.0.0.1:${address.port}/send?to=help
    reply_time: Within a day
    fields:
      - {name: order, label: {en: Order number, el: Αριθμός παραγγελίας, ar: رقم الطلب}, required: true}
      - {name: phone, label: Phone}
  - {type: email, address: help@example.org}
`,
  "content/en/a.md": "---\ntitle: A\n---\nText.\n",
});
const policy = /Content-Security-Policy: (.*)/.exec(readFileSync(join(site, "_headers"), "utf8"))?.[1] ?? "";

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  server = await serve(site, { policy });
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
  receiver.close();
});

/**
 * @param {string} [path]
 * @param {BrowserContextOptions} [options]
 */
async function visit(path = "contact/", options = {}) {
  received = [];
  status = 200;
  const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.text().includes("Content Security Policy") && problems.push(message.text()));
  await page.goto(server.url(path));
  return { context, page, problems, close: () => context.close() };
}

const TYPED = { email: "ann@example.org", subject: "Where is <it>?", message: "Line one & two\nγραμμή δύο", order: "A+1" };

/**
 * @param {Page} page
 * @param {Record<string, string>} [values]
 */
async function fill(page, values = TYPED) {
  for (const [name, value] of Object.entries(values)) await page.locator(`.ab-form [name=${name}]`).fill(value);
}

/** @param {Page} page */
const typed = (page) => page.evaluate((names) => Object.fromEntries(names.map((name) => [name, /** @type {HTMLInputElement | null} */ (document.querySelector(`.ab-form [name=${name}]`))?.value])), Object.keys(TYPED));

/** What arrived, which is one message. */
function only() {
  const [message] = received;
  assert(message && received.length === 1);
  return message;
}

/** @param {Page} page */
const send = (page) => page.locator(".ab-form button").click();

test("a message is sent without leaving the page, and shown with what happens next", async () => {
  const { page, problems, close } = await visit("contact/?page=/help/a/&q=lost%20parcel");
  assert.equal(await page.locator("#ab-form-subject").inputValue(), "lost parcel");
  await page.evaluate(() => document.addEventListener("answerbook", (event) => Reflect.set(window, "told", Reflect.get(event, "detail"))));
  await fill(page);
  await send(page);
  await page.waitForSelector(".ab-form__done");
  const { type, cookie, fields } = only();
  const { elapsed, context, ...others } = fields;
  assert.match(context ?? "", /^You searched for “lost parcel”\.\r\nAbout this page: \S+\/help\/a\/\r\nLanguage: English$/);
  assert.deepEqual(others, { ...TYPED, message: TYPED.message.replace("\n", "\r\n"), phone: "", website: "", lang: "en", page: "/help/a/" });
  assert(Number(elapsed) >= 3 && Number(elapsed) < 30, elapsed);
  assert(type.startsWith("application/x-www-form-urlencoded") && cookie === "");
  const done = page.locator(".ab-form__done");
  assert(await done.evaluate((done) => done === document.activeElement));
  const text = await done.innerText();
  for (const part of ["We will reply to ann@example.org.", "Reply: Within a day", TYPED.subject, TYPED.message, "A+1"]) assert(text.includes(part), `${part} in ${text}`);
  assert.deepEqual(await page.evaluate(() => Reflect.get(window, "told")), { type: "contact", channel: "form" });
  assert.deepEqual(await check(page), { violations: [], incomplete: [] });
  await page.reload();
  assert.equal(await page.locator("[name=message]").inputValue(), "", "a message that was sent is no draft");
  assert.deepEqual(problems, []);
  await close();
});

test("what is missing is listed, in the language of the page, and everything stays", async () => {
  for (const [folder, title, missing] of /** @type {[string, string, string][]} */ ([
    ["", "Please check what you have entered", "Order number: please fill this in"],
    ["el/", "Ελέγξτε όσα συμπληρώσατε", "Αριθμός παραγγελίας: συμπληρώστε αυτό το πεδίο"],
    ["ar/", "يُرجى مراجعة ما كتبته", "رقم الطلب: يُرجى ملء هذا الحقل"],
  ])) {
    const { page, close } = await visit(`${folder}contact/`, { viewport: { width: 320, height: 700 } });
    await fill(page, { ...TYPED, email: "ann.example.org", order: "  " });
    await send(page);
    const box = page.locator(".ab-form__problems");
    await box.waitFor();
    assert(await box.evaluate((box) => box === document.activeElement));
    assert.equal(await box.locator("p").first().innerText(), title);
    const links = box.locator("a");
    assert.equal(await links.count(), 2);
    assert.equal(await links.nth(1).innerText(), missing);
    assert((await links.first().innerText()).includes("name@example.org"));
    assert.deepEqual(await typed(page), { ...TYPED, email: "ann.example.org", order: "  " });
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await check(page), { violations: [], incomplete: [] });
    // By keyboard from the list to the field, whose problem is read out.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const focused = await page.evaluate(() => {
      const { id = "", ariaInvalid } = document.activeElement ?? {};
      const described = document.activeElement?.getAttribute("aria-describedby") ?? "";
      return [id, ariaInvalid, document.getElementById(described.split(" ")[0] ?? "")?.textContent];
    });
    assert.deepEqual(focused, ["ab-form-email", "true", await links.first().innerText()]);
    await fill(page, { email: TYPED.email, order: "1" });
    await page.keyboard.press("Enter");
    await page.waitForSelector(".ab-form__done");
    assert.equal(received.length, 1);
    await close();
  }
});

test("where the server or the network fails, all stays and a mail is offered", async () => {
  const { context, page, close } = await visit();
  await fill(page);
  for (const failure of ["500", "422", "offline"]) {
    await context.setOffline(failure === "offline");
    status = Number(failure) || 200;
    await send(page);
    const box = page.locator(".ab-form__problems");
    await box.waitFor();
    assert((await box.innerText()).includes("What you wrote is still here."), failure);
    const mail = new URL((await box.locator("a").getAttribute("href")) ?? "");
    assert.equal(mail.pathname, "help@example.org");
    assert.equal(mail.searchParams.get("subject"), TYPED.subject);
    assert.equal(mail.searchParams.get("body"), TYPED.message.replace("\n", "\r\n"));
    assert.deepEqual(await typed(page), TYPED, failure);
    await page.evaluate(() => document.querySelector(".ab-form__problems")?.remove());
  }
  assert.deepEqual(await check(page), { violations: [], incomplete: [] });
  await context.setOffline(false);
  await page.reload();
  assert.deepEqual(await typed(page), TYPED, "a reload keeps the draft");
  status = 303;
  await send(page);
  await page.waitForSelector(".ab-form__done");
  await close();
});

test("pressing twice sends once; nobody writes in no time", async () => {
  const { page, close } = await visit();
  const start = Date.now();
  await fill(page);
  await page.locator(".ab-form button").dblclick();
  await page.locator(".ab-form button").click();
  await page.waitForSelector(".ab-form__done");
  assert.equal(received.length, 1);
  assert(Date.now() - start >= 2500);
  await close();
});

test("a program that fills in everything sends nothing; people don't meet its field", async () => {
  const { page, close } = await visit();
  await fill(page);
  await page.locator("[name=website]").evaluate((field) => Reflect.set(field, "value", "https://spam.example/"));
  await send(page);
  await page.waitForSelector(".ab-form__problems");
  assert.deepEqual(received, []);
  const tree = await page.locator("#ab-contact-form").ariaSnapshot();
  assert(tree.includes("Subject") && !tree.includes("Leave this field empty"), tree);
  const box = await page.locator(".ab-form__trap").boundingBox();
  assert(box && box.width <= 1 && box.height <= 1);
  await page.locator("#ab-form-field-phone").focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.className), "ab-button");
  await close();
});

test("without scripts the browser sends the form, and holds it to what is required", async () => {
  const { page, close } = await visit("el/contact/", { javaScriptEnabled: false });
  await fill(page, { ...TYPED, order: "" });
  await send(page);
  assert.deepEqual(received, []);
  await fill(page);
  await Promise.all([page.waitForURL(/\/send\?to=help$/), send(page)]);
  const { type, fields } = only();
  assert.deepEqual(fields, { ...TYPED, message: TYPED.message.replace("\n", "\r\n"), phone: "", website: "", lang: "el", page: "/help/el/contact/", elapsed: "" });
  assert.equal(type, "application/x-www-form-urlencoded");
  await close();
});

test("articles lead to the form", async () => {
  const { page, close } = await visit("a/");
  await page.getByRole("link", { name: "Send us a message" }).click();
  await page.waitForURL(/contact\/#ab-contact-form$/);
  const top = await page.locator("#ab-contact-form").evaluate((form) => form.getBoundingClientRect().top);
  const header = await page.locator("header").first().evaluate((header) => header.getBoundingClientRect().bottom);
  assert(top >= Math.max(0, header) - 1 && top < 400, `${top}, below ${header}`);
  await close();
});

test("the scripts of the contact page are light", () => {
  const scripts = files(site).filter((path) => /\/(form|hours|channels)\.js$/.test(path));
  assert.equal(scripts.length, 3);
  for (const path of scripts) assert(gzipSync(readFileSync(join(site, path))).length <= LIMIT, path);
});
