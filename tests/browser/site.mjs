// Sites to look at: our own help centre and small ones in other scripts, built by the program, and a server for them.
//
// The server sends the strictest Content-Security-Policy that a help centre promises to work under.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import * as samples from "./samples.mjs";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

export const program = process.env.ANSWERBOOK ?? join(repository, "target", "debug", "answerbook");

/** The path at which our own help centre and the samples are published, as their `base_url` has it. */
export const BASE = "/help/";

/**
 * The path at which the server publishes a site: that of its `base_url`, which only the page for wrong addresses depends on.
 * @param {string} site
 */
function baseOf(site) {
  const page = join(site, "404.html");
  return (existsSync(page) && /href="(\/[^"]*?)assets\//.exec(readFileSync(page, "utf8"))?.[1]) || BASE;
}

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mp4": "video/mp4",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".vtt": "text/vtt; charset=utf-8",
};

/**
 * A folder that goes when the process ends.
 * @returns {string}
 */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "answerbook-browser-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * What the program prints.
 * @param {string[]} args
 * @param {string} [input]
 * @returns {string}
 */
export function runProgram(args, input = "") {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8", input, maxBuffer: 1 << 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(`answerbook ${args[0]} failed with status ${status}\n${stdout}${stderr}`);
  return stdout;
}

/**
 * Builds a project and gives the folder of its site.
 * @param {string} root
 * @returns {string}
 */
export function build(root) {
  const site = join(temporaryFolder(), "site");
  runProgram(["build", "--root", root, "--out", site]);
  return site;
}

/** The site of our own help centre. */
export const ownSite = () => build(repository);

/**
 * A project with these files.
 * @param {Record<string, string>} files
 * @returns {string}
 */
export function temporaryProject(files) {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/**
 * The site of a project with these files.
 * @param {Record<string, string>} files
 * @returns {string}
 */
export const siteOf = (files) => build(temporaryProject(files));

/** A site in Arabic, with a page and a component of every kind. */
export const arabicSite = () => siteOf(samples.arabic);

/** A small site in Hebrew, Greek, Thai and Japanese. */
export const languagesSite = () => siteOf(samples.languages);

/** A small site in Japanese. */
export const japaneseSite = () => siteOf(samples.japanese);

/**
 * Every file below a folder, sorted, with `/`.
 * @param {string} folder
 * @returns {string[]}
 */
export function files(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return found.map((path) => relative(folder, path).split(sep).join("/")).sort();
}

/**
 * The addresses of every page of a site, relative to the home page; redirects are no pages.
 * @param {string} site
 * @returns {string[]}
 */
export function pages(site) {
  const found = files(site).filter((path) => path.endsWith("index.html"));
  const real = found.filter((path) => !readFileSync(join(site, path), "utf8").includes('http-equiv="refresh"'));
  return real.map((path) => path.slice(0, -"index.html".length));
}

/**
 * The languages of a site by their tags, each with its folder in the site.
 * @param {string} site
 * @returns {{ tag: string, language: string }[]}
 */
export function languagesOf(site) {
  const folders = readdirSync(site).filter((name) => existsSync(join(site, name, "index.html"))).map((name) => `${name}/`);
  const found = ["", ...folders].map((language) => {
    const html = readFileSync(join(site, language, "index.html"), "utf8");
    return { tag: /<html lang="([^"]*)"/.exec(html)?.[1] ?? "", language };
  });
  return found.filter(({ tag, language }) => language === "" || language === `${tag.toLowerCase()}/` || language === `${tag}/`);
}

/**
 * One page of every type of a site in one language: of each the one with most kinds of elements. What the type is stands in
 * the class of the page's body.
 * @param {string} site
 * @param {{ language?: string }} [of]  the language's folder in the site, such as `el/`
 * @returns {Record<string, string>}
 */
export function pageTypes(site, { language = "" } = {}) {
  const others = languagesOf(site).map(({ language }) => language).filter((other) => other !== "" && other !== language);
  /** @type {Record<string, { address: string, parts: number }>} */
  const best = {};
  for (const address of pages(site)) {
    if (!address.startsWith(language) || others.some((other) => address.startsWith(other))) continue;
    const html = readFileSync(join(site, address, "index.html"), "utf8");
    const type = typeOf(html);
    const parts = partsOf(html).size;
    if (parts > (best[type]?.parts ?? 0)) best[type] = { address, parts };
  }
  const types = Object.entries(best).map(([type, { address }]) => [type, address]);
  return Object.fromEntries([...types, ["not found", `${language}no/such/page/`]]);
}

/**
 * The kinds of elements of a page: their names, and the theme's classes.
 * @param {string} html
 * @returns {Set<string>}
 */
export function partsOf(html) {
  return new Set(html.match(/(?<=<)[a-z]+[1-6]?\b|(?<=[" ])ab-[\w-]+(?=[" ][^<]*>)/g));
}

/**
 * @param {string} html
 * @returns {string}
 */
export function typeOf(html) {
  const classes = /<body class="([^"]*)"/.exec(html)?.[1]?.match(/(?<=ab-page--)[\w-]+/g) ?? [];
  const special = classes.find((name) => !["article", "nav", "toc"].includes(name));
  if (special) return special.replaceAll("-", " ");
  return html.includes("ab-procedure") ? "how-to" : "article";
}

/**
 * Serves a site over loopback.
 * @param {string} folder
 * @param {{ like?: "host", policy?: string }} [options]  whether to compress texts and to let files that are named by their content be kept, as hosts do;
 * another Content-Security-Policy
 * @returns {Promise<{ origin: string, url: (address: string) => string, close: () => void }>}
 */
export async function serve(folder, { like, policy = POLICY } = {}) {
  const base = baseOf(folder);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const inside = path.startsWith(base) ? normalize(path.slice(base.length)) : "../outside";
    let file = join(folder, inside);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    const found = !inside.startsWith("..") && existsSync(file);
    if (!found) file = join(folder, "404.html");
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    const body = existsSync(file) ? readFileSync(file) : Buffer.from("");
    const headers = { "content-type": type, "content-security-policy": policy };
    if (like === "host") {
      const kept = /[./][0-9a-f]{10,}[./]/.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
      response.writeHead(found ? 200 : 404, { ...headers, "cache-control": kept, "content-encoding": "gzip" }).end(gzipSync(body));
    } else {
      response.writeHead(found ? 200 : 404, headers).end(body);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  // A test that fails before it closes its server ends all the same.
  server.unref();
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const origin = `http://127.0.0.1:${address.port}`;
  return { origin, url: (path) => origin + base + path, close: () => void (server.closeAllConnections(), server.close()) };
}
