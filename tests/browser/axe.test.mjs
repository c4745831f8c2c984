// axe-core finds nothing on any type of page: light and dark, left-to-right and right-to-left, on a phone, a tablet and a
// desktop, with menus and the search open and closed, in forced colours.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Findings, SCHEMES, WIDTHS, check, checkStates } from "./accessibility.mjs";
import { launch } from "./browser.mjs";
import { languageTags } from "./samples.mjs";
import { arabicSite, languagesSite, ownSite, serve } from "./site.mjs";
import { furtherPages, holdRedirects, views } from "./views.mjs";

/** @import { BrowserContextOptions, Page } from "playwright-core" */
/** @import { View } from "./views.mjs" */

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

/**
 * Looks at views one after another in one page, since starting a page costs more than resizing it.
 * @param {string} site
 * @param {View[]} list
 * @param {(page: Page) => Promise<Findings>} look
 * @param {BrowserContextOptions} [options]
 */
async function lookAt(site, list, look, options) {
  const server = await serve(site);
  const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const all = new Findings();
  for (const { name, address, prepare } of list) {
    if (name === "redirect") await holdRedirects(page);
    else await page.unrouteAll();
    await page.goto(server.url(address));
    await prepare?.(page);
    all.join(`${name} (${decodeURIComponent(address)})`, await look(page));
  }
  await context.close();
  server.close();
  return all;
}

/**
 * Checks a page that was loaded in forced colours.
 * @param {Page} page
 */
async function checkForced(page) {
  // Chromium reports a text's fill colour as it was before it was forced, and axe-core reads that one; what is painted is `color`.
  await page.evaluate(() => {
    const original = getComputedStyle;
    window.getComputedStyle = (element, part) => {
      const style = original(element, part);
      const get = style.getPropertyValue.bind(style);
      style.getPropertyValue = (name) => get(name === "-webkit-text-fill-color" ? "color" : name);
      return style;
    };
  });
  const found = new Findings();
  found.add("forced colours", await check(page));
  return found;
}

/** @param {Findings} found */
function assertNothing(found) {
  assert.equal(found.report("violations"), "");
  assert.equal(found.report("incomplete"), "", "axe-core can't judge it, and nobody has explained why it is in order");
}

const own = ownSite();
const english = views(own);
const greek = views(own, { language: "el/" }).filter(({ name }) => /^(home|search|results|article with open search)$/.test(name));
greek.push(...["getting-started/install/", "getting-started/questions/"].map((address) => ({ name: "Greek", address: `el/${address}`, status: 200 })));
const rest = furtherPages(own, english.map(({ address }) => address)).map((address) => ({ name: "further page", address, status: 200 }));
const rightToLeft = arabicSite();
const arabicViews = views(rightToLeft);
const manyLanguages = languagesSite();
const languageViews = languageTags.flatMap((tag, index) => {
  const list = views(manyLanguages, { language: index === 0 ? "" : `${tag}/` });
  return list.filter(({ name }) => !/^(updates|no results)| with /.test(name)).map((view) => ({ ...view, name: `${tag}: ${view.name}` }));
});

test("bad pages are noticed", async () => {
  const page = await browser.newPage();
  await page.setContent('<!doctype html><html><title>x</title><p style="color:#aaa">faint</p><img src=x><h4>x</h4><input><a href=#></a>');
  const { violations } = await check(page);
  for (const rule of ["color-contrast", "image-alt", "label", "link-name", "html-has-lang", "landmark-one-main"]) {
    assert(violations.some((line) => line.startsWith(`${rule} at`)), `${rule} among\n${violations.join("\n")}`);
  }
  await page.setContent('<!doctype html><html lang=en><title>x</title><main><h1>x</h1><button style="width:9px;height:9px">a</button><button style="width:9px;height:9px">b</button></main>');
  assert((await check(page)).violations.some((line) => line.startsWith("target-size at")), "a target of 9 pixels");
  await page.close();
});

test("every type of page is looked at", () => {
  for (const list of [english, arabicViews]) {
    const names = list.map(({ name }) => name);
    for (const name of ["home", "search", "results", "no results", "category", "article", "faq", "how-to", "troubleshooter", "troubleshooter with answers", "not found", "redirect"]) assert(names.includes(name), name);
    for (const name of ["home", "article"]) assert(names.includes(`${name} with open search`), name);
  }
});

test("axe-core finds nothing in light and dark at any width", { concurrency: true }, async (t) => {
  const sets = [
    { direction: "left-to-right", site: own, list: [...english, ...greek, ...rest] },
    { direction: "right-to-left", site: rightToLeft, list: arabicViews },
    { direction: "Hebrew, Greek, Thai and Japanese", site: manyLanguages, list: languageViews },
  ];
  await Promise.all(sets.map(({ direction, site, list }) => t.test(direction, async (t) => {
    const found = await lookAt(site, list, checkStates);
    assert.equal(found.states, list.length * WIDTHS.length * SCHEMES.length);
    t.diagnostic(`${found.states} states of ${list.length} views`);
    assertNothing(found);
  })));
});

test("axe-core finds nothing in forced colours", async (t) => {
  // Chromium mixes the colours when they are forced on a page that is open already, so each is loaded with them.
  const options = { forcedColors: /** @type {const} */ ("active"), colorScheme: /** @type {const} */ ("dark") };
  const found = await lookAt(own, english, checkForced, options);
  t.diagnostic(`${found.states} states`);
  assertNothing(found);
});
