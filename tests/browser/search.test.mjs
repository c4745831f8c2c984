// The search: a box that suggests, a page of results, and a list of everything where there are no scripts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open, overflow } from "./browser.mjs";
import { arabicSite, ownSite, serve, siteOf } from "./site.mjs";

/** @import { Page } from "playwright-core" */

const ATTACK = "<img src=x onerror=alert(1)>";

/** @type {Awaited<ReturnType<typeof serve>>} */
let own;
/** @type {Awaited<ReturnType<typeof serve>>} */
let arabic;
/** @type {Awaited<ReturnType<typeof serve>>} */
let hostile;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  own = await serve(ownSite());
  arabic = await serve(arabicSite());
  hostile = await serve(siteOf({
    "answerbook.yaml": "title: Help\nbase_url: https://example.org/help/\n",
    "content/refund.md": `---\ntitle: "Refund ${ATTACK}"\n---\n## When \`${ATTACK}\`\n\nWrite \`${ATTACK}\` for a refund.\n`,
  }));
  browser = await launch();
});
after(async () => {
  await browser.close();
  for (const server of [own, arabic, hostile]) server.close();
});

const input = (/** @type {Page} */ page) => page.locator("input[name=q]");
const options = (/** @type {Page} */ page) => page.getByRole("option");
const results = (/** @type {Page} */ page) => page.locator("#ab-results .ab-result");
const remarks = (/** @type {Page} */ page) => page.locator("#ab-results .ab-results__note:visible");
const heading = (/** @type {Page} */ page) => page.locator("h1").innerText();

/**
 * Waits until a text is announced.
 * @param {Page} page
 * @param {string} part
 */
const announced = (page, part) =>
  page.waitForFunction((part) => [...document.querySelectorAll("[role=status]")].some(({ textContent }) => textContent?.includes(part)), part);

/**
 * Types a query into the box and waits for what it suggests.
 * @param {Page} page
 * @param {string} text
 */
async function type(page, text) {
  await input(page).focus();
  await page.keyboard.type(text);
  await options(page).first().waitFor();
}

/* ---- the box ---- */

for (const address of ["", "getting-started/install/"]) {
  test(`an answer is found with the keyboard alone from ${address || "the home page"}`, async () => {
    const { page, problems, close } = await open(browser, own.url(address));
    const before = await page.locator("h1").boundingBox();
    await page.keyboard.press("Control+k");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "q");
    await page.keyboard.type("front mat");
    await options(page).first().waitFor();
    const box = page.getByRole("combobox");
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    assert.equal(await box.getAttribute("aria-activedescendant"), null, "nothing is chosen by itself");
    assert.deepEqual(await page.locator("h1").boundingBox(), before, "nothing moves");
    assert.match(await options(page).first().innerText(), /Front matter, every key\s+Write articles\s+.*Front matter/s);
    assert.deepEqual(await options(page).first().locator("mark").allInnerTexts(), ["Front", "matter"]);
    assert.equal(await page.locator("[role=option] :is(a, button, input)").count(), 0, "options hold text alone");
    await announced(page, "6 results");

    const chosen = () => page.evaluate(() => document.querySelector("[aria-selected=true]")?.id ?? null);
    await page.keyboard.press("ArrowUp");
    assert.match(await page.locator("[aria-selected=true]").innerText(), /^All results for “front mat”$/);
    await page.keyboard.press("ArrowDown");
    assert.equal(await chosen(), null, "after the last option comes the input itself");
    await page.keyboard.press("ArrowDown");
    assert.equal(await box.getAttribute("aria-activedescendant"), await chosen());
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "q", "the focus stays");
    await page.keyboard.press("Enter");
    await page.waitForURL(/writing\/front-matter\//);
    assert.deepEqual(problems, []);
    await close();
  });
}

test("nothing is loaded before the search is used, and the index not before something is typed", async () => {
  const { page, close } = await open(browser, own.url("getting-started/install/"));
  /** @type {string[]} */
  const requests = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname.replace(/.*\//, "")));
  await page.waitForTimeout(300);
  assert.deepEqual(requests.filter((name) => name.endsWith("js")), []);
  requests.length = 0;
  const box = page.getByRole("combobox");
  assert.deepEqual(await Promise.all(["aria-expanded", "aria-autocomplete"].map((name) => box.getAttribute(name))), ["false", "list"]);
  await input(page).focus();
  await page.waitForTimeout(300);
  assert.deepEqual(requests.sort(), ["search-box.js", "search-recent.js", "search-view.js"]);
  assert.equal(await box.getAttribute("aria-controls"), await page.locator("[role=listbox]").getAttribute("id"));
  await Promise.all([page.waitForRequest(/search\/index\.json$/), page.keyboard.type("f")]);
  assert.equal(await options(page).count(), 0, "one letter is no question");
  await close();
});

test("Enter without a choice leads to the results page", async () => {
  const { page, problems, close } = await open(browser, own.url("writing/callouts/"));
  await type(page, "front matter");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\/\?q=front\+matter$/);
  await results(page).first().waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("Escape closes, then clears; Tab leaves", async () => {
  const { page, close } = await open(browser, own.url(""));
  await type(page, "front matter");
  await page.keyboard.press("Escape");
  assert.equal(await options(page).count(), 0);
  assert.equal(await page.getByRole("combobox").getAttribute("aria-expanded"), "false");
  assert.equal(await input(page).inputValue(), "front matter");
  await page.keyboard.press("ArrowDown");
  await options(page).first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal(await input(page).inputValue(), "");
  await type(page, "front matter");
  await page.keyboard.press("Tab");
  assert.equal(await options(page).count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), "BUTTON");
  await close();
});

test("Control and Enter open a new tab", async () => {
  const { page, close } = await open(browser, own.url(""));
  await type(page, "front matter");
  for (const [key, address] of [["ArrowDown", /writing\/front-matter\//], ["ArrowUp", /search\/\?q=front\+matter$/]]) {
    await page.keyboard.press(/** @type {string} */ (key));
    const [tab] = await Promise.all([page.context().waitForEvent("page"), page.keyboard.press("Control+Enter")]);
    await tab.waitForURL(address ?? "");
    await tab.close();
  }
  assert.equal(page.url(), own.url(""));
  await close();
});

test("an option can be clicked", async () => {
  const { page, close } = await open(browser, own.url(""));
  await type(page, "front matter");
  await options(page).first().click();
  await page.waitForURL(/writing\/front-matter\//);
  await close();
});

test("an answer that comes too late is dropped", async () => {
  const { page, close } = await open(browser, own.url(""));
  /** @type {() => void} */
  let release = () => undefined;
  const held = new Promise((resolve) => (release = () => resolve(undefined)));
  await page.route(/search\/(?!index)\w+\.json$/, async (route) => {
    await held;
    await route.continue();
  });
  await input(page).focus();
  await page.keyboard.type("zzzqqq");
  await page.getByText("Searching…").first().waitFor();
  await announced(page, "Searching…");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("fr");
  release();
  await page.waitForTimeout(500);
  assert.equal(await page.locator(".ab-search__panel").isVisible(), false);
  await close();
});

test("what was mistyped and what is not found is said in the box", async () => {
  const { page, close } = await open(browser, own.url(""));
  await type(page, "troublshooter");
  await page.getByText("Showing results for “troubleshooter”", { exact: true }).waitFor();
  await announced(page, "Showing results for “troubleshooter”. ");
  await input(page).fill("zzzqqq");
  await page.locator(".ab-search__note", { hasText: "Nothing found for “zzzqqq”" }).waitFor();
  await announced(page, "Nothing found");
  assert.deepEqual(await options(page).allInnerTexts(), ["All articles from A to Z"]);
  await close();
});

for (const missing of [/search\.js/, /search\/index\.json$/, /search\/(?!index)\w+\.json$/]) {
  test(`without ${missing.source} the box says so and leads on`, async () => {
    const { page, close } = await open(browser, own.url(""));
    await page.route(missing, (route) => route.abort());
    await type(page, "zzzqqq");
    assert.match(await page.locator(".ab-search__note").innerText(), /can’t be loaded right now/);
    await announced(page, "can’t be loaded");
    await page.unroute(missing);
    await page.keyboard.press("Backspace");
    await page.locator(".ab-search__note", { hasText: "Nothing found" }).waitFor();
    await close();
  });
}

test("the box says when there is no network", async () => {
  const { page, close } = await open(browser, own.url(""));
  await page.context().setOffline(true);
  await input(page).focus();
  await announced(page, "offline");
  assert(await page.locator(".ab-toast").isVisible(), "the box itself isn't loaded yet");
  await page.keyboard.type("front mat");
  await page.context().setOffline(false);
  await options(page).first().waitFor();
  await page.context().setOffline(true);
  await page.keyboard.press("Control+a");
  await type(page, "reference");
  await page.locator(".ab-search__note", { hasText: "offline" }).waitFor();
  await announced(page, "offline");
  await close();
});

for (const [what, address, script, found] of /** @type {const} */ ([
  ["box", "", /search-box\.js/, ".ab-option"],
  ["page of results", "search/", /search\.js/, ".ab-result"],
])) {
  test(`a network that comes back while the ${what} fails to load is enough`, async () => {
    const { page, close } = await open(browser, own.url(address));
    await page.context().setOffline(true);
    /** @type {Promise<import("playwright-core").Route>} */
    const held = new Promise((resolve) => page.route(script, resolve, { times: 1 }));
    await input(page).focus();
    await page.keyboard.insertText("front mat");
    const attempt = await held;
    await page.context().setOffline(false);
    await page.waitForFunction(() => navigator.onLine);
    await attempt.abort();
    await page.locator(found).first().waitFor();
    await close();
  });
}

/* ---- the results page ---- */

test("results have their place, a marked excerpt and a count", async () => {
  const { page, problems, close } = await open(browser, own.url("search/?q=front%20matter"));
  await results(page).first().waitFor();
  assert.equal(await input(page).inputValue(), "front matter");
  assert.match(await heading(page), /^(The best 20 of )?\d+ results for “front matter”$/);
  assert.match(await page.title(), /^front matter – \d+ results – Answerbook Help$/);
  await announced(page, await heading(page));
  const first = results(page).first();
  assert.equal(await first.getByRole("link").innerText(), "Front matter, every key");
  assert.equal(await first.locator(".ab-result__path").innerText(), "Write articles");
  assert.deepEqual(await first.locator("mark").allInnerTexts(), ["Front", "matter"]);
  assert.equal(await page.locator("#ab-index").isVisible(), false, "the whole list makes room for the results");
  const bare = results(page).filter({ hasNot: page.locator(".ab-result__text, .ab-result__heading") });
  assert.equal(await bare.count(), 0, "each has an excerpt, or a heading without text below it");
  assert((await page.locator(".ab-result", { hasText: "Solve a problem ›" }).getByText("Questions and answers").count()) > 0);
  await first.getByRole("link").click();
  assert.match(await heading(page), /front matter/i);
  assert.deepEqual(problems, []);
  await close();
});

test("where there are more results than fit, the heading says so", async () => {
  const { page, close } = await open(browser, own.url("search/?q=the%20a%20in%20of"));
  await results(page).first().waitFor();
  assert.equal(await results(page).count(), 20);
  assert.match(await heading(page), /^The best 20 of \d+ results for “the a in of”$/);
  await close();
});

test("the section that answers is named and linked to", async () => {
  const { page, close } = await open(browser, own.url("search/?q=which%20template%20makes%20which%20page"));
  const section = page.locator(".ab-result", { has: page.locator(".ab-result__heading") }).first();
  const name = await section.locator(".ab-result__heading").innerText();
  await section.getByRole("link").click();
  await page.waitForURL(/#/);
  const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
  assert((await page.locator(`[id="${id}"]`).innerText()).startsWith(name));
  await close();
});

test("typing searches, and the address follows", async () => {
  const { page, close } = await open(browser, own.url("search/"));
  assert.match(await remarks(page).innerText(), /Type a word or two/);
  assert(await page.locator("#ab-index").isVisible());
  await input(page).focus();
  await page.keyboard.type("front mat");
  await results(page).first().waitFor();
  await page.waitForURL(/\?q=front\+mat$/);
  await input(page).fill("");
  await page.waitForURL(/search\/$/);
  assert.equal(await heading(page), "Search");
  assert(await page.locator("#ab-index").isVisible());
  assert.equal(await results(page).count(), 0);
  await close();
});

test("the way back leads through the searches that were submitted", async () => {
  const { page, close } = await open(browser, own.url("search/?q=front%20matter"));
  await results(page).first().waitFor();
  const first = await results(page).allInnerTexts();
  await input(page).fill("redirect");
  await page.waitForURL(/\?q=redirect$/);
  await input(page).press("Enter");
  await input(page).fill("callouts");
  await input(page).press("Enter");
  await page.getByRole("heading", { name: /results for “callouts”/ }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: /for “redirect”/ }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: /for “front matter”/ }).waitFor();
  assert.equal(await input(page).inputValue(), "front matter");
  assert.deepEqual(await results(page).allInnerTexts(), first);
  await page.goForward();
  await page.getByRole("heading", { name: /for “redirect”/ }).waitFor();
  await close();
});

test("a slip is mended, and said so", async () => {
  const { page, close } = await open(browser, own.url("search/?q=troublshooter"));
  await results(page).first().waitFor();
  assert.equal(await remarks(page).innerText(), "Showing results for “troubleshooter” Search instead for “troublshooter”");
  await announced(page, "Showing results for “troubleshooter”");
  await close();
});

test("synonyms that were searched too are named", async () => {
  const { page, close } = await open(browser, own.url("search/"));
  // The index has none yet, so one is put into the manifest.
  await page.route(/search\/index\.json$/, async (route) => {
    const manifest = await (await route.fetch()).json();
    const [, forms] = manifest.common.terms[0];
    const also = forms.split(" ")[0];
    manifest.common.synonyms = { theme: [["", also]] };
    await route.fulfill({ json: manifest });
  });
  await input(page).fill("theme");
  await remarks(page).filter({ hasText: "Also searched: " }).waitFor();
  await announced(page, "Also searched: ");
  await close();
});

test("nothing found says so and shows a way on", async () => {
  const { page, problems, close } = await open(browser, own.url("search/?q=zzzzqqqq"));
  await page.locator("#ab-results-nothing").waitFor();
  assert.equal(await heading(page), "Nothing found for “zzzzqqqq”");
  await announced(page, "Nothing found for “zzzzqqqq”");
  assert((await page.locator("#ab-results-nothing a").count()) > 3, "categories");
  assert(await page.getByRole("link", { name: "All articles from A to Z" }).first().isVisible());
  assert(await page.locator("#ab-results-nothing .ab-contact").isVisible(), "the ways to reach a person are at hand");
  assert.deepEqual(problems, []);
  await close();
});

for (const missing of [/search\.js/, /search\/index\.json$/, /search\/(?!index)\w+\.json$/]) {
  test(`without ${missing.source} the page says so, lists everything and tries again`, async () => {
    const { page, close } = await open(browser, own.url("search/"));
    await page.route(missing, (route) => route.abort());
    await input(page).fill("front matter");
    await page.locator("#ab-results-failure").waitFor();
    await announced(page, "can’t be loaded right now");
    assert(await page.locator("#ab-index").isVisible());
    await page.unroute(missing);
    await page.getByRole("button", { name: "Try again" }).click();
    await results(page).first().waitFor();
    assert.equal(await page.locator("#ab-results-failure").isVisible(), false);
    await close();
  });
}

test("what was asked without a network is found when it is back", async () => {
  const { page, close } = await open(browser, own.url("search/"));
  await page.context().setOffline(true);
  await input(page).fill("front matter");
  await page.locator("#ab-results-failure", { hasText: "offline" }).waitFor();
  await page.context().setOffline(false);
  await results(page).first().waitFor();
  await close();
});

/* ---- languages ---- */

test("Greek is found without its accents", async () => {
  const { page, problems, close } = await open(browser, own.url("el/search/?q=ΕΓΚΑΤΑΣΤΑΣΗ"), { viewport: { width: 320, height: 640 } });
  await results(page).first().waitFor();
  assert.match(await heading(page), /^\d+ αποτελέσματα για «ΕΓΚΑΤΑΣΤΑΣΗ»$/);
  assert.equal(await results(page).first().getByRole("link").innerText(), "Εγκατάσταση του Answerbook");
  assert.equal(await overflow(page), 0);
  assert.deepEqual(problems, []);
  await close();
});

test("articles of another language follow, labelled by its own name", async () => {
  const { page, close } = await open(browser, own.url("el/search/?q=callouts"));
  await results(page).first().waitFor();
  const group = page.locator(".ab-results__group");
  const list = group.locator("ol");
  assert.deepEqual([await list.getAttribute("lang"), await list.getAttribute("dir")], ["en", "ltr"]);
  assert.equal(await page.getByRole("region", { name: "Αποτελέσματα σε άλλη γλώσσα: English" }).locator("li").count(), await results(page).count());
  await page.goto(own.url("el/"));
  await type(page, "callouts");
  assert.equal(await options(page).first().getAttribute("lang"), "en");
  assert.match(await options(page).first().innerText(), /English · Write articles/);
  await page.goto(arabic.url("en/search/?q=أموالي"));
  await results(page).first().waitFor();
  assert.deepEqual([await list.getAttribute("lang"), await list.getAttribute("dir")], ["ar", "rtl"]);
  assert(await group.getByRole("heading", { level: 2 }).getByText("العربية", { exact: true }).isVisible());
  await close();
});

test("Arabic is searched from right to left on a small phone", async () => {
  const { page, problems, close } = await open(browser, arabic.url("billing/refund/"), { viewport: { width: 320, height: 640 } });
  await type(page, "أموالي");
  assert.equal(await overflow(page), 0);
  const panel = await page.locator(".ab-search__panel").boundingBox();
  assert(panel && panel.x >= 0 && panel.x + panel.width <= 320, JSON.stringify(panel));
  assert.equal(await options(page).first().evaluate((option) => getComputedStyle(option).direction), "rtl");
  await page.keyboard.press("Enter");
  await results(page).first().waitFor();
  assert.equal(await overflow(page), 0);
  assert.deepEqual(problems, []);
  await close();
});

for (const width of [320, 768, 1280]) {
  test(`the open box stays inside a window of ${width} pixels`, async () => {
    for (const [server, address, text] of /** @type {const} */ ([[own, "getting-started/install/", "front"], [own, "el/", "εγκα"], [arabic, "billing/refund/", "أموالي"]])) {
      const { page, close } = await open(browser, server.url(address), { viewport: { width, height: 640 } });
      await type(page, text);
      assert.equal(await overflow(page), 0, address);
      const panel = await page.locator(".ab-search__panel").boundingBox();
      assert(panel && panel.x >= 0 && panel.x + panel.width <= width, `${address} ${JSON.stringify(panel)}`);
      await close();
    }
  });
}

/* ---- safety ---- */

test("queries and titles are text, never markup", async () => {
  const { page, problems, close } = await open(browser, hostile.url(`search/?q=${encodeURIComponent(`refund ${ATTACK}`)}`));
  await results(page).first().waitFor();
  assert.equal(await heading(page), `1 result for “refund ${ATTACK}”`);
  assert.equal(await results(page).first().getByRole("link").innerText(), `Refund ${ATTACK}`);
  await page.goto(hostile.url(""));
  await type(page, `refund ${ATTACK}`);
  assert.match(await options(page).first().innerText(), /Refund <img src=x/);
  assert.match(await options(page).last().innerText(), /<img src=x/);
  await input(page).fill("<b>zzzz</b>");
  await page.locator(".ab-search__note", { hasText: "Nothing found for “<b>zzzz</b>”" }).waitFor();
  assert.equal(await page.locator("img[src=x]").count(), 0);
  assert.deepEqual(problems, []);
  await close();
});

test("a result outside the site is not shown", async () => {
  const { page, close } = await open(browser, hostile.url("search/"));
  for (const url of ["javascript:alert(1)", "https://elsewhere.example/", "//elsewhere.example/", "../../x/"]) {
    await page.route(/search\/index\.json$/, async (route) => {
      const manifest = await (await route.fetch()).json();
      for (const record of Object.values(manifest.records.inline.records)) record.url = url;
      await route.fulfill({ json: manifest });
    });
    await page.goto(hostile.url("search/?q=refund"));
    await page.locator("#ab-results-nothing").waitFor();
    assert.equal(await results(page).count(), 0, url);
    await page.unroute(/search\/index\.json$/);
  }
  await page.goto(hostile.url("search/?q=refund"));
  await results(page).first().waitFor();
  await close();
});

/* ---- no scripts, wrong addresses ---- */

test("the search forms lead to the results page with and without scripts", async () => {
  for (const address of ["", "writing/", "writing/callouts/"]) {
    for (const javaScriptEnabled of [true, false]) {
      const { page, close } = await open(browser, own.url(address), { javaScriptEnabled });
      await input(page).first().fill("links");
      await input(page).first().press("Enter");
      await page.waitForURL(/search\/\?q=links$/);
      await close();
    }
  }
});

test("without scripts the page lists every article", async () => {
  const { page, close } = await open(browser, own.url("search/?q=refund"), { javaScriptEnabled: false });
  const links = await page.locator("#ab-index li a").evaluateAll((links) => links.map((link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname));
  const listed = new Set(links);
  assert(listed.size >= 25, `${listed.size} articles`);
  assert(await page.locator("#ab-index li a").first().isVisible());
  assert.equal(await page.locator("#ab-results-hint, #ab-recent").filter({ visible: true }).count(), 0, "nothing that needs scripts");
  await close();
});

test("a wrong address suggests articles from its words", async () => {
  const options = { status: 404 };
  const { page, close } = await open(browser, own.url("docs/12/Write_a-troublshooter.html"), options);
  await page.locator("#ab-suggestions a").first().waitFor();
  assert.equal(await input(page).inputValue(), "Write a troublshooter");
  const links = page.locator("#ab-suggestions a");
  assert((await links.count()) <= 3);
  const write = links.filter({ hasText: "Write a troubleshooter" });
  await write.click();
  assert.equal(await heading(page), "Write a troubleshooter");
  await close();
});

test("a wrong address whose words say nothing suggests nothing", async () => {
  for (const address of ["zzzz/qqqq/", "123/", "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E/"]) {
    const { page, close } = await open(browser, own.url("").replace("/help/", `/help/no/${address}`), { status: 404 });
    await page.waitForTimeout(500);
    assert.equal(await page.locator("img[src=x]").count(), 0);
    if (!address.includes("img")) assert.equal(await page.locator("#ab-suggestions a").count(), 0, address);
    await close();
  }
});
