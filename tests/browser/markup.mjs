// What html-validate and the Nu HTML checker say about pages.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";

import { HtmlValidate } from "html-validate";

import { files } from "./site.mjs";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:standard", "html-validate:a11y", "html-validate:document", "html-validate:browser"],
  rules: {
    "missing-doctype": "error",
    "no-inline-style": "error",
    // A title is a writer's.
    "long-title": "off",
    // All files come from the server that the page itself comes from.
    "require-sri": "off",
    // The text of a telephone link is a label such as "Call us" and may be wrapped; the number stands beside it.
    "tel-non-breaking": "off",
    // Lists of results and tables that scroll are regions; no element is one without a name.
    "prefer-native-element": ["error", { exclude: ["region"] }],
  },
});

/**
 * What html-validate says about a page, a line for each problem.
 * @param {string} html
 */
export async function problemsOf(html) {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${message} (${ruleId})`));
}

/**
 * What html-validate says about every page of a site.
 * @param {string} site
 * @param {string[]} [paths]
 */
export async function problemsOfSite(site, paths = files(site).filter((path) => path.endsWith(".html"))) {
  const found = [];
  for (const path of paths) {
    for (const problem of await problemsOf(readFileSync(join(site, path), "utf8"))) found.push(`${path}:${problem}`);
  }
  return found;
}

const JAR = join(createRequire(import.meta.url).resolve("vnu-jar/package.json"), "..", "build", "dist", "vnu.jar");

/**
 * What the Nu HTML checker says about every page below some folders: errors and warnings, in one run of Java.
 * @param {string[]} folders
 * @param {string[]} [targets]  the files, where not all are meant
 * @returns {Promise<{ type: string, place: string, message: string }[]>}
 */
export async function nuProblems(folders, targets = folders) {
  // Its guess of a text's language takes Malay for Indonesian, and a list of function names for English.
  const args = ["-Xss16m", "-jar", JAR, "--skip-non-html", "--no-langdetect", "--stdout", "--exit-zero-always", "--format", "json", ...targets];
  const java = spawn("java", args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  java.stdout.setEncoding("utf8").on("data", (/** @type {string} */ part) => (text += part));
  const status = await new Promise((resolve, reject) => java.on("error", reject).on("close", resolve));
  if (status !== 0) throw new Error(`the Nu HTML checker failed with status ${status}`);
  const { messages } = /** @type {{ messages: { type: string, subType?: string, url?: string, lastLine?: number, message: string }[] }} */ (JSON.parse(text));
  return messages.map(({ type, subType, url = "", lastLine, message }) => ({ type: subType ?? type, place: `${shorten(url, folders)}:${lastLine ?? 0}`, message }));
}

/**
 * @param {string} url
 * @param {string[]} folders
 */
function shorten(url, folders) {
  const path = decodeURIComponent(url.replace(/^file:(\/\/)?/, ""));
  const folder = folders.find((folder) => path.startsWith(folder + sep));
  return folder ? relative(folder, path) : path;
}
