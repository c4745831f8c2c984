// Lighthouse on a phone: home, an article, questions, search. Prints the median of three runs and every audit that failed.
//
//     node lighthouse.mjs [PROJECT] [--runs 3]
//
// The site is served as hosts do: compressed, and with long lifetimes for the files that are named by their content.
// Lighthouse is fetched by npx, since it is many times as large as all that the tests need otherwise.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { executable, flags } from "./browser.mjs";
import { build, pageTypes, repository, serve, temporaryFolder } from "./site.mjs";

const VERSION = "12.8.2";
const TARGETS = { performance: 99, accessibility: 100, "best-practices": 100, seo: 100 };

const { values, positionals } = parseArgs({ allowPositionals: true, options: { runs: { type: "string", default: "3" } } });
const root = resolve(positionals[0] ?? repository);
const site = build(root);
const server = await serve(site, { like: "host" });
const folder = temporaryFolder();

/** @typedef {{ categories: Record<string, { score: number, auditRefs: { id: string, weight: number }[] }>, audits: Record<string, { score: number | null, scoreDisplayMode: string, title: string, displayValue?: string }> }} Report */

/**
 * @param {string} url
 * @param {string} file
 * @returns {Promise<Report>}
 */
async function run(url, file) {
  const args = ["--yes", `lighthouse@${VERSION}`, url, "--quiet", "--output=json", `--output-path=${file}`, `--chrome-flags=--headless=new ${flags.join(" ")}`];
  const child = spawn("npx", args, { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, CHROME_PATH: executable(), PUPPETEER_SKIP_DOWNLOAD: "1" } });
  const status = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (status !== 0) throw new Error(`lighthouse failed with status ${status}`);
  return JSON.parse(readFileSync(file, "utf8"));
}

const median = (/** @type {number[]} */ numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const types = pageTypes(site);
let missed = 0;
console.log("page".padEnd(12) + Object.keys(TARGETS).map((name) => name.padStart(16)).join(""));
for (const type of ["home", "article", "faq", "search"]) {
  const address = types[type];
  if (address === undefined) continue;
  /** @type {Report[]} */
  const reports = [];
  for (let count = 0; count < Number(values.runs); count++) reports.push(await run(server.url(address), join(folder, `${type}-${count}.json`)));
  const scores = Object.entries(TARGETS).map(([name, target]) => {
    const score = Math.round(100 * median(reports.map(({ categories }) => categories[name]?.score ?? 0)));
    if (score < target) missed += 1;
    return score;
  });
  console.log(type.padEnd(12) + scores.map((score) => String(score).padStart(16)).join(""));
  const failed = new Set(reports.flatMap(({ categories, audits }) => Object.values(categories).flatMap(({ auditRefs }) => auditRefs.map(({ id }) => ({ id, audit: audits[id] }))
    .filter(({ audit }) => audit && audit.score !== null && audit.score < 0.9 && !["informative", "notApplicable", "manual"].includes(audit.scoreDisplayMode))
    .map(({ id, audit }) => `  ${id}: ${audit?.title} ${audit?.displayValue ?? ""}`))));
  for (const line of failed) console.log(line);
}
server.close();
process.exitCode = missed > 0 ? 1 : 0;
