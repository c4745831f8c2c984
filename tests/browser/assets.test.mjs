// What is published short means what the theme's files say.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import ts from "typescript";

import { launch } from "./browser.mjs";
import { files, ownSite, repository } from "./site.mjs";

/** @import { Browser } from "playwright-core" */

const theme = join(repository, "themes", "default");
/** @type {string} */
let site;
/** @type {Browser} */
let browser;

before(async () => {
  site = ownSite();
  browser = await launch();
});
after(() => browser.close());

/**
 * A script as its syntax tree says it, without comments.
 * @param {string} text
 */
function meaning(text) {
  const tree = ts.createSourceFile("a.js", text, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS);
  return ts.createPrinter({ removeComments: true }).printFile(tree);
}

test("scripts keep every word but their comments", () => {
  const scripts = files(site).filter((path) => /^assets\/scripts\..*\.js$/.test(path));
  assert(scripts.length >= 4);
  for (const path of scripts) {
    const original = readFileSync(join(theme, "js", path.replace(/^.*\//, "")), "utf8");
    const published = readFileSync(join(site, path), "utf8");
    assert.equal(meaning(published), meaning(original), path);
    assert(published.length < original.length && !/^\s|^\/\//m.test(published), `${path} is short`);
  }
  const search = scripts.find((path) => path.endsWith("/search.js"));
  assert.equal(readFileSync(join(site, "assets/search.js"), "utf8"), readFileSync(join(site, String(search)), "utf8"));
});

test("a changed script is noticed", () => {
  assert.notEqual(meaning("f(`\n  // a\n`);"), meaning("f(`\n`);"));
});

/**
 * The rules that the browser reads in a stylesheet. It keeps values with custom properties as they are written, so white
 * space that means nothing is taken out.
 * @param {string} text
 */
async function rules(text) {
  const page = await browser.newPage();
  const found = await page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return [...sheet.cssRules].map((rule) => rule.cssText);
  }, text);
  await page.close();
  return found.map((rule) => rule.replace(/\s+/g, " ").replace(/([,(:]) /g, "$1").replace(/ ([,)])/g, "$1"));
}

test("the stylesheet keeps every rule", async () => {
  const [path] = files(site).filter((path) => /^assets\/style\..*\.css$/.test(path));
  const all = files(join(theme, "css"));
  const sheets = all.filter((sheet) => !sheet.startsWith("pages/")).sort((a, b) => Number(b === "layers.css") - Number(a === "layers.css"));
  const original = sheets.map((sheet) => readFileSync(join(theme, "css", sheet), "utf8")).join("\n");
  const published = await rules(readFileSync(join(site, path ?? ""), "utf8"));
  const brand = published.pop() ?? "";
  assert.match(brand, /^:root \{ --ab-accent:#/);
  assert.deepEqual(published, await rules(original));
  for (const sheet of all.filter((sheet) => sheet.startsWith("pages/"))) {
    const name = sheet.replace(/^pages\/|\.css$/g, "");
    const own = files(site).find((path) => path.startsWith(`assets/${name}.`) && path.endsWith(".css"));
    // What only an internal edition has.
    if (name === "agent") assert.equal(own, undefined);
    else assert.deepEqual(await rules(readFileSync(join(site, own ?? ""), "utf8")), await rules(readFileSync(join(theme, "css", sheet), "utf8")), sheet);
  }
  assert.notDeepEqual(await rules("a :hover{b:c}"), await rules("a:hover{b:c}"));
});
