// Pictures of every type of page: phone and desktop, light and dark, English, Greek, Arabic and Japanese, with a page that shows them all.
//
//     node screenshots.mjs [PROJECT] [--only NAME] [--languages en,el] [--out FOLDER]
//
// In: our own help centre and the samples, or a project's folder. Out: `tests/screenshots/`, which is not committed.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { inParallel, launch } from "./browser.mjs";
import { arabic, japanese } from "./samples.mjs";
import { build, languagesOf, repository, serve, temporaryProject } from "./site.mjs";
import { holdRedirects, views } from "./views.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", default: "" }, languages: { type: "string" }, out: { type: "string" } },
});
const folder = resolve(values.out ?? join(repository, "tests", "screenshots"));
const wanted = values.languages?.split(",");

/** What to picture: projects and, of each, languages. */
const projects = positionals.length > 0 ? positionals.map((root) => ({ root: resolve(root), only: wanted })) : [
  { root: repository, only: wanted ?? ["en", "el"] },
  { root: temporaryProject(arabic), only: wanted ?? ["ar"] },
  { root: temporaryProject(japanese), only: wanted ?? ["ja"] },
];

if (!values.only) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const servers = [];
const jobs = [];
for (const { root, only } of projects) {
  const site = build(root);
  const server = await serve(site);
  servers.push(server);
  for (const { tag, language } of languagesOf(site)) {
    if (only && !only.includes(tag)) continue;
    for (const view of views(site, { language })) {
      for (const width of [360, 1280]) {
        for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
          const file = `${tag}-${view.name}-${width}-${colorScheme}.png`.replaceAll(" ", "-");
          if (file.includes(values.only)) jobs.push({ file, view, width, colorScheme, url: server.url(view.address) });
        }
      }
    }
  }
}

const browser = await launch();
await inParallel(jobs, async ({ file, view, width, colorScheme, url }) => {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width, height: 800 }, colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  if (view.name === "redirect") await holdRedirects(page);
  await page.goto(url);
  await view.prepare?.(page);
  // Images below the window would wait to be scrolled to.
  await page.evaluate(async () => {
    const images = [...document.images];
    for (const image of images) image.loading = "eager";
    await Promise.all(images.map((image) => image.decode().catch(() => undefined)));
  });
  await page.screenshot({ path: join(folder, file), fullPage: true });
  await context.close();
});
await browser.close();
for (const server of servers) server.close();

const names = jobs.map(({ file }) => file).sort();
const shown = names.map((name) => `<figure><a href="${name}"><img src="${name}" alt="" loading="lazy"></a><figcaption>${name.replace(".png", "")}</figcaption></figure>`);
const style = "body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:16px;background:#ddd}figure{margin:0}img{height:360px;max-width:560px;object-fit:cover;object-position:top;background:#fff}";
writeFileSync(join(folder, "index.html"), `<!doctype html><meta charset="utf-8"><title>Screenshots</title><style>${style}</style>${shown.join("\n")}\n`);
console.log(`${names.length} screenshots; all of them: ${join(folder, "index.html")}`);
