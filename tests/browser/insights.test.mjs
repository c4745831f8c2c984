// `answerbook insights`: that DuckDB finds the same with the queries that the program prints, and that its page is a good one.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { DuckDBInstance } from "@duckdb/node-api";

import { problemsOf } from "./markup.mjs";
import { program, temporaryFolder } from "./site.mjs";

/** @typedef {Record<string, unknown>} Fields */

/**
 * Numbers that look random and are the same on every run.
 * @param {number} seed
 */
function dice(seed) {
  let state = seed;
  /** @param {number} sides */
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % sides;
  };
}

/** @param {Fields} fields */
function line(fields) {
  const usual = { v: 1, t: "2026-11-21T10:00:00Z", type: "view", lang: "en", page: "/", s: 1 };
  return JSON.stringify({ ...usual, ...fields });
}

/** Lines that are read in one way or not at all. */
const ODD = [
  "",
  "{",
  "no JSON",
  "[1, 2]",
  "{}",
  '{"v":1,"t":"2026-11-21T10:00:00Z","type":"view","s":1} x',
  '{"v":1,"t":"2026-11-21T10:00:00Z","type":"view","s":1,"page":"\\ud83d"}',
  line({ v: 2 }),
  line({ v: "1" }),
  line({ v: 1.5 }),
  line({ t: null }),
  line({ t: "2026-02-30T10:00:00Z" }),
  line({ t: "2026-11-21" }),
  line({ t: "2026-11-21T12:00:00.5+02:00" }),
  line({ type: "buy" }),
  line({ s: "7" }),
  line({ s: -7 }),
  line({ s: 1.5 }),
  line({ lang: null, page: null, more: { a: [1] } }),
  line({ page: "/😀/\n?q\n#c" }),
  line({ type: "search" }),
  line({ type: "search", q: "  " }),
  line({ type: "search", q: 5 }),
  line({ type: "search", q: " A\tb  C ", results: null }),
  line({ type: "search", q: "ΕΠΙΣΤΡΟΦΉΣ", lang: "en-GB" }),
  line({ type: "search", q: "Cafe\u0301 İstanbul" }),
  line({ type: "search", q: "返金したい", lang: "zh-Hans" }),
  line({ type: "search", q: "é".repeat(500) }),
  line({ type: "search", q: "z", results: -1 }),
  line({ type: "helpful" }),
  line({ type: "helpful", value: "true" }),
  line({ type: "helpful", value: false, question: "q  1", reason: " bad\n ", comment: "one" }),
  line({ type: "contact", page: "/el/contact/?x#y" }),
  line({ type: "contact", page: "/a/?x#y" }),
];

/** @param {number} count */
function log(count) {
  const roll = dice(7);
  const pick = (/** @type {unknown[]} */ ...list) => list[roll(list.length)];
  const lines = [...ODD];
  let time = Date.parse("2026-11-01T00:00:00Z");
  for (let number = 0; number < count; number += 1) {
    // Clocks go back at times, and the next event of a visit may be just an hour later, or a second more.
    time += Number(pick(0, 1, 60, 600, 3600, 3601, -900)) * 1000;
    const type = pick("view", "search", "search", "open", "open", "helpful", "contact", "troubleshooter", "deflected");
    lines.push(line({
      t: new Date(time).toISOString(),
      s: roll(6) + 2 ** 45,
      type,
      lang: pick("en", "el", "EL-cy"),
      page: pick("/", "/a/", "/b/", "/contact/", "/el/search/"),
      q: pick("refund", "Refund", "money back", "возврат", "επιστροφή"),
      results: pick(0, 1, 5),
      value: pick(true, false),
      question: pick("", "a", "b"),
      reason: pick("", "x", "y"),
      comment: pick("", `c${number}`),
    }));
  }
  return lines.join("\n") + "\n";
}

/** @param {string[]} args */
function insights(...args) {
  // In a folder without a project: what the program reads of one is in no log.
  const options = { encoding: /** @type {const} */ ("utf8"), maxBuffer: 1 << 28, cwd: temporaryFolder() };
  const { status, stdout, stderr } = spawnSync(program, ["insights", ...args], options);
  assert.equal(status, 0, stderr);
  return stdout;
}

/**
 * The lists of the report by DuckDB.
 * @param {string} script
 */
async function byDuckDb(script) {
  const connection = await (await DuckDBInstance.create()).connect();
  /** @type {Record<string, Fields[]>} */
  const lists = {};
  for (const statement of script.split(";\n").filter((part) => part.trim())) {
    const reader = await connection.runAndReadAll(statement);
    const name = /^-- (\w+)\n/.exec(statement.trim())?.[1];
    if (name) lists[name] = plain(reader.getRowObjectsJson());
  }
  return lists;
}

/**
 * Large numbers come as texts, since JavaScript's may not hold them; here all are small.
 * @param {any} value
 * @returns {any}
 */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
}

/** Two files, so that their order counts, too. */
function files() {
  const folder = temporaryFolder();
  const text = log(4000);
  const middle = text.indexOf("\n", text.length / 2) + 1;
  return [text.slice(0, middle), text.slice(middle)].map((part, place) => {
    const path = join(folder, `it's ${9 - place}.jsonl`);
    writeFileSync(path, part);
    return path;
  });
}

test("DuckDB gives the same answers", async () => {
  const paths = files();
  const report = JSON.parse(insights("--format", "json", "--limit", "50", ...paths));
  const lists = await byDuckDb(insights("--sql", "duckdb", "--limit", "50", ...paths));
  const { version, read, totals, project, ...expected } = report;
  assert.equal(project, null);
  assert.equal(version, 1);
  assert.ok(read.bad_lines > 15 && read.events > 4000, JSON.stringify(read));
  assert.deepEqual(lists.read, [{ events: read.events, from: read.from, to: read.to }]);
  assert.deepEqual(lists.totals, [totals]);
  for (const [name, rows] of Object.entries(expected)) {
    assert.ok(rows.length > 0, `${name} is empty`);
    assert.deepEqual(lists[name], plain(rows), name);
  }
});

test("another answer of DuckDB is noticed", async () => {
  const paths = files();
  const report = JSON.parse(insights("--format", "json", ...paths));
  const lists = await byDuckDb(insights("--sql", "duckdb", ...paths).replace("<= 3600", "< 3600"));
  assert.notDeepEqual(lists.totals, [report.totals]);
});

test("html-validate finds nothing in the page of a report", async () => {
  assert.deepEqual(await problemsOf(insights("--format", "html", ...files())), []);
});
