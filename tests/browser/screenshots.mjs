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
const arabic = [["home", ""], ["search", "search/"], ["results", `search/?q=${encodeURIComponent("أموالي")}`], ["category", "billing/"], ["article", "billing/refund/"], ["faq", "billing/questions/"], ["how-to", "billing/reset/"]];
const results = [["en-results", "search/?q=theme"], ["en-corrected", "search/?q=troublshooter"], ["en-nothing", "search/?q=zzzz"], ["el-foreign", "el/search/?q=callouts"]];
/** Where something is typed into the search box, and what. */
const boxes = [["en-box", "getting-started/install/", "front mat"], ["en-box-home", "", "front mat"], ["el-box", "el/getting-started/install/", "εγκα"]];
const arabicBoxes = [["ar-box", "billing/refund/", "أموالي"]];

const sets = [
  { server: await serve(own), pages: [...english, ...results, ...greek.map(([type, address]) => [`el-${type}`, `el/${address}`]), ...boxes] },
  { server: await serve(arabicSite()), pages: [...arabic.map(([type, address]) => [`ar-${type}`, address]), ...arabicBoxes] },
];

const browser = await launch();
for (const { server, pages } of sets) {
  for (const [name = "", address = "", typed] of pages) {
    for (const width of [360, 1280]) {
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        const options = { viewport: { width, height: 800 }, colorScheme };
        const { page, close } = await open(browser, server.url(address), options);
        if (typed) {
          await page.locator("input[name=q]").pressSequentially(typed);
          await page.locator("[role=option]").first().waitFor();
          await page.keyboard.press("ArrowDown");
        }
        if (address.includes("?q=")) await page.waitForFunction(() => document.querySelector("h1")?.textContent?.match(/[“«]/));
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
