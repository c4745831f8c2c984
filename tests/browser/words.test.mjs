// What a word is, in the browser; src/search/words.rs has the same examples.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { repository } from "./site.mjs";
import { words } from "./words.mjs";

/** @type {{ examples: Record<string, [string, string[]][]> }} */
const { examples } = JSON.parse(readFileSync(`${repository}tests/fixtures/words.json`, "utf8"));

for (const [about, list] of Object.entries(examples)) {
  test(`words: ${about}`, () => {
    for (const [text, expected] of list) {
      assert.deepEqual(words(text).map((word) => word.text), expected, text);
    }
  });
}

test("words have their places in the text as written", () => {
  assert.deepEqual(words("👍 Ça va"), [
    { text: "ca", start: 3, end: 5 },
    { text: "va", start: 6, end: 8 },
  ]);
  assert.deepEqual(words("ﾊﾞｽ停"), [
    { text: "バス", start: 0, end: 3 },
    { text: "ス停", start: 2, end: 4 },
  ]);
});
