// The browser finds what `answerbook search` finds, to the last piece of an excerpt.
//
// Queries are made of the built pages: titles, headings, sentences; some with a letter lost, some cut off while the last
// word is typed, some without accents. They are the same in every run.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch, open } from "./browser.mjs";
import { BASE, ownSite, pages, repository, runProgram, serve } from "./site.mjs";

/** @import { Answer } from "../../themes/default/js/search-types.d.ts" */

const QUERIES = 100;

const site = ownSite();

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
 * The titles, headings and sentences of a language's pages, without those that stand in for missing translations.
 * @param {string} prefix
 * @returns {string[]}
 */
function texts(prefix) {
  const others = ["el/", "ms/", "ro/", "fil/"].filter((other) => other !== prefix);
  const own = pages(site).filter((path) => path.startsWith(prefix) && !others.some((other) => path.startsWith(other)));
  const found = own.flatMap((path) => {
    const page = readFileSync(join(site, path, "index.html"), "utf8").split("<main")[1] ?? "";
    const standsIn = prefix !== "" && /<h1[^>]* lang="en"/.test(page);
    if (standsIn || path.endsWith("search/")) return [];
    return [...page.matchAll(/<(h[123]|p|li)\b[^>]*>(.*?)<\/\1>/gs)].flatMap(([, , inner = ""]) => {
      const text = inner.replace(/<[^>]*>/g, " ").replace(/&\w+;|&#\d+;/g, " ").replace(/\s+/g, " ");
      return text.split(/(?<=[.!?;]) /).map((sentence) => sentence.trim());
    });
  });
  return [...new Set(found)].filter((text) => /\p{L}{4}/u.test(text) && text.length < 200);
}

/**
 * Queries of a language, spread over its texts: half as they stand, half as people type.
 * @param {string} prefix
 * @returns {string[]}
 */
function queries(prefix) {
  const all = texts(prefix);
  assert(all.length >= QUERIES, `only ${all.length} texts below /${prefix}`);
  return Array.from({ length: QUERIES }, (_, at) => {
    const text = all[Math.floor((at * all.length) / QUERIES)] ?? "";
    const words = text.split(" ");
    const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
    switch (at % 8) {
      case 1: {
        const lost = 1 + (at % Math.max(1, longest.length - 2));
        return longest.slice(0, lost) + longest.slice(lost + 1);
      }
      case 3:
        return text.slice(0, 3 + (at % Math.max(1, text.length - 3))).trim();
      case 5:
        return text.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
      case 7:
        return `${longest.slice(0, -2)} ${words[0]}`;
      default:
        return at % 4 ? words.slice(0, 3).join(" ") : text;
    }
  });
}

/**
 * What the program answers, a query a line.
 * @param {string[]} queries
 * @param {string[]} options
 * @returns {Answer[]}
 */
function answersOfProgram(queries, ...options) {
  const output = runProgram(["search", "-", "--json", "--limit", "10", "--root", repository, ...options], queries.join("\n"));
  return output.trimEnd().split("\n").map((line) => {
    const { query, ...answer } = JSON.parse(line);
    assert.equal(typeof query, "string");
    return answer;
  });
}

/**
 * What the script answers in a page of the site.
 * @param {string} prefix
 * @param {string[]} queries
 * @param {boolean} prefixed
 * @returns {Promise<Answer[]>}
 */
async function answersOfBrowser(prefix, queries, prefixed) {
  const { page, problems, close } = await open(browser, server.url(prefix));
  const answers = await page.evaluate(
    async ({ script, base, queries, prefix }) => {
      /** @type {typeof import("../../themes/default/js/search.js")} */
      const { openSearch } = await import(script);
      const search = await openSearch(base);
      const answers = [];
      for (const query of queries) answers.push(await search.query(query, { limit: 10, texts: 10, prefix }));
      return answers;
    },
    { script: `${BASE}assets/search.js`, base: `${BASE}${prefix}search/`, queries, prefix: prefixed },
  );
  assert.deepEqual(problems, []);
  await close();
  return answers;
}

/**
 * An answer without its scores, which need not be the same to the last bit, and the scores.
 * @param {Answer} answer
 */
function apart({ results, ...answer }) {
  const scores = results.map(({ score }) => score);
  return { scores, rest: { ...answer, results: results.map(({ score, ...result }) => result) } };
}

for (const language of ["en", "el", "ms", "ro", "fil"]) {
  test(`the browser finds what the program finds: ${language}`, async () => {
    const prefix = language === "en" ? "" : `${language}/`;
    const all = queries(prefix);
    let found = 0, corrected = 0;
    for (const [typing, asked] of /** @type {[boolean, string[]][]} */ ([
      [false, all.filter((_, at) => at % 8 !== 3)],
      [true, all.filter((_, at) => at % 8 === 3)],
    ])) {
      const program = answersOfProgram(asked, "--lang", language, ...(typing ? ["--prefix"] : []));
      const chromium = await answersOfBrowser(prefix, asked, typing);
      assert.equal(program.length, asked.length);
      asked.forEach((query, at) => {
        const [theirs, ours] = [program, chromium].map((answers) => apart(/** @type {Answer} */ (answers[at])));
        assert.deepEqual(ours?.rest, theirs?.rest, query);
        ours?.scores.forEach((score, rank) => assert(Math.abs(score - (theirs?.scores[rank] ?? NaN)) < 1e-9, `${query}: ${score}`));
        found += ours?.scores.length ? 1 : 0;
        corrected += ours?.rest.corrected ? 1 : 0;
      });
    }
    assert(found >= 0.9 * QUERIES && corrected >= 3, `${found} of ${QUERIES} find something, ${corrected} are corrected`);
  });
}
