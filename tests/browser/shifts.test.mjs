// Nothing jumps: the cumulative layout shift of every type of page is 0, on slow machines and networks too.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./browser.mjs";
import { ownSite, pageTypes, serve, siteOf } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const site = ownSite();

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  server = await serve(site);
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
});

/**
 * The shifts of a page until nothing happens any more; each with the elements that moved.
 * @param {Page} page
 * @returns {Promise<{ sum: number, moved: string[] }>}
 */
const shifts = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        let sum = 0;
        /** @type {string[]} */
        const moved = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            if (Reflect.get(entry, "hadRecentInput")) continue;
            sum += Reflect.get(entry, "value");
            for (const { node, previousRect: from, currentRect: to } of Reflect.get(entry, "sources")) {
              const name = node instanceof Element ? `${node.localName}.${node.className}` : String(node?.nodeName);
              moved.push(`${name} from ${from.x},${from.y} to ${to.x},${to.y}`);
            }
          }
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve({ sum, moved }), 600);
      }),
  );

/**
 * A phone, or a desk; the slow ones also load everything anew.
 * @param {number} width
 * @param {boolean} slow
 */
async function visitor(width, slow) {
  const opened = await open(browser, server.url("assets/"), { viewport: { width, height: 800 }, status: 404 });
  const session = await opened.page.context().newCDPSession(opened.page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  if (slow) {
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 });
  }
  return opened;
}

const RECENT = { "answerbook-searches:/help/search/": JSON.stringify(["refund", "front matter", "how do I publish it on a server of my own?"]) };

/** @type {[name: string, address: string, ready: string | undefined, kept?: Record<string, string>][]} */
const cases = [
  ...Object.entries(pageTypes(site)).map(([type, address]) => /** @type {[string, string, string | undefined]} */ ([type, address, type === "not found" ? ".ab-suggestions--shown" : undefined])),
  ["not found, with suggestions", "docs/Write_a-troublshooter", ".ab-suggestions--shown a"],
  ["not found, without", "zzzzqqqq/", ".ab-suggestions--shown"],
  ["results", "search/?q=front%20matter", "li.ab-result"],
  ["one result", "search/?q=netlify", "li.ab-result"],
  ["a long query", "search/?q=how%20do%20i%20get%20my%20help%20centre%20onto%20a%20server%20of%20my%20own%20by%20tomorrow", "li.ab-result"],
  ["corrected", "search/?q=troublshooter", "li.ab-result"],
  ["results in another language", "el/search/?q=callouts", "li.ab-result"],
  ["in a category", "search/?q=title&in=writing/", "li.ab-result"],
  ["nothing", "search/?q=zzzzqqqq", "#ab-results-nothing:not([hidden])"],
  ["recent searches", "search/", "#ab-recent:not([hidden])", RECENT],
  ["ticked steps", pageTypes(site)["how-to"] ?? "", ".ab-step__done"],
  ["a troubleshooter that goes on", `${pageTypes(site)["troubleshooter"]}?a=2`, ".ab-trail__item"],
  ["a linked step", `${pageTypes(site)["troubleshooter"]}#other`, ".ab-stage--shown"],
  ["a linked question", `${pageTypes(site)["faq"]}#${encodeURIComponent("zzz")}`, undefined],
];

for (const width of [360, 1280]) {
  for (const slow of [false, true]) {
    test(`nothing jumps at ${width} pixels${slow ? ", slowly" : ""}`, async (t) => {
      /** @type {string[]} */
      const jumps = [];
      let most = 0;
      const { page, close } = await visitor(width, slow);
      for (const [name, address, ready, kept = {}] of cases) {
        await page.evaluate((kept) => (localStorage.clear(), Object.assign(localStorage, kept)), kept);
        await page.goto(server.url(address));
        if (ready) await page.locator(ready).first().waitFor();
        const { sum, moved } = await shifts(page);
        most = Math.max(most, sum);
        if (sum >= 0.001) jumps.push(`${name}: ${sum.toFixed(4)} ${moved.join(", ")}`);
      }
      await close();
      t.diagnostic(`at most ${most.toFixed(5)} on ${cases.length} pages`);
      assert.deepEqual(jumps, []);
    });
  }
}

test("a jump is noticed", async () => {
  const jump = "setTimeout(() => document.querySelector('h1').before(document.createElement('hr'), 'late'), 300);\n";
  const control = await serve(siteOf({ "answerbook.yaml": "title: Help\ntheme: default\n", "content/a.md": "---\ntitle: A\n---\nText.\n", "themes/default/js/page.js": jump }));
  try {
    const { page, close } = await open(browser, control.url("a/"));
    const { sum, moved } = await shifts(page);
    await close();
    assert(sum > 0.001, String(sum));
    assert(moved.length > 0);
  } finally {
    control.close();
  }
});
