// Every page is valid HTML.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { HtmlValidate } from "html-validate";

import { arabicSite, files, ownSite, repository } from "./site.mjs";

const rules = JSON.parse(readFileSync(join(repository, "tests", ".htmlvalidate.json"), "utf8"));
const validator = new HtmlValidate(rules);

/**
 * What is wrong with a page, a line for each.
 * @param {string} page
 */
async function problems(page) {
  const { results } = await validator.validateString(page);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${message} (${ruleId})`));
}

test("invalid HTML is noticed", async () => {
  const page = "<!doctype html><html lang=en><head><title>x</title></head><body><p id=a><div id=a></p><img src=x></body></html>";
  assert((await problems(page)).length >= 3);
});

for (const [name, build] of Object.entries({ "our help centre": ownSite, "an Arabic site": arabicSite })) {
  test(`every page of ${name} is valid`, async () => {
    const site = build();
    const pages = files(site).filter((path) => path.endsWith(".html"));
    assert(pages.length > 5);
    const wrong = [];
    for (const path of pages) {
      for (const problem of await problems(readFileSync(join(site, path), "utf8"))) wrong.push(`${path}:${problem}`);
    }
    assert.deepEqual(wrong.slice(0, 40), [], `${wrong.length} problems`);
  });
}
