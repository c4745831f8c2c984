// The preview in a real browser: what was saved is shown without losing the place, and errors are shown over the page.

import assert from "node:assert/strict";
import { after, before, test as nodeTest } from "node:test";

import { checkStates } from "./accessibility.mjs";
import { launch, open } from "./browser.mjs";
import { preview as start } from "./preview.mjs";
import { arabic } from "./samples.mjs";

/** @import { Page } from "playwright-core" */

const paragraphs = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} of a long article.`).join("\n\n");
/** @param {string} text */
const article = (text) => `---\ntitle: Refunds\n---\n${text}\n\n<details><summary>More</summary>\n\nHidden.\n\n</details>\n\n${paragraphs}\n`;
const broken = article("Once [upon](a-time.md).");

const project = {
  "answerbook.yaml": "title: Help\nbase_url: https://help.example/kb/\n",
  "content/refund.md": article("Within **14** days."),
  "content/other.md": "---\ntitle: Other\n---\nNothing.\n",
  "themes/acme/css/90-own.css": "h1 { color: rgb(1 2 3); }\n",
};

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/**
 * A test that ends what it started, also when it fails.
 * @param {string} name
 * @param {() => Promise<void>} body
 */
function test(name, body) {
  nodeTest(name, { timeout: 60_000 }, async () => {
    try {
      await body();
    } finally {
      await Promise.all(running.splice(0).map((end) => end()));
    }
  });
}

/** @type {(() => Promise<void>)[]} */
const running = [];

/** @type {typeof start} */
async function preview(files, options) {
  const started = await start(files, options);
  running.push(started.stop);
  return started;
}

/**
 * A page that knows whether it was loaded again, and whether its scripts are ready.
 * @param {string} url
 * @param {Parameters<typeof open>[2]} [options]
 */
async function visit(url, options) {
  const opened = await open(browser, url, options);
  opened.page.setDefaultTimeout(15_000);
  running.push(opened.close);
  await opened.page.waitForLoadState("networkidle", { timeout: 1500 }).catch(() => {});
  await opened.page.evaluate(() => Reflect.set(window, "same", true));
  return opened;
}

/** @param {Page} page */
const wasReloaded = (page) => page.evaluate(() => !Reflect.get(window, "same"));
/** @param {Page} page */
const overlay = (page) => page.locator("answerbook-preview").getByRole("alertdialog");

test("what was saved is shown, at the same place", async () => {
  const { origin, write } = await preview(project);
  const { page, problems } = await visit(`${origin}/kb/refund/`, { viewport: { width: 1000, height: 500 } });
  await page.locator("details").first().evaluate((element) => element.setAttribute("open", ""));
  await page.evaluate(() => scrollTo(0, 900));
  write("content/refund.md", article("Within **30** days."));
  await page.getByText("Within 30 days").waitFor({ state: "attached" });
  await page.waitForFunction(() => scrollY === 900);
  assert(await wasReloaded(page));
  assert.equal(await page.locator("details").first().evaluate((element) => element.hasAttribute("open")), true);
  assert.deepEqual(problems, []);
});

test("a page that another edit doesn't change stays as it is", async () => {
  const { origin, write } = await preview(project);
  const { page, problems } = await visit(`${origin}/kb/refund/`);
  const asked = page.waitForResponse((response) => response.request().method() === "HEAD");
  write("content/other.md", "---\ntitle: Other\n---\nSomething.\n");
  await asked;
  await page.waitForTimeout(300);
  assert(!(await wasReloaded(page)));
  assert.deepEqual(problems, []);
});

test("stylesheets are exchanged without a reload, and the page is never without", async () => {
  const files = { ...project, "answerbook.yaml": `${project["answerbook.yaml"]}theme: acme\n` };
  const { origin, write } = await preview(files);
  const { page, problems } = await visit(`${origin}/kb/refund/`);
  const colour = () => page.locator("h1").evaluate((element) => getComputedStyle(element).color);
  assert.equal(await colour(), "rgb(1, 2, 3)");
  await page.evaluate(() => {
    /** @type {number[]} */
    const seen = [];
    Reflect.set(window, "seen", seen);
    const look = () => {
      seen.push(document.styleSheets.length);
      requestAnimationFrame(look);
    };
    look();
  });
  for (const [red, count] of [[9, 1], [8, 1]]) {
    write("themes/acme/css/90-own.css", `h1 { color: rgb(${red} 2 3); }\n`);
    await page.waitForFunction((red) => getComputedStyle(document.querySelector("h1") ?? document.body).color === `rgb(${red}, 2, 3)`, red);
    await page.waitForFunction((count) => document.querySelectorAll("link[rel=stylesheet]").length === count, count);
  }
  assert(!(await wasReloaded(page)));
  assert.deepEqual(await page.evaluate(() => Reflect.get(window, "seen").filter((/** @type {number} */ count) => count === 0)), []);
  assert.deepEqual(problems, []);
});

test("a picture that changes under its name is shown", async () => {
  /** @param {string} fill */
  const picture = (fill) => `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="${fill}"/></svg>`;
  const files = { ...project, "content/other.md": "---\ntitle: Other\n---\n![A square](a.svg)\n", "content/a.svg": picture("red") };
  const { origin, write } = await preview(files);
  const { page } = await visit(`${origin}/kb/other/`);
  write("content/a.svg", picture("blue"));
  await page.waitForFunction(() => !Reflect.get(window, "same"));
});

test("an error is shown over the last good page, and leaves when it is mended", async () => {
  const { origin, write, said } = await preview(project);
  const { page, problems } = await visit(`${origin}/kb/refund/`);
  write("content/refund.md", broken);
  const dialog = overlay(page);
  await dialog.waitFor();
  const text = await dialog.innerText();
  for (const part of ["content/refund.md:4:13", "broken-link", "a-time.md", "Once [upon](a-time.md).", "1 problem to mend"]) {
    assert(text.includes(part), `no ${part} in ${text}`);
  }
  // The terminal follows, when all problems are known.
  for (let looks = 0; looks < 200 && !said().includes("content/refund.md:4:13"); looks++) await page.waitForTimeout(50);
  assert(said().includes("content/refund.md:4:13"));
  assert.equal(await dialog.locator("mark").innerText(), "a-time.md");
  assert.match(await dialog.locator(".problem__hint").evaluate((element) => getComputedStyle(element, "::before").content + element.textContent), /Help: ..+/);
  // The last good page is underneath, also when it is loaded anew.
  await page.getByText("Within 14 days").waitFor();
  await page.reload();
  await overlay(page).waitFor();
  await page.getByText("Within 14 days").waitFor();
  write("content/refund.md", article("Within **15** days."));
  await page.getByText("Within 15 days").waitFor();
  await overlay(page).waitFor({ state: "hidden" });
  assert.deepEqual(problems, []);
});

test("the overlay is read and left by the keyboard, and can be brought back", async () => {
  const { origin, write } = await preview(project);
  const { page, problems } = await visit(`${origin}/kb/refund/`);
  const link = page.getByRole("link", { name: "Help" }).first();
  await link.focus();
  write("content/refund.md", broken);
  const dialog = overlay(page);
  await dialog.waitFor();
  assert.equal(await dialog.getAttribute("aria-labelledby"), "title");
  const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className ?? document.activeElement?.className);
  assert.equal(await focused(), "title");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "close");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert(await link.evaluate((element) => element === document.activeElement), "the focus is where it was");
  // The same problems don't come back by themselves.
  write("content/other.md", "---\ntitle: Other\n---\nSomething.\n");
  await page.waitForTimeout(500);
  assert(!(await dialog.isVisible()));
  const again = page.locator("answerbook-preview").getByRole("button", { name: "1 problem" });
  await again.click();
  await dialog.waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await dialog.waitFor({ state: "hidden" });
  // Others do.
  write("content/other.md", "---\ntitle: Other\n---\n[x](y.md)\n");
  await dialog.getByText("2 problems").waitFor();
  // Mended, with the same text of the page: nothing is left, and nothing was loaded again.
  write("content/other.md", "---\ntitle: Other\n---\nNothing.\n");
  write("content/refund.md", project["content/refund.md"]);
  await dialog.waitFor({ state: "hidden" });
  await again.waitFor({ state: "hidden" });
  assert(!(await wasReloaded(page)));
  assert.deepEqual(problems, []);
});

test("what a problem quotes is text, and nothing else", async () => {
  const { origin, write } = await preview(project);
  const { page, problems } = await visit(`${origin}/kb/refund/`);
  write("content/other.md", '---\ntitle: Other\nkind: <img src=x onerror="document.title=1"><script>document.title=2</script>\n---\n');
  await overlay(page).getByText("<script>").first().waitFor();
  assert.equal(await overlay(page).locator("img, script").count(), 0);
  assert.deepEqual(problems, []);
});

test("the search finds what was just saved, also while it is open", async () => {
  const { origin, write } = await preview(project);
  const { page, problems } = await visit(`${origin}/kb/refund/`, { viewport: { width: 1280, height: 800 } });
  const field = page.locator("form.ab-search--header [name=q]");
  await field.click();
  await page.keyboard.type("zanzibar", { delay: 20 });
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/search/index.json")));
  write("content/other.md", "---\ntitle: Other\n---\nShips to Zanzibar.\n");
  await page.getByRole("option").filter({ hasText: "Other" }).first().waitFor();
  assert.equal(await field.inputValue(), "zanzibar");
  assert.deepEqual(problems, []);
  await page.goto(`${origin}/kb/search/?q=mombasa`);
  write("content/other.md", "---\ntitle: Other\n---\nShips to Mombasa.\n");
  await page.locator("#ab-results").getByText("Mombasa").first().waitFor();
});

test("a page without a first site recovers by itself", async () => {
  const { origin, write } = await preview({ ...project, "content/refund.md": broken });
  const { page } = await visit(`${origin}/kb/refund/`, { status: 500 });
  await page.getByText("content/refund.md:4:13").waitFor();
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "The site can’t be built yet");
  assert.equal(await overlay(page).count(), 0, "the page is enough");
  write("content/refund.md", broken.replace("a-time", "another-time"));
  await page.getByText("another-time.md").first().waitFor();
  write("content/refund.md", project["content/refund.md"]);
  await page.getByText("Within 14 days").waitFor();
});

test("a preview that ended is said quietly, and found again", async () => {
  const first = await preview(project);
  const { page } = await visit(`${first.origin}/kb/refund/`);
  await first.stop();
  await page.getByText("The preview has ended").waitFor({ timeout: 10_000 });
  first.write("content/refund.md", article("Within **16** days."));
  await preview({}, { root: first.root, port: Number(new URL(first.origin).port) });
  await page.getByText("Within 16 days").waitFor();
  assert(!(await page.getByText("The preview has ended").isVisible()));
});

test("a new article appears where its address was wrong, and a removed one goes", async () => {
  const { origin, write } = await preview(project);
  const { page } = await visit(`${origin}/kb/soon/`, { status: 404 });
  assert.match(await page.title(), /not found/i);
  write("content/soon.md", "---\ntitle: Soon\n---\nHere it is.\n");
  await page.getByText("Here it is.").waitFor();
});

test("on a page from right to left the overlay is from left to right, and fits a phone", async () => {
  const { origin, write } = await preview(arabic);
  const { page } = await visit(`${origin}/help/`, { viewport: { width: 320, height: 640 } });
  assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
  write("content/ar/broken.md", `---\ntitle: كيف\n---\nاقرأ [الأسئلة](${"long-".repeat(40)}.md) أو\n`);
  const dialog = overlay(page);
  await dialog.waitFor();
  assert.equal(await dialog.evaluate((element) => getComputedStyle(element).direction), "ltr");
  assert.equal(await dialog.locator(".problem__line").evaluate((element) => getComputedStyle(element).direction), "rtl");
  const wide = await dialog.evaluate((element) => [element.scrollWidth - element.clientWidth, element.getBoundingClientRect().width]);
  assert.deepEqual(wide, [0, 288]);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
});

test("axe-core finds nothing wrong with the overlay, its button and the page of problems", async () => {
  const several = `---\ntitle: Refunds\nkind: novel\ntimee: 3\n---\nOnce [upon](a-time.md).\n`;
  const { origin, write } = await preview({ ...project, "content/refund.md": several });
  const { page } = await visit(`${origin}/kb/refund/`, { status: 500 });
  /** @param {string} state */
  async function look(state) {
    const found = await checkStates(page);
    // It can't tell contrasts in the top layer. The page of problems has the same colours, and there it can.
    const unclear = found.lines("incomplete").filter((line) => !/^color-contrast at answerbook-preview,.*: Unable to determine/.test(line));
    assert.deepEqual([...found.lines("violations"), ...unclear], [], state);
  }
  await look("the page of problems");
  write("content/refund.md", project["content/refund.md"]);
  await page.getByText("Within 14 days").waitFor();
  write("content/refund.md", several);
  await overlay(page).waitFor();
  await look("the overlay");
  await page.keyboard.press("Escape");
  await look("the button");
});
