// A whole customer's visit, from the search to a message: what the contact page says of it, what arrives, and what the code for the phone
// becomes on the page of those who answer.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { check } from "./accessibility.mjs";
import { encode, hashOf } from "../../themes/default/js/capsule-code.js";
import { launch, open, overflow } from "./browser.mjs";
import { arabicSite, files, runProgram, serve, temporaryFolder, temporaryProject } from "./site.mjs";

/** @import { BrowserContextOptions, Page } from "playwright-core" */

/** @type {{ path: string, body: string }[]} */
let received = [];
const receiver = createServer((request, response) => {
  let body = "";
  request.on("data", (data) => (body += data));
  request.on("end", () => {
    received.push({ path: request.url ?? "", body });
    response.writeHead(200, { "content-type": "text/html", "access-control-allow-origin": "*" }).end("<title>thanks</title>");
  });
});
await new Promise((resolve) => receiver.listen(0, "127.0.0.1", () => resolve(undefined)));
receiver.unref();
const address = receiver.address();
if (address === null || typeof address === "string") throw new Error("the receiver has no port");
const origin = `http://127.0.0.1:${address.port}`;

/** Two pages whose addresses have the same hash. */
const twins = (() => {
  /** @type {Map<number, string>} */
  const known = new Map();
  for (let number = 0; ; number++) {
    const name = `shade-${number}`;
    const hash = hashOf(`lamp/${name}/`);
    const other = known.get(hash);
    if (other) return [other, name];
    known.set(hash, name);
  }
})();

/** The troubleshooter of one language. */
const lamp = (/** @type {string} */ title, /** @type {string[]} */ [plug, yes, no, colour, red, green, broken, socket, fine]) =>
  `---\ntitle: ${title}\nkind: troubleshooter\n---\n## ${plug} {#plug}\n\n- [${yes}](#colour)\n- [${no}](#socket)\n\n## ${colour} {#colour}\n\n[…](#plug)\n\n- [${red}](#broken)\n- [${green}](#fine)\n\n## ${broken} {#broken}\n\n.\n\n## ${socket} {#socket}\n\n.\n\n## ${fine} {#fine}\n\n.\n`;
const english = ["Is the plug in?", "Yes", "No", "Which colour?", "Red", "Green & bright", "It is broken", "Put it in", "All is well"];
const greek = ["Είναι στην πρίζα;", "Ναι", "Όχι", "Τι χρώμα έχει το φωτάκι;", "Κόκκινο", "Πράσινο", "Η λάμπα έχει χαλάσει", "Βάλτε την στην πρίζα", "Όλα καλά"];
const arabic = ["هل هو موصول؟", "نعم", "لا", "ما اللون؟", "أحمر", "أخضر", "المصباح معطل", "صله", "كل شيء جيد"];
const project = temporaryProject({
  "answerbook.yaml": `title: Help
base_url: https://example.org/help/
languages: [en, el, ar]
events: ${origin}/events
feedback: ${origin}/votes
platforms:
  web: Browser
  android: {en: Android phone, el: Κινητό Android}
contact:
  - {type: email, address: help@example.org}
  - {type: phone, address: "+30 210 0000000"}
  - {type: sms, address: "+30 210 0000001"}
  - {type: whatsapp, address: "+30 210 0000002"}
  - {type: telegram, address: "https://t.me/example"}
  - {type: chat, address: "https://example.org/chat?room=2&text="}
  - {type: url, address: "https://example.org/forum"}
  - {type: form, address: "${origin}/form"}
`,
  "content/en/lamp/no-light.md": lamp("The lamp gives no light", english),
  "content/el/lamp/no-light.md": lamp("Η λάμπα δεν ανάβει", greek),
  "content/ar/lamp/no-light.md": lamp("المصباح لا يضيء", arabic),
  "content/en/lamp/bulb.md": "---\ntitle: Change the bulb of a lamp\n---\nUnscrew the old bulb.\n",
  "content/el/lamp/bulb.md": "---\ntitle: Αλλάξτε τον λαμπτήρα\n---\nΞεβιδώστε τον παλιό λαμπτήρα.\n",
  "content/en/lamp/questions.md": "---\ntitle: Questions about lamps\nkind: faq\n---\n## How long does a bulb last?\n\nA year.\n\n## Which bulb fits?\n\nEach one.\n",
  ...Object.fromEntries(twins.map((name) => [`content/en/lamp/${name}.md`, `---\ntitle: The model ${name}\n---\nIt shines.\n`])),
  "content/en/staff.md": "---\ntitle: What the staff knows\naudience: internal\n---\nCanary.\n",
});

/** @param {string[]} args */
function built(...args) {
  const site = join(temporaryFolder(), "site");
  runProgram(["build", "--root", project, "--out", site, ...args]);
  return site;
}

const publicSite = built();
const staffSite = built("--audience", "internal");

const POLICY = `default-src 'self'; connect-src 'self' ${origin}`;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof serve>>} */
let staff;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  server = await serve(publicSite, { policy: POLICY });
  staff = await serve(staffSite, { policy: POLICY });
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
  staff.close();
  receiver.close();
});

/** @param {BrowserContextOptions & { script?: string }} [options]  `script` runs before the page's own */
async function visitor({ script, ...options } = {}) {
  received = [];
  const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.text().includes("Content Security Policy") && problems.push(message.text()));
  if (script) await page.addInitScript(script);
  return { page, context, problems };
}

/**
 * From the home page over a search, a result and the troubleshooter to the contact page.
 * @param {Page} page
 */
async function visit(page) {
  await page.goto(server.url(""));
  await page.locator("#ab-search-input").fill("bulb");
  await page.locator(".ab-option--result").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\/\?q=bulb/);
  await page.locator(".ab-result__link", { hasText: "Change the bulb" }).click();
  await page.waitForURL(server.url("lamp/bulb/"));
  await page.goto(server.url("lamp/no-light/"));
  await page.getByRole("link", { name: "Yes" }).click();
  await page.getByRole("link", { name: "Green & bright" }).click();
  await page.locator("header").getByRole("link", { name: "Contact us" }).click();
  await page.waitForURL(server.url("contact/"));
  await page.locator("#ab-capsule").waitFor();
}

/** @param {Page} page */
const parts = (page) => page.locator(".ab-capsule__text").allInnerTexts();

/**
 * @param {Page} page
 * @param {string} start
 */
const link = async (page, start) => (await page.locator(`.ab-channels a[href^='${start}']`).getAttribute("href")) ?? "";

const code = (/** @type {Page} */ page) => page.locator(".ab-capsule__digits").innerText();

/** The types and own fields of the events that arrived. */
const events = () => received.filter(({ path }) => path === "/events").map(({ body }) => JSON.parse(body));

test("a whole customer's visit from search to contact", async () => {
  const { page, context, problems } = await visitor();
  await visit(page);
  assert.deepEqual(await parts(page), [
    "The lamp gives no light\nIs the plug in? → Yes\nWhich colour? → Green & bright\n→ All is well",
    "3 results for “bulb”",
    "Change the bulb of a lamp",
    "The lamp gives no light",
    "Change the bulb of a lamp",
    "Browser",
    "English",
  ]);
  const at = (/** @type {string} */ path) => server.url(path);
  const text = [
    `Your answers: The lamp gives no light – ${at("lamp/no-light/?a=1.2")}`,
    "Is the plug in? → Yes",
    "Which colour? → Green & bright",
    "→ All is well",
    "3 results for “bulb”",
    `Answers you opened: Change the bulb of a lamp – ${at("lamp/bulb/")}`,
    `Pages you read: The lamp gives no light – ${at("lamp/no-light/")}`,
    `Pages you read: Change the bulb of a lamp – ${at("lamp/bulb/")}`,
    "Device: Browser",
    "Language: English",
  ];
  const mail = await link(page, "mailto:");
  assert.equal(mail, `mailto:help@example.org?subject=The%20lamp%20gives%20no%20light&body=${encodeURIComponent([...text, "", ""].join("\r\n"))}`);
  assert(mail.length <= 1800, `${mail.length}`);
  for (const [start, field] of [["https://wa.me/", "?text="], ["https://t.me/", "?text="], ["https://example.org/chat", "?room=2&text="]]) {
    const href = await link(page, start ?? "");
    assert(href.includes(`${field}${encodeURIComponent(text.join("\n"))}`), href);
  }
  const sms = await link(page, "sms:");
  assert(sms.startsWith("sms:+302100000001?body=Your%20answers") && sms.endsWith("%E2%80%A6%0A%0A") && sms.length <= 600, sms);
  assert.equal(await link(page, "tel:"), "tel:+302100000000");
  assert.equal(await link(page, "https://example.org/forum"), "https://example.org/forum");

  const spoken = await code(page);
  assert.match(spoken, /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{1,4}$/);
  assert.deepEqual(received.filter(({ path }) => path !== "/events"), [], "nothing is sent before the customer sends it");
  await page.locator("#ab-form-subject").fill("x");
  await page.locator("#ab-form-email").fill("ann@example.org");
  await page.locator("[name=message]").fill("It is dark.");
  await page.locator("#ab-contact-form button.ab-button").click();
  await page.locator(".ab-form__done").waitFor();
  const [form] = received.filter(({ path }) => path === "/form");
  const fields = new URLSearchParams(form?.body);
  assert.equal(fields.get("context")?.replaceAll("\r\n", "\n"), text.join("\n"));
  assert.equal(fields.get("message"), "It is dark.");
  assert.deepEqual(events().filter(({ type }) => type === "troubleshooter").map(({ path, outcome, page }) => ({ path, outcome, page })), [{ path: "1.2", outcome: "fine", page: "/help/lamp/no-light/" }]);

  await page.goto(staff.url("agent/"));
  await page.getByLabel("Code from a customer").fill(spoken.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l"));
  await page.locator("#ab-agent-visit dt").first().waitFor();
  assert.deepEqual((await page.locator("#ab-agent-visit").innerText()).split(/\n+/), [
    "Language", "English", "Device", "Browser", "Pages you read", "The lamp gives no light", "Answers you opened", "Change the bulb of a lamp",
    "Your answers", "The lamp gives no light", "Is the plug in? → Yes", "Which colour? → Green & bright", "→ All is well",
  ]);
  await page.getByRole("link", { name: "Change the bulb of a lamp" }).click();
  await page.waitForURL(staff.url("lamp/bulb/"));
  assert.deepEqual(problems, []);
  await context.close();
});

test("each part can be removed, by keyboard too, and stays so for the visit", async () => {
  const { page, context } = await visitor();
  await visit(page);
  const button = (/** @type {string} */ name) => page.getByRole("button", { name, exact: true });
  await button("Remove 3 results for “bulb”").focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#ab-capsule [role=status]").innerText(), "Removed: 3 results for “bulb”");
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-labelledby") && document.activeElement.closest("li")?.textContent);
  assert.equal(await focused(), "Change the bulb of a lampRemove");
  await page.keyboard.press("Space");
  assert(!(await link(page, "mailto:")).includes("bulb%E2%80%9D"));
  const before = await code(page);
  await button("Remove English").click();
  assert.equal(await focused(), "BrowserRemove", "the last one, where none follows");
  await page.goto(server.url("lamp/bulb/"));
  await page.goto(server.url("contact/"));
  assert.deepEqual((await parts(page)).slice(1), ["Change the bulb of a lamp", "The lamp gives no light", "Browser"]);
  assert(before);
  await page.getByRole("button", { name: "Remove everything" }).click();
  assert.equal(await page.locator("#ab-capsule [role=status]").innerText(), "Nothing goes along.");
  assert.equal(await page.evaluate(() => document.activeElement?.className), "ab-capsule__parts");
  assert.equal(await link(page, "mailto:"), "mailto:help@example.org");
  assert.equal(await link(page, "https://t.me/"), "https://t.me/example");
  assert.equal(await page.locator("[name=context]").count(), 0);
  assert(await page.locator(".ab-capsule__code").isHidden());
  await page.goto(server.url("lamp/bulb/"));
  await page.goto(server.url("contact/"));
  assert(await page.locator("#ab-capsule").isHidden());
  await context.close();
});

test("without a visit, without scripts and without storage the ways stay plain", async () => {
  const refused = 'for (const name of ["sessionStorage", "localStorage"]) Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } })';
  for (const options of [{}, { javaScriptEnabled: false }, { script: refused }]) {
    const { page, context, problems } = await visitor(options);
    if ("script" in options) await page.goto(server.url("lamp/no-light/?a=1.2"), { waitUntil: "networkidle" });
    await page.goto(server.url("contact/"), { waitUntil: "networkidle" });
    assert(await page.locator("#ab-capsule").isHidden());
    assert.equal(await link(page, "mailto:"), "mailto:help@example.org");
    assert.deepEqual(problems, []);
    await context.close();
  }
});

test("a code to be read out stands only where a phone is shown for the platform", async () => {
  const arabic = await serve(arabicSite());
  for (const platform of ["ios", "web"]) {
    const { page, context } = await visitor({ script: `localStorage.setItem("answerbook-platform", "${platform}")` });
    await page.goto(arabic.url("billing/refund/"));
    await page.goto(arabic.url("contact/"));
    await page.locator(".ab-capsule__remove").first().waitFor();
    assert.equal(await page.locator(".ab-channels a[href^='tel:']").isVisible(), platform === "ios");
    assert.equal(await page.locator(".ab-capsule__code").isVisible(), platform === "ios", platform);
    await context.close();
  }
  arabic.close();
});

test("what the address names is carried without storage, and is removed", async () => {
  const script = 'Object.defineProperty(window, "sessionStorage", { get() { throw new DOMException("no", "SecurityError"); } })';
  const { page, context } = await visitor({ script });
  await page.goto(server.url("contact/?q=zz%22%26"));
  assert.deepEqual(await parts(page), ["You searched for “zz\"&”.", "English"]);
  await page.getByRole("button", { name: "Remove You searched" }).click();
  assert.deepEqual(await parts(page), ["English"]);
  await context.close();
});

test("of what is too long for a mail the end is left out, the way to the answers stays", async () => {
  const { page, context } = await visitor();
  await page.goto(server.url("el/lamp/no-light/?a=1.1"));
  for (let count = 0; count < 12; count++) await page.goto(server.url(`el/search/?q=${encodeURIComponent(`λαμπτήρας που δεν ανάβει ${count}`)}`), { waitUntil: "networkidle" });
  await page.goto(server.url("el/contact/"));
  assert.equal((await parts(page)).length, 1 + 10 + 1 + 1 + 1);
  const mail = await link(page, "mailto:");
  assert(mail.length <= 1800 && mail.includes(encodeURIComponent("?a=1.1")) && mail.includes("Ελληνικά".replace(/./gu, encodeURIComponent)), mail);
  assert.equal(await code(page), await page.locator(".ab-capsule__digits").innerText());
  await context.close();
});

test("the code knows language and platform, and a wrong one is said to be wrong", async () => {
  const script = 'localStorage.setItem("answerbook-platform", "android")';
  const { page, context } = await visitor({ script });
  // Over a link that is no choice.
  await page.goto(server.url("el/lamp/no-light/?a=1.3.1.1"));
  await page.goto(server.url("el/contact/"));
  assert.deepEqual((await parts(page)).slice(-2), ["Κινητό Android", "Ελληνικά"]);
  const spoken = await code(page);
  await page.goto(staff.url("agent/"));
  const field = page.getByLabel("Code from a customer");
  await field.fill(spoken);
  await page.locator("#ab-agent-visit dt").first().waitFor();
  assert.deepEqual((await page.locator("#ab-agent-visit").innerText()).split(/\n+/), [
    "Language", "Ελληνικά", "Device", "Android phone", "Pages you read", "Η λάμπα δεν ανάβει",
    "Your answers", "Η λάμπα δεν ανάβει", "Είναι στην πρίζα; → Ναι", "Τι χρώμα έχει το φωτάκι; → …", "Είναι στην πρίζα; → Ναι", "Τι χρώμα έχει το φωτάκι; → Κόκκινο", "→ Η λάμπα έχει χαλάσει",
  ]);
  const wrong = `${spoken.startsWith("A") ? "B" : "A"}${spoken.slice(1)}`;
  await field.fill(wrong);
  assert.equal(await page.locator("#ab-agent-visit dt").count(), 0);
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#ab-agent-status").innerText(), "This code isn’t right. Ask for it again, and compare each character.");
  await page.goto(`${staff.url("ar/agent/")}?code=${spoken}`);
  await page.locator("#ab-agent-visit dt").first().waitFor();
  await context.close();
});

test("pages with the same hash are both shown, and one that is gone is said to be", async () => {
  const { page, context } = await visitor();
  const spoken = encode({ language: 0, platform: 0, page: `lamp/${twins[0]}/`, opened: "gone/", trail: undefined });
  await page.goto(`${staff.url("agent/")}?code=${spoken}`);
  await page.locator("#ab-agent-visit dt").first().waitFor();
  assert.deepEqual((await page.locator("#ab-agent-visit").innerText()).split(/\n+/), [
    "Language", "English", "Pages you read", "One of these:", ...[...twins].sort().map((name) => `The model ${name}`), "Answers you opened", "Not in this help centre",
  ]);
  await context.close();
});

test("answers are suggested while the subject is written, and what helped is told", async () => {
  const { page, context, problems } = await visitor();
  await page.goto(server.url("contact/"));
  const subject = page.locator("#ab-form-subject");
  await subject.click();
  await subject.pressSequentially("new bulb");
  const answers = page.locator(".ab-deflection__link");
  await answers.first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "ab-form-subject");
  await page.locator("#ab-deflection [role=status]", { hasText: /3 results|2 results/ }).waitFor({ state: "attached" });
  const [tab] = await Promise.all([context.waitForEvent("page"), answers.filter({ hasText: "Change the bulb" }).click()]);
  await tab.close();
  assert.equal(await subject.inputValue(), "new bulb");
  assert.deepEqual((await parts(page)).slice(0, 1), ["Change the bulb of a lamp"]);
  assert.deepEqual(events().map(({ type }) => type).filter((type) => type !== "view"), []);
  await page.getByRole("button", { name: "Was this helpful? Change the bulb of a lamp: Yes" }).click();
  await page.locator("#ab-deflection", { hasText: "Thank you for telling us." }).waitFor();
  await page.waitForTimeout(300);
  assert.deepEqual(events().filter(({ type }) => type === "deflected").map(({ q, to }) => ({ q, to })), [{ q: "new bulb", to: "/help/lamp/bulb/" }]);
  assert.deepEqual(problems, []);
  await context.close();
});

test("nothing moves when the page comes and when suggestions do, and none come for nothing", async () => {
  const { page, context } = await visitor();
  await page.goto(server.url("lamp/no-light/?a=1.2"));
  await page.goto(server.url("contact/"));
  await page.locator("#ab-capsule").waitFor();
  await page.evaluate(() => {
    Reflect.set(window, "shift", 0);
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => !Reflect.get(entry, "hadRecentInput") && Reflect.set(window, "shift", Reflect.get(window, "shift") + Reflect.get(entry, "value")))).observe({ type: "layout-shift", buffered: true });
  });
  await page.locator("#ab-form-subject").click();
  await page.keyboard.type("bu", { delay: 30 });
  await page.waitForTimeout(900);
  assert.equal(await page.locator(".ab-deflection__link").count(), 0);
  await page.keyboard.type("lb", { delay: 30 });
  await page.locator(".ab-deflection__link").first().waitFor();
  assert(await page.evaluate(() => Reflect.get(window, "shift")) < 0.0005);
  await context.close();
});

test("axe-core finds nothing, and it fits small phones", async () => {
  for (const language of ["", "ar/"]) {
    const { page, context } = await visitor({ viewport: { width: 320, height: 640 } });
    await page.goto(server.url(`${language}lamp/no-light/?a=1.2`));
    await page.goto(server.url(`${language}contact/`));
    await page.locator("#ab-form-subject").fill(language ? "المصباح" : "bulb");
    await page.locator(".ab-deflection__link").first().waitFor();
    const spoken = await code(page);
    for (const url of [undefined, `${staff.url(`${language}agent/`)}?code=${spoken}`, staff.url(`${language}lamp/no-light/`)]) {
      if (url) await page.goto(url, { waitUntil: "networkidle" });
      await page.locator(".ab-tree > summary").evaluateAll((all) => all.forEach((summary) => summary instanceof HTMLElement && summary.click()));
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        await page.emulateMedia({ colorScheme });
        const { violations, incomplete } = await check(page);
        assert.deepEqual([...violations, ...incomplete], [], `${url} ${colorScheme}`);
      }
      assert(await overflow(page) <= 0, url ?? "contact");
    }
    await context.close();
  }
});

test("targets are large enough", async () => {
  const { page, close } = await open(browser, server.url("lamp/no-light/?a=1.2"));
  await page.goto(server.url("contact/"));
  const heights = await page.locator("#ab-capsule :is(a, button)").evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)));
  assert(heights.length >= 3 && heights.every((height) => height >= 24), `${heights}`);
  await close();
});

test("the scripts are small, and those for the staff are not in the public site", () => {
  const names = ["agent", "agent-code", "capsule", "capsule-code", "deflect", "page", "troubleshooter"];
  const of = (/** @type {string} */ site) => files(site).filter((path) => names.some((name) => path.endsWith(`/${name}.js`)));
  assert.equal(of(staffSite).length, names.length);
  assert.equal(of(publicSite).length, names.length - 2);
  for (const path of of(staffSite)) {
    const { length } = gzipSync(readFileSync(join(staffSite, path)));
    assert(length <= 4096, `${path}: ${length} bytes`);
  }
});
