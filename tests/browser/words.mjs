// The words of search.js. Run by itself, it compares them with lines on its input, as Rust's test sends them.
//
// A line is `[text, folded, [[word, start, end], …]]` in JSON, with places in UTF-16 units.

import { readFileSync } from "node:fs";
import { argv, exit, stdin } from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { repository } from "./site.mjs";

const source = readFileSync(`${repository}themes/default/js/search.js`, "utf8");

/** Themes have no package.json, so Node.js would take the file for a CommonJS module. */
export const { fold, words } = /** @type {typeof import("../../themes/default/js/search.js")} */ (
  await import(`data:text/javascript,${encodeURIComponent(source)}`)
);

if (argv[1] === fileURLToPath(import.meta.url)) {
  let lines = 0;
  for await (const line of createInterface({ input: stdin })) {
    const [text] = JSON.parse(line);
    const found = words(text).map((word) => [word.text, word.start, word.end]);
    const ours = JSON.stringify([text, fold(text), found]);
    if (ours !== JSON.stringify(JSON.parse(line))) {
      console.log(`Rust:       ${line}\nJavaScript: ${ours}`);
      exit(1);
    }
    lines += 1;
  }
  console.log(`${lines} texts agree`);
}
