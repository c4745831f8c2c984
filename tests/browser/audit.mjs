// Measures the pages of any project: axe-core, html-validate, the Nu HTML checker, weight, requests, layout shift, policy.
//
//     node audit.mjs PROJECT [--pages 3] [--languages en,el,ar,ja]
//
// `--pages` says how many articles of each language are looked at beside one page of every type. What lies in a writer's text is
// counted apart from what is the theme's. Ends with status 1 where something is the theme's.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { Findings, IN_TEXT, checkStates } from "./accessibility.mjs";
import { inParallel, launch, overflow } from "./browser.mjs";
import { nuProblems, problemsOfSite } from "./markup.mjs";
import { build, files, languagesOf, pages, serve, typeOf } from "./site.mjs";
import { holdRedirects, views } from "./views.mjs";
import { table, weigh } from "./weight.mjs";

/** @import { View } from "./views.mjs" */
/** @import { Weight } from "./weight.mjs" */

const { values, positionals } = parseArgs({ allowPositionals: true, options: { pages: { type: "string", default: "3" }, languages: { type: "string" } } });
const root = resolve(positionals[0] ?? ".");
const site = build(root);
const all = languagesOf(site);
const wanted = values.languages?.split(",") ?? all.map(({ tag }) => tag);
const languages = all.filter(({ tag }) => wanted.includes(tag));
let faults = 0;

/**
 * Prints a heading and, below it, how often each kind of problem is there, with an example.
 * @param {string} title
 * @param {{ kind: string, example: string }[]} problems
 */
function report(title, problems) {
  console.log(`\n${title}: ${problems.length === 0 ? "nothing" : ""}`);
  /** @type {Map<string, { example: string }[]>} */
  const kinds = new Map();
  for (const problem of problems) kinds.set(problem.kind, [...(kinds.get(problem.kind) ?? []), problem]);
  for (const [kind, list] of [...kinds].sort(([, a], [, b]) => b.length - a.length)) {
    console.log(`  ${String(list.length).padStart(6)}  ${kind}\n          for example ${list[0]?.example}`);
  }
}

/**
 * @param {string} title
 * @param {{ kind: string, example: string, written: boolean }[]} problems
 */
function reportApart(title, problems) {
  const theme = problems.filter(({ written }) => !written);
  faults += theme.length;
  report(`${title}, the theme's`, theme);
  report(`${title}, the text's`, problems.filter(({ written }) => written));
}

/**
 * The files of some languages. Those of the main language lie beside the folders of the others.
 * @returns {string[]}
 */
function pathsOf() {
  const html = files(site).filter((path) => path.endsWith(".html"));
  const folderOf = (/** @type {string} */ path) => all.find(({ language }) => language !== "" && path.startsWith(language))?.language ?? "";
  return html.filter((path) => languages.some(({ language }) => language === folderOf(path)));
}

/** @type {Map<string, string[]>} */
const texts = new Map();

/**
 * Whether a line of a page lies in a writer's text.
 * @param {string} place  `PATH:LINE…`
 */
function isWritten(place) {
  const [, path = "", line = ""] = /^(.*?\.html):(\d+)/.exec(place) ?? [];
  const lines = texts.get(path) ?? readFileSync(join(site, path), "utf8").split("\n");
  texts.set(path, lines);
  const start = lines.findIndex((text) => text.includes("ab-prose"));
  const end = lines.findLastIndex((text) => /ab-article__footer|<\/article>/.test(text));
  return start >= 0 && Number(line) > start && (end < 0 || Number(line) <= end + 1);
}

/**
 * One view of every type, and further articles, evenly spread.
 * @param {string} language
 * @returns {View[]}
 */
function sample(language) {
  const list = views(site, { language });
  const others = all.map((other) => other.language).filter((other) => other !== "" && other !== language);
  const own = pages(site).filter((address) => address.startsWith(language) && !others.some((other) => address.startsWith(other)));
  const articles = own.filter((address) => typeOf(readFileSync(join(site, address, "index.html"), "utf8")) === "article");
  const count = Math.min(Number(values.pages), articles.length);
  const spread = Array.from({ length: count }, (_, index) => articles[Math.floor((index * articles.length) / count)] ?? "");
  return [...list, ...spread.map((address) => ({ name: "further article", address, status: 200 }))];
}

const paths = pathsOf();
console.log(`${root}: ${paths.length} pages in ${languages.map(({ tag }) => tag).join(", ")}`);

const validated = await problemsOfSite(site, paths);
reportApart("html-validate", validated.map((line) => ({ kind: /\(([^()]+)\)$/.exec(line)?.[1] ?? line, example: line, written: isWritten(line) })));

const nu = await nuProblems([site], paths.map((path) => join(site, path)));
reportApart("Nu HTML checker", nu.map(({ type, place, message }) => ({ kind: `${type}: ${message.replace(/“[^”]*”/g, "“…”")}`, example: `${place} ${message}`, written: isWritten(place) })));

const server = await serve(site);
const browser = await launch();
const found = new Findings();
/** @type {string[]} */
const wide = [];
const jobs = languages.flatMap(({ tag, language }) => sample(language).map((view) => ({ tag, view })));
await inParallel(jobs, async ({ tag, view }) => {
  const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce" });
  const page = await context.newPage();
  if (view.name === "redirect") await holdRedirects(page);
  await page.goto(server.url(view.address));
  await view.prepare?.(page);
  const place = `${tag} ${view.name} (${decodeURIComponent(view.address)})`;
  found.join(place, await checkStates(page));
  await page.setViewportSize({ width: 320, height: 640 });
  const pixels = await overflow(page);
  if (pixels > 0) wide.push(`${place}: ${pixels} px`);
  await context.close();
}, 2);
for (const kind of /** @type {const} */ (["violations", "incomplete"])) {
  const lines = found.lines(kind);
  const ruleOf = (/** @type {string} */ line) => line.split(" at ")[0] ?? line;
  reportApart(`axe-core, ${found.states} states of ${jobs.length} views, ${kind}`, lines.map((line) => ({ kind: ruleOf(line), example: found.explain(kind, line), written: line.includes(IN_TEXT) })));
}

report("pages to be scrolled sideways at 320 px", wide.map((line) => ({ kind: "too wide", example: line })));
faults += wide.length;

const loads = jobs.filter(({ view }) => view.prepare === undefined && view.name !== "redirect");
const weights = await inParallel(loads, async ({ tag, view }) => /** @type {[string, Weight]} */ ([`${tag} ${view.name}`, await weigh(browser, server.url(view.address), { viewport: { width: 390, height: 800 } })]));
console.log(`\n${table(weights)}`);
for (const [name, { foreign, policy }] of weights) {
  for (const line of [...foreign, ...policy]) console.log(`  ${name}: ${line}`);
}
await browser.close();
server.close();
process.exitCode = faults > 0 ? 1 : 0;
