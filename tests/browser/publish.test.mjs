// Files besides pages are what their readers expect: XML by schemas, web app manifests, structured data; and old addresses in a browser.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";

import { validateXML } from "xmllint-wasm";

import { launch } from "./browser.mjs";
import { files, ownSite, pages, repository, serve, siteOf } from "./site.mjs";

const own = ownSite();
/** A site with what our own help centre lacks: dates, odd signs in titles, a video, an old address, another base. */
const odd = siteOf({
  "answerbook.yaml": 'title: "Tom & Jerry <help>"\nbase_url: https://example.org/\nlanguages: [el, ar]\nbrand: { accent: "#0b5cad" }\ncontact: [{ type: phone, label: "Τηλέφωνο", address: "+30 210 0000000", languages: [el] }]\n',
  "content/el/index.md": "---\ntitle: Αρχική\nupdated: 2026-09-30\n---\n",
  "content/el/α β/index.md": '---\ntitle: "Α & <Β>"\n---\n',
  "content/el/α β/γ.md": '---\ntitle: "\\"Γ\\" & <γ> </script>"\nupdated: 2026-11-01\naliases: [/παλιά/]\n---\n\n![Πώς](how.mp4)\n\n## Μέρος\n',
  "content/el/α β/how.mp4": "video",
  "content/el/questions.md": "---\ntitle: Ερωτήσεις\nkind: faq\nupdated: 2026-11-02\n---\n\n## Γιατί;\n\nΈτσι.\n",
  "content/ar/α β/γ.md": "---\ntitle: سؤال\nupdated: 2026-11-03\n---\n\nنص.\n",
  "content/el/_notices/x.md": '---\ntitle: "A & B"\nfrom: 2026-11-01\n---\n<b>Text</b>\n',
});
const sites = Object.entries({ "our help centre": own, "a site with odd names": odd });

/**
 * What is wrong with XML files by a schema.
 * @param {string} schema
 * @param {{ fileName: string, contents: string }[]} xml
 */
async function problems(schema, xml) {
  const { errors } = await validateXML({ xml, schema: readFileSync(join(repository, "tests", "fixtures", schema), "utf8"), extension: "relaxng" });
  return errors.map(({ rawMessage }) => rawMessage);
}

/**
 * The files of a site with this name.
 * @param {string} site
 * @param {RegExp} name
 */
const named = (site, name) => files(site).filter((path) => name.test(path.split("/").at(-1) ?? ""));

/** Each kind of XML: its schema, its files, and one that is wrong. */
const KINDS = /** @type {const} */ ([
  ["sitemap.rng", /^sitemap.*\.xml$/, '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/a/</loc></url></urlset>'],
  ["atom.rng", /^feed\.xml$/, '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>https://a.example/</id><title>x</title></feed>'],
  ["opensearch.rng", /^opensearch\.xml$/, '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"><ShortName>A name that is too long</ShortName></OpenSearchDescription>'],
]);

for (const [schema, name, wrong] of KINDS) {
  test(`every file of ${schema} is valid, and a wrong one is noticed`, async () => {
    const xml = sites.flatMap(([, site]) => named(site, name).map((path) => ({ fileName: path.replaceAll("/", "-"), contents: readFileSync(join(site, path), "utf8") })));
    assert(xml.length >= 2, `${xml.length} files`);
    for (const one of xml) assert.deepEqual(await problems(schema, [one]), [], one.fileName);
    assert((await problems(schema, [{ fileName: "wrong.xml", contents: wrong }])).length > 0);
  });
}

test("every address of a sitemap is a page that may be found, and says the same of itself", () => {
  for (const [name, site] of sites) {
    const sitemap = readFileSync(join(site, "sitemap.xml"), "utf8");
    const urls = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url = ""]) => url);
    const base = /** @type {string} */ (urls.reduce((a, b) => (a.length < b.length ? a : b)));
    assert(urls.length > 3 && new Set(urls).size === urls.length, name);
    for (const url of urls) {
      const page = readFileSync(join(site, decodeURIComponent(url.slice(base.length)), "index.html"), "utf8");
      assert(page.includes(`<link rel="canonical" href="${url}">`) && !page.includes('content="noindex"'), url);
    }
    const found = pages(site).filter((address) => !readFileSync(join(site, address, "index.html"), "utf8").includes('content="noindex"'));
    assert.equal(found.length, urls.length, name);
  }
});

test("ids of a feed are unique, and the newest entry comes first", () => {
  const feeds = sites.flatMap(([, site]) => named(site, /^feed\.xml$/).map((path) => readFileSync(join(site, path), "utf8")));
  assert(feeds.length >= 3, `${feeds.length}`);
  for (const feed of feeds) {
    const ids = [...feed.matchAll(/<id>([^<]*)/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
    const [newest, ...dates] = [...feed.matchAll(/<updated>([^<]*)/g)].map(([, date]) => date);
    assert.deepEqual([...dates].sort().reverse(), dates);
    assert.equal(newest, dates[0]);
  }
});

test("web app manifests have what browsers ask for", () => {
  for (const [name, site] of sites) {
    const manifests = named(site, /\.webmanifest$/);
    assert(manifests.length > 1, name);
    for (const path of manifests) {
      const manifest = JSON.parse(readFileSync(join(site, path), "utf8"));
      const page = readFileSync(join(site, dirname(path), "index.html"), "utf8");
      assert(page.includes(`<html lang="${manifest.lang}" dir="${manifest.dir}"`), path);
      assert(manifest.name && manifest.short_name && manifest.short_name.length <= 12, path);
      const from = new URL(path, "https://x.example/");
      assert(new URL(manifest.start_url, from).href.startsWith(new URL(manifest.scope, from).href), path);
      assert(manifest.icons.length > 0 && /^#[0-9a-f]{6}$/.test(manifest.theme_color), path);
      for (const { src, type, sizes } of manifest.icons) {
        assert(existsSync(join(site, new URL(src, from).pathname)), `${path}: ${src}`);
        assert(/^image\//.test(type) && /^(any|\d+x\d+)$/.test(sizes), `${path}: ${type} ${sizes}`);
      }
    }
  }
});

/** What each type of structured data needs, by its consumers. */
const NEEDED = /** @type {Record<string, string[]>} */ ({
  Article: ["headline", "inLanguage", "url"],
  BreadcrumbList: ["itemListElement"],
  FAQPage: ["mainEntity", "name"],
  Organization: ["name", "url", "@id"],
  VideoObject: ["name", "contentUrl"],
  WebSite: ["name", "url"],
});

test("structured data has what its consumers need", () => {
  const seen = new Set();
  for (const [, site] of sites) {
    for (const address of pages(site)) {
      const page = readFileSync(join(site, address, "index.html"), "utf8");
      const blocks = [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
      assert(blocks.length <= 1, address);
      for (const [, text = ""] of blocks) {
        const data = JSON.parse(text);
        assert.equal(data["@context"], "https://schema.org");
        for (const part of data["@graph"]) {
          const type = /** @type {string} */ (part["@type"]);
          seen.add(type);
          for (const key of NEEDED[type] ?? [`a known type, not ${type}`]) assert(part[key], `${address}: ${type} without ${key}`);
          for (const question of part.mainEntity ?? []) assert(question.name && question.acceptedAnswer.text && question.url, address);
        }
      }
    }
  }
  assert.deepEqual([...seen].sort(), Object.keys(NEEDED).sort());
});

test("answers and Markdown are there for every page in its own language", () => {
  for (const [, site] of sites) {
    for (const address of pages(site)) {
      const page = readFileSync(join(site, address, "index.html"), "utf8");
      const twin = page.includes('type="text/markdown" href="index.md"');
      assert.equal(existsSync(join(site, address, "index.md")), twin, address);
    }
    const { answers } = JSON.parse(readFileSync(join(site, "answers.json"), "utf8"));
    assert(answers.length >= 2);
    for (const { question, answer_text, url, language, hash } of answers) assert(question && typeof answer_text === "string" && url && language && /^[0-9a-f]{16}$/.test(hash));
  }
});

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("an old address leads on, with scripts and without, and keeps what follows `#`", async () => {
  const server = await serve(odd);
  for (const [javaScriptEnabled, fragment, expected] of /** @type {const} */ ([
    [true, "#%CE%BC%CE%AD%CF%81%CE%BF%CF%82", "#%CE%BC%CE%AD%CF%81%CE%BF%CF%82"],
    [true, "", ""],
    [false, "", ""],
  ])) {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(server.url(`παλιά/${fragment}`));
    await page.waitForURL((url) => decodeURIComponent(url.pathname).endsWith("/γ/"));
    assert.equal(new URL(page.url()).hash, expected);
    await context.close();
  }
  server.close();
});
