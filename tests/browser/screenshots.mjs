// Pictures of every type of page: two widths, light and dark, English, Greek and Arabic.
// In: our help centre and the Arabic sample. Out: `tests/screenshots/`, which is not committed.

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { launch, open } from "./browser.mjs";
import { arabicSite, ownSite, pageTypes, repository, serve } from "./site.mjs";

const folder = join(repository, "tests", "screenshots");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const own = ownSite();
const english = Object.entries(pageTypes(own)).map(([type, address]) => [`en-${type}`, address]);
const greek = [["home", ""], ["search", "search/"], ["article", "getting-started/install/"], ["faq", "getting-started/questions/"]];
const arabic = [["home", ""], ["search", "search/"], ["category", "billing/"], ["article", "billing/refund/"], ["faq", "billing/questions/"], ["how-to", "billing/reset/"]];
const results = [["en-results", "search/?q=theme"], ["en-nothing", "search/?q=zzzz"]];

const sets = [
  { server: await serve(own), pages: [...english, ...results, ...greek.map(([type, address]) => [`el-${type}`, `el/${address}`])] },
  { server: await serve(arabicSite()), pages: arabic.map(([type, address]) => [`ar-${type}`, address]) },
];

const browser = await launch();
for (const { server, pages } of sets) {
  for (const [name = "", address = ""] of pages) {
    for (const width of [360, 1280]) {
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        const options = { viewport: { width, height: 800 }, colorScheme };
        const { page, close } = await open(browser, server.url(address), options);
        const file = `${name}-${width}-${colorScheme}.png`.replaceAll(" ", "-");
        await page.screenshot({ path: join(folder, file), fullPage: true });
        await close();
      }
    }
  }
  server.close();
}
await browser.close();
console.log(`screenshots are in ${folder}`);
