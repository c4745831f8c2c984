// Every page is valid HTML: for html-validate, which also knows rules of good practice, and for the Nu HTML checker.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { nuProblems, problemsOf, problemsOfSite } from "./markup.mjs";
import { arabicSite, files, japaneseSite, ownSite, temporaryFolder } from "./site.mjs";

const INVALID = "<!doctype html><html lang=en><head><title>x</title></head><body><p id=a><div id=a></p><img src=x></body></html>";

const sites = Object.entries({ "our help centre": ownSite(), "an Arabic site": arabicSite(), "a Japanese site": japaneseSite() });

test("invalid HTML is noticed by html-validate", async () => {
  assert((await problemsOf(INVALID)).length >= 3);
});

for (const [name, site] of sites) {
  test(`html-validate finds nothing on any page of ${name}`, async (t) => {
    const count = files(site).filter((path) => path.endsWith(".html")).length;
    assert(count > 5);
    t.diagnostic(`${count} pages`);
    const wrong = await problemsOfSite(site);
    assert.deepEqual(wrong.slice(0, 40), [], `${wrong.length} problems`);
  });
}

const hasJava = spawnSync("java", ["-version"]).status === 0;
const skip = hasJava || process.env.ANSWERBOOK_TEST_ALL ? false : "Java is missing";

test("the Nu HTML checker finds nothing on any page", { skip }, async () => {
  const bad = temporaryFolder();
  writeFileSync(join(bad, "bad.html"), INVALID);
  const messages = await nuProblems([bad, ...sites.map(([, site]) => site)]);
  const lines = messages.map(({ type, place, message }) => `${place} ${type}: ${message}`);
  const control = lines.filter((line) => line.startsWith("bad.html:"));
  assert(control.some((line) => line.includes("Duplicate ID")), `invalid HTML is noticed among\n${control.join("\n")}`);
  const wrong = lines.filter((line) => !line.startsWith("bad.html:"));
  assert.deepEqual(wrong.slice(0, 40), [], `${wrong.length} problems`);
});
