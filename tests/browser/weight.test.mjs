// What customers load: few bytes in few requests, nothing from elsewhere, and nothing that moves when the scripts come.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { inParallel, launch } from "./browser.mjs";
import { arabicSite, files, ownSite, pageTypes, pages, repository, serve, temporaryFolder, typeOf } from "./site.mjs";
import { table, weigh } from "./weight.mjs";

/** @import { Weight } from "./weight.mjs" */

/** What a page may weigh before its search is used, in bytes after gzip. */
const LIMIT = 25_000;
/** The page, a stylesheet, a script and the logo. */
const REQUESTS = 4;
/** How far a page may move: what Lighthouse shows as 0. */
const SHIFT = 0.0005;
/** Kinds of pages for reading, which load no search before somebody types. */
const READING = ["article", "faq", "how-to", "troubleshooter", "category", "home"];

const own = ownSite();
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {[type: string, weight: Weight][]} */
const weights = [];
before(async () => {
  browser = await launch();
  const server = await serve(own);
  const types = Object.entries(pageTypes(own));
  weights.push(...(await inParallel(types, async ([type, address]) => /** @type {[string, Weight]} */ ([type, await weigh(browser, server.url(address))]))));
  server.close();
});
after(() => browser.close());

const reading = () => weights.filter(([type]) => READING.includes(type));

test("a heavy, restless page with foreign parts is noticed", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "bad"));
  writeFileSync(join(folder, "late.js"), 'const late = document.createElement("pre"); late.textContent = "late\\n".repeat(20); document.body.prepend(late);');
  const noise = randomBytes(30_000).toString("base64");
  writeFileSync(join(folder, "bad", "index.html"), `<!doctype html><title>x</title><h1>${noise}</h1><img src="http://127.0.0.2:9/x.png"><script type=module src=../late.js></script>`);
  const server = await serve(folder);
  const { total, shift, requests, policy } = await weigh(browser, server.url("bad/"));
  server.close();
  assert(total > LIMIT && requests.length >= 2, `${total} bytes, ${requests}`);
  assert(policy.some((line) => line.includes("127.0.0.2")), `${policy}`);
  assert(shift > 2 * SHIFT, `a shift of ${shift}`);
});

test("pages for reading weigh at most 25 kB", (t) => {
  for (const line of table(weights).split("\n")) t.diagnostic(line);
  for (const [type, { total }] of reading()) assert(total <= LIMIT, `${type}: ${total} bytes`);
});

test("the longest article weighs at most 25 kB", (t) => {
  const [, article] = weights.find(([type]) => type === "article") ?? [];
  assert(article);
  const sizes = pages(own).map((address) => {
    const html = readFileSync(join(own, address, "index.html"));
    return { address, type: typeOf(html.toString()), total: gzipSync(html).length + article.total - article.bytes.html };
  });
  const articles = sizes.filter(({ type }) => type !== "search");
  const longest = articles.reduce((a, b) => (b.total > a.total ? b : a));
  t.diagnostic(`${longest.address}: ${longest.total} bytes`);
  assert(longest.total <= LIMIT, `${longest.address}: ${longest.total} bytes`);
});

test("pages for reading need at most four requests, and more where notices have dates or steps have choices", () => {
  for (const [type, { requests }] of reading()) {
    const others = requests.filter((request) => !/\/(dates|troubleshooter)\.(\w+\.)?(js|css)$/.test(request));
    const more = { home: 1, troubleshooter: 2 }[type] ?? 0;
    assert(others.length <= REQUESTS && requests.length <= REQUESTS + more, `${type}: ${requests.join(" ")}`);
  }
});

test("nothing comes from another server, and the policy refuses nothing", () => {
  for (const [type, { foreign, policy }] of weights) assert.deepEqual([...foreign, ...policy], [], type);
});

test("nothing moves when the scripts come late", async () => {
  const moved = [];
  for (const site of [own, arabicSite()]) {
    const server = await serve(site);
    const loads = Object.entries(pageTypes(site)).flatMap(([type, address]) => [360, 1280].map((width) => ({ type, address, width })));
    const shifts = await inParallel(loads, async ({ type, address, width }) => {
      const { shift } = await weigh(browser, server.url(address), { viewport: { width, height: 740 } });
      return { place: `${type} (${address}) at ${width} px`, shift };
    });
    moved.push(...shifts.filter(({ shift }) => shift > SHIFT));
    server.close();
  }
  assert.deepEqual(moved, []);
});

test("the stylesheets are short", (t) => {
  const folder = join(repository, "themes", "default", "css");
  const lines = files(folder).map((path) => readFileSync(join(folder, path), "utf8").split("\n").length - 1);
  const total = lines.reduce((sum, count) => sum + count, 0);
  t.diagnostic(`${total} lines`);
  assert(total <= 1450, `${total} lines`);
});
