// What the script of reading pages adds: copying, links to questions, ticks of steps, enlarged pictures, the menu of languages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./browser.mjs";
import { serve, siteOf } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900" viewBox="0 0 16 9"><path d="M0 0h16v9H0z"/></svg>\n';
const FIGURE = '![The sign-in page](sign-in.svg "Where to sign in")\n';
const STEPS = "1. Open the page.\n2. Choose **Reset**.\n3. Read the email.\n";
const QUESTIONS = ["Is it safe?", "When will it come?", "Who pays?"].map((question) => `## ${question}\n\n${"An answer of some length. ".repeat(60)}\n`).join("\n");

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  server = await serve(siteOf({
    "answerbook.yaml": "title: Help\nlanguages: [en, el]\n",
    "content/en/sign-in.svg": PICTURE,
    "content/en/text.md": `---\ntitle: Text\n---\n## One\n\n\`\`\`sh\necho one\necho two\n\`\`\`\n\n${FIGURE}\n## Two\n\nText.\n`,
    "content/en/steps.md": `---\ntitle: Steps\nkind: how-to\n---\n${STEPS}\nThat is all.\n`,
    "content/en/more.md": `---\ntitle: More\nkind: how-to\n---\n${STEPS}4. Close it.\n`,
    "content/en/questions.md": `---\ntitle: Questions\nkind: faq\n---\n${QUESTIONS}`,
    "content/el/text.md": "---\ntitle: Κείμενο\n---\nΚείμενο.\n",
  }));
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
});

const said = (/** @type {Page} */ page) => page.locator(".ab-toast").innerText();
const focus = (/** @type {Page} */ page) => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120) ?? "");

/**
 * Makes `localStorage` throw, as browsers do that may not keep anything.
 * @param {Page} page
 */
const forbidStorage = (page) =>
  page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("denied", "SecurityError"); } });
  });

test("an article asks for a page, a stylesheet and a script", async () => {
  const { page, close } = await open(browser, server.url("more/"));
  /** @type {string[]} */
  const requests = [];
  page.on("request", (request) => requests.push(request.url().replace(/.*\./, "")));
  for (const address of ["text/", "steps/", "questions/"]) {
    requests.length = 0;
    await page.goto(server.url(address), { waitUntil: "networkidle" });
    assert.deepEqual(requests.filter((name) => ["js", "css", "json"].includes(name)).sort(), ["css", "js"], address);
  }
  await close();
});

for (const clipboard of [true, false]) {
  test(`code and links are copied ${clipboard ? "with" : "without"} the clipboard's interface`, async () => {
    const { page, problems, close } = await open(browser, server.url("text/"), { permissions: clipboard ? ["clipboard-read", "clipboard-write"] : [] });
    await page.addInitScript((clipboard) => {
      document.addEventListener("copy", () => Reflect.set(window, "copied", getSelection()?.toString() || Reflect.get(document.activeElement ?? {}, "value")));
      if (!clipboard) Object.defineProperty(navigator, "clipboard", { value: undefined });
    }, clipboard);
    await page.reload();
    const clip = () => page.evaluate((clipboard) => (clipboard ? navigator.clipboard.readText() : Reflect.get(window, "copied")), clipboard);
    const button = page.getByRole("button", { name: "Copy" });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Copied" }).waitFor();
    assert.equal(String(await clip()).trim(), "echo one\necho two");
    assert.equal(await said(page), "Copied");
    assert.match(await focus(page), /ab-code__copy/, "the focus stays");
    await button.waitFor({ timeout: 4000 });

    const anchor = page.locator(".ab-anchor").last();
    const { x } = (await anchor.boundingBox()) ?? { x: 0 };
    await anchor.click();
    await page.locator(".ab-toast", { hasText: "Link copied" }).waitFor();
    assert.equal(new URL(page.url()).hash, "#two", "the link leads there, too");
    assert.equal(await clip(), page.url());
    assert.equal((await anchor.boundingBox())?.x, x, "nothing moves");
    await page.locator(".ab-toast").filter({ hasText: /^$/ }).waitFor({ state: "attached", timeout: 6000 });
    const [tab] = await Promise.all([page.context().waitForEvent("page"), anchor.click({ modifiers: ["Control"] })]);
    assert.equal(await said(page), "", "with a modifier key the link is only a link");
    await tab.close();
    assert.deepEqual(problems, []);
    await close();
  });
}

test("without scripts there is no button to copy", async () => {
  const { page, close } = await open(browser, server.url("text/"), { javaScriptEnabled: false });
  assert.equal(await page.locator(".ab-code__copy").isVisible(), false);
  await close();
});

test("a question that is linked to has the focus", async () => {
  const { page, problems, close } = await open(browser, server.url("questions/#who-pays"));
  await page.waitForFunction(() => document.activeElement?.id === "who-pays");
  const onScreen = () => page.waitForFunction(() => { const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? { top: -1, bottom: 0 }; return top >= 0 && bottom < innerHeight; });
  await onScreen();
  await page.evaluate(() => (location.hash = "#is-it-safe"));
  await page.waitForFunction(() => document.activeElement?.id === "is-it-safe");
  await onScreen();
  assert.notEqual(await page.locator("#is-it-safe").evaluate((title) => getComputedStyle(title).textDecorationLine), "none", "it is marked");
  await page.keyboard.press("Tab");
  assert.match(await focus(page), /href="#is-it-safe"/, "reading goes on from there");
  await page.goto(server.url("questions/#%E0%A4%A"));
  await page.reload();
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "BODY", "a broken address does no harm");
  assert.deepEqual(problems, []);
  await close();
});

test("ticks are remembered for their page, and can be taken back", async () => {
  const { page, problems, close } = await open(browser, server.url("steps/"));
  const box = (/** @type {number} */ number) => page.getByRole("checkbox", { name: `Step ${number} done` });
  const again = page.getByRole("button", { name: "Start again" });
  const below = page.getByText("That is all.");
  assert.equal(await again.count(), 0);
  const before = await below.boundingBox();
  await box(2).focus();
  await page.keyboard.press("Space");
  assert(await again.isVisible());
  assert.deepEqual(await below.boundingBox(), before, "nothing moves");
  const target = await box(2).boundingBox();
  assert(target && target.width >= 24 && target.height >= 24);
  await page.reload();
  assert.deepEqual([await box(1).isChecked(), await box(2).isChecked()], [false, true]);
  await page.goto(server.url("more/"));
  assert.equal(await box(2).isChecked(), false, "another page has its own");
  await page.goto(server.url("steps/"));
  await again.click();
  assert.equal(await box(2).isChecked(), false);
  assert.match(await focus(page), /Step 1 done/);
  await page.reload();
  assert.equal(await box(2).isChecked(), false);
  await page.evaluate(() => localStorage.setItem(`answerbook-steps:${location.pathname}`, "xxxx"));
  await page.reload();
  assert.equal(await box(1).isChecked(), false, "a procedure that had another number of steps is another one");
  assert.deepEqual(problems, []);
  await close();
});

test("where nothing may be kept, ticks and the search work until the page is left", async () => {
  const { page, problems, close } = await open(browser, server.url("text/"));
  await forbidStorage(page);
  await page.goto(server.url("steps/"));
  await page.getByRole("checkbox").first().check();
  assert(await page.getByRole("button", { name: "Start again" }).isVisible());
  await page.getByRole("combobox").focus();
  await page.keyboard.type("safe");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".ab-result").first().waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("a picture is enlarged in a dialog that gives the focus back", async () => {
  const { page, close } = await open(browser, server.url("text/"), { viewport: { width: 400, height: 600 } });
  const opener = page.locator("a.ab-figure__zoom");
  const dialog = page.getByRole("dialog", { name: "Where to sign in" });
  const ways = [() => page.keyboard.press("Escape"), () => page.keyboard.press("Enter"), () => page.mouse.click(390, 590)];
  for (const leave of ways) {
    await opener.focus();
    await page.keyboard.press("Enter");
    await dialog.waitFor();
    assert.equal(await focus(page).then((html) => html.includes("ab-zoom__close")), true, "Close has the focus");
    const box = await dialog.getByRole("button", { name: "Close" }).boundingBox();
    assert(box && box.height >= 24 && box.x + box.width <= 400);
    await leave();
    await dialog.waitFor({ state: "detached" });
    assert.match(await focus(page), /ab-figure__zoom/);
  }
  assert.match(page.url(), /\/text\/$/);
  await close();
});

test("where the dialog can't be loaded the picture opens by itself", async () => {
  const { page, close } = await open(browser, server.url("text/"));
  await page.route(/zoom\.js/, (route) => route.abort());
  await page.locator("a.ab-figure__zoom").click();
  await page.waitForURL(/sign-in\.svg$/);
  await close();
});

test("the menu of languages closes by Escape, a click elsewhere and when the focus leaves", async () => {
  const { page, close } = await open(browser, server.url("text/"));
  const menu = page.locator("details.ab-languages");
  const isOpen = () => menu.evaluate((details) => /** @type {HTMLDetailsElement} */ (details).open);
  const summary = menu.locator("summary");
  await summary.click();
  assert.equal(await isOpen(), true);
  await page.keyboard.press("Tab");
  assert.equal(await isOpen(), true, "the focus is in it");
  await page.keyboard.press("Escape");
  assert.equal(await isOpen(), false);
  assert.match(await focus(page), /<summary/);
  await summary.click();
  await page.locator("h1").click();
  assert.equal(await isOpen(), false);
  await summary.click();
  await page.locator(".ab-footer a").first().focus();
  assert.equal(await isOpen(), false);
  await close();
});

test("Control and K lead to the search, but not out of another field", async () => {
  const { page, close } = await open(browser, server.url("steps/"));
  await page.getByRole("checkbox").first().focus();
  await page.keyboard.press("Control+k");
  assert.match(await focus(page), /name="q"/);
  await page.evaluate(() => document.querySelector("main")?.append(document.createElement("textarea")));
  await page.locator("textarea").focus();
  await page.keyboard.press("Control+k");
  assert.match(await focus(page), /<textarea/);
  await close();
});
