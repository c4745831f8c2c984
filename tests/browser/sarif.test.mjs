// What `answerbook check --format sarif` prints, held against the schema of SARIF 2.1.0.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

import { Ajv } from "ajv";

import { program, temporaryFolder } from "./site.mjs";

// Draft 4 of JSON Schema, of which it uses nothing that later drafts changed but the name of its own address.
const file = createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const schema = JSON.parse(readFileSync(file, "utf8"));
delete schema.$schema;
delete schema.id;

// The formats (dates, addresses) are left out: of those the log has only addresses, which the Rust tests look at.
const isSarif = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false, allErrors: true }).compile(schema);

/** A log of a project with errors and warnings of several files, one with letters that an address must not have. */
function log() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "content"));
  writeFileSync(join(folder, "answerbook.yaml"), "title: Help\ncolour: red\n");
  writeFileSync(join(folder, "content", "ä b.md"), "---\ntitle: A\n---\n[here](nowhere.md) [](a.md)\n\n#### Deep\n");
  writeFileSync(join(folder, "content", "a.md"), "---\ntitle: A\nupdated: 2999-01-01\n---\n![](none.png)\n");
  const { status, stdout } = spawnSync(program, ["check", "--format", "sarif", "--root", folder], { encoding: "utf8" });
  assert.equal(status, 1);
  return JSON.parse(stdout);
}

test("a log is valid SARIF 2.1.0", () => {
  const found = log();
  assert.ok(found.runs[0].results.length >= 8, JSON.stringify(found.runs[0].results));
  assert.ok(isSarif(found), JSON.stringify(isSarif.errors, null, 2));
});

test("an invalid log is noticed", () => {
  const found = log();
  found.runs[0].results[0].level = "fatal";
  delete found.runs[0].results[1].message;
  assert.equal(isSarif(found), false);
});
