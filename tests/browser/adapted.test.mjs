// Pages hold when readers adapt them: without scripts, on paper, without motion, with more space in the text.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./browser.mjs";
import { arabicSite, ownSite, pageTypes, pages, serve, temporaryFolder } from "./site.mjs";

/** @import { BrowserContextOptions, Page } from "playwright-core" */

const own = ownSite();
const arabicFolder = arabicSite();
const types = Object.entries(pageTypes(own));
const arabicTypes = Object.entries(pageTypes(arabicFolder));

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof serve>>} */
let rightToLeft;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  server = await serve(own);
  rightToLeft = await serve(arabicFolder);
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
  rightToLeft.close();
});

/** Every type of page of both sites. */
const loads = () => [
  ...types.map(([type, address]) => ({ place: type, url: server.url(address) })),
  ...arabicTypes.map(([type, address]) => ({ place: `${type} in Arabic`, url: rightToLeft.url(address) })),
];

/**
 * @param {{ place: string, url: string }[]} list
 * @param {BrowserContextOptions} options
 * @param {(page: Page, place: string) => Promise<void>} look
 */
async function onEach(list, options, look) {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const page = await context.newPage();
  for (const { place, url } of list) {
    await page.goto(url);
    await look(page, place);
  }
  await context.close();
}

/* ---- without scripts ---- */

/**
 * The pages that links lead to from an address, followed as far as they go.
 * @param {string} site
 * @param {string} start  addresses that don't begin with it are left out
 * @returns {Set<string>}
 */
function reachedFrom(site, start) {
  const known = new Set(pages(site).filter((address) => address.startsWith(start)));
  const reached = new Set([start]);
  for (const address of reached) {
    const html = readFileSync(join(site, address, "index.html"), "utf8");
    for (const [, href = ""] of html.matchAll(/<a [^>]*?href="([^"#?]*)[^"]*"/g)) {
      if (/^[a-z]+:/.test(href) || href === "") continue;
      const target = decodeURIComponent(posix.join("/", address, href)).slice(1);
      if (known.has(target)) reached.add(target);
    }
  }
  return reached;
}

test("a page that no link leads to is noticed", () => {
  const folder = temporaryFolder();
  for (const name of ["", "linked", "lonely"]) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "index.html"), '<a class="x" href="linked/">x</a>');
  }
  assert.deepEqual([...reachedFrom(folder, "")], ["", "linked/"]);
});

for (const [name, site] of Object.entries({ "our help centre": own, "an Arabic site": arabicFolder })) {
  test(`links alone lead from the home page to every page of ${name}`, () => {
    // A page of updates that has none waits for them; nothing leads there yet.
    const waits = (/** @type {string} */ address) => address.endsWith("updates/") && !readFileSync(join(site, address, "index.html"), "utf8").includes("ab-notices");
    const all = pages(site).filter((address) => !waits(address));
    const homes = all.filter((address) => all.includes(`${address}search/`) && all.includes(address));
    assert(homes.length > 1);
    // The first home page is that of the whole site; each other one must reach all of its own language.
    for (const home of homes) {
      const reached = reachedFrom(site, home);
      assert.deepEqual(all.filter((address) => address.startsWith(home) && !reached.has(address)), [], `from ${home || "/"}`);
    }
  });
}

test("without scripts the search form leads to the list of everything", async () => {
  await onEach([{ place: "article", url: server.url("getting-started/install/") }], { javaScriptEnabled: false }, async (page) => {
    await page.locator("input[name=q]").fill("refund");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search/?q=refund");
    const listed = new Set(await page.locator("#ab-index a").evaluateAll((links) => links.map((link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname)));
    const articles = pages(own).filter((address) => !/^(el|fil|ms|ro)\//.test(address) && readFileSync(join(own, address, "index.html"), "utf8").includes('<article class="ab-article"'));
    assert(articles.length > 30);
    assert.deepEqual(articles.filter((address) => !listed.has(new URL(server.url(address)).pathname)), []);
    assert(await page.locator("#ab-index").isVisible());
  });
});

test("without scripts everything in the text shows", async () => {
  await onEach(loads(), { javaScriptEnabled: false }, async (page, place) => {
    assert.deepEqual(await hidden(page), [], place);
  });
});

/**
 * What of a page's text nobody can see, apart from what is folded away by its writer or meant for screen readers.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
function hidden(page) {
  return page.locator("main").evaluate((main) => {
    const elements = [...main.querySelectorAll("h1, h2, h3, h4, p, li, dt, dd, td, th, pre, figure, img, .ab-step, .ab-question__answer, .ab-callout")];
    const invisible = elements.filter((element) => !element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }));
    const meant = "[hidden], .ab-visually-hidden, nav, form, .ab-read, .ab-feedback, .ab-contact-search, .ab-specimens .ab-toc, details:not([open]) > :not(summary)";
    return invisible.filter((element) => !element.closest(meant)).map((element) => `${element.localName}.${element.className} ${element.textContent?.trim().slice(0, 40)}`);
  });
}

/* ---- on paper ---- */

test("all text is on paper, and nothing that only a screen can use", async () => {
  const printed = loads().filter(({ place }) => !/search|not found/.test(place));
  await onEach(printed, { viewport: { width: 720, height: 1000 } }, async (page, place) => {
    await page.emulateMedia({ media: "print" });
    assert.deepEqual(await hidden(page), [], place);
    assert.equal(await page.locator("header nav, .ab-search, .ab-skip-link").filter({ visible: true }).count(), 0, `${place}: controls on paper`);
    const folded = await page.locator("main details:not([open]) > :not(summary)").evaluateAll((parts) => parts.filter((part) => !part.closest("[hidden]") && !part.checkVisibility()).length);
    assert.equal(folded, 0, `${place}: what is folded away on the screen`);
    await page.emulateMedia({ media: null });
  });
});

/* ---- without motion ---- */

test("nothing moves where motion is not wanted", async () => {
  const moving = (/** @type {Page} */ page) => page.evaluate(() => {
    const styles = [...document.querySelectorAll("*")].flatMap((element) => [null, "::before", "::after"].map((part) => ({ element, style: getComputedStyle(element, part) })));
    const lasts = (/** @type {string} */ times) => times.split(",").some((time) => Number.parseFloat(time) > 0.001);
    const moved = styles.filter(({ style }) => (style.transitionProperty !== "none" && lasts(style.transitionDuration)) || (style.animationName !== "none" && lasts(style.animationDuration)) || style.scrollBehavior === "smooth");
    return [...moved.map(({ element }) => `${element.localName}.${element.className}`), ...document.getAnimations().filter(({ playState }) => playState === "running").map(() => "a running animation")];
  });
  await onEach(loads(), { reducedMotion: "reduce" }, async (page, place) => {
    assert.deepEqual([...new Set(await moving(page))], [], place);
  });
  await onEach(loads().slice(0, 1), { reducedMotion: "no-preference" }, async (page) => {
    assert((await moving(page)).length > 0, "with motion, something is noticed");
  });
});

/* ---- with more space in the text ---- */

/** What WCAG 1.4.12 asks pages to bear. */
const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }";

test("nothing is cut off when text has more space on a small phone", async () => {
  const cut = (/** @type {Page} */ page) => page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const clipped = [...document.body.querySelectorAll("*")].filter((element) => {
      const { overflowX, overflowY, display } = getComputedStyle(element);
      if (display === "inline" || !element.checkVisibility() || element.clientWidth <= 1 || element.closest("svg") || element.textContent?.trim() === "") return false;
      const lost = (/** @type {string} */ overflow) => overflow === "hidden" || overflow === "clip";
      return (lost(overflowX) && element.scrollWidth > element.clientWidth + 1) || (lost(overflowY) && element.scrollHeight > element.clientHeight + 1);
    });
    return [...(wide > 0 ? [`${wide} px too wide`] : []), ...clipped.map((element) => `${element.localName}.${element.className} is cut off`)];
  });
  const options = { viewport: { width: 320, height: 640 }, bypassCSP: true };
  await onEach(loads(), options, async (page, place) => {
    await page.addStyleTag({ content: SPACING });
    assert.deepEqual(await cut(page), [], place);
  });
  await onEach(loads().slice(0, 1), options, async (page) => {
    await page.addStyleTag({ content: "h1 { block-size: 10px; overflow: hidden }" });
    assert((await cut(page)).some((line) => line.startsWith("h1")), "what is cut off is noticed");
  });
});
