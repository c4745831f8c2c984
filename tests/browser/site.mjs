// Sites to look at: our own help centre and a small Arabic one, built by the program, and a server for them.
//
// The server sends the strictest Content-Security-Policy that a help centre promises to work under.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

const program = process.env.ANSWERBOOK ?? join(repository, "target", "debug", "answerbook");

/** The path at which the server publishes a site, as our own settings' `base_url` has it. */
export const BASE = "/help/";

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
 * The site of a project with these files.
 * @param {Record<string, string>} files
 * @returns {string}
 */
export function siteOf(files) {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return build(root);
}

/** A site in Arabic, with one page of every kind. */
export function arabicSite() {
  return siteOf({
    "answerbook.yaml": "title: مركز المساعدة\nbase_url: https://example.org/help/\nlanguages: [ar, en]\n",
    "content/ar/index.md": "---\ntitle: كيف نساعدك؟\n---\nأهلا بك.\n",
    "content/en/index.md": "---\ntitle: How can we help?\n---\nWelcome.\n",
    "content/ar/billing/index.md": "---\ntitle: الفواتير\ndescription: كل ما يخص المال.\nicon: 💳\n---\n",
    "content/ar/billing/refund.md":
      "---\ntitle: كيف أسترد أموالي؟\ndescription: خلال 14 يوما.\nfeatured: true\n---\n## المهلة\n\n" +
      "خلال **14** يوما.\n\n> [!WARNING]\n> احتفظ بالفاتورة.\n\n| الخطة | السعر |\n| --- | ---: |\n| مجانية | 0 |\n\n" +
      "```sh\necho left-to-right\n```\n\n## الطريقة\n\n1. افتح الحساب.\n2. اضغط على الزر.\n\n## المزيد\n\nاتصل بنا.\n",
    "content/ar/billing/questions.md": "---\ntitle: أسئلة\nkind: faq\n---\n## هل هو آمن؟\n\nنعم.\n\n## متى؟\n\nغدا.\n",
    "content/ar/billing/reset.md": "---\ntitle: إعادة التعيين\nkind: how-to\ntime: دقيقتان\n---\n1. افتح.\n2. اضغط.\n",
    "content/en/hours.md": "---\ntitle: Opening hours\n---\nFrom 9 to 5.\n",
  });
}

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
 * The addresses of every page of a site, relative to {@link BASE}; redirects are no pages.
 * @param {string} site
 * @returns {string[]}
 */
export function pages(site) {
  const found = files(site).filter((path) => path.endsWith("index.html"));
  const real = found.filter((path) => !readFileSync(join(site, path), "utf8").includes('http-equiv="refresh"'));
  return real.map((path) => path.slice(0, -"index.html".length));
}

/**
 * One page of every type of our own help centre, in English.
 * @param {string} site
 * @returns {Record<string, string>}
 */
export function pageTypes(site) {
  /** @type {Record<string, string>} */
  const types = { home: "", search: "search/", contact: "contact/", updates: "updates/", "not found": "no/such/page/" };
  const content = join(repository, "content", "en");
  for (const path of files(content).filter((path) => path.endsWith(".md") && !/(^|\/)_/.test(path))) {
    const kind = /^kind: *(\S+)/m.exec(readFileSync(join(content, path), "utf8"))?.[1] ?? "article";
    const address = path.replace(/(index)?\.md$/, (_, index) => (index ? "" : "/"));
    const type = path.endsWith("/index.md") ? "category" : kind;
    if (existsSync(join(site, address, "index.html")) && address !== "") types[type] ??= address;
  }
  return types;
}

/**
 * Serves a folder at {@link BASE} over loopback.
 * @param {string} folder
 * @returns {Promise<{ origin: string, url: (address: string) => string, close: () => void }>}
 */
export async function serve(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const inside = path.startsWith(BASE) ? normalize(path.slice(BASE.length)) : "../outside";
    let file = join(folder, inside);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    const found = !inside.startsWith("..") && existsSync(file);
    if (!found) file = join(folder, "404.html");
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(found ? 200 : 404, { "content-type": type, "content-security-policy": POLICY });
    response.end(existsSync(file) ? readFileSync(file) : "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const origin = `http://127.0.0.1:${address.port}`;
  return { origin, url: (path) => origin + BASE + path, close: () => void (server.closeAllConnections(), server.close()) };
}
