// The keyboard reaches everything on every type of page: what has the focus shows it, nothing covers it, and it is large enough to be hit.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { inParallel, launch } from "./browser.mjs";
import { arabicSite, ownSite, pageTypes, serve, temporaryFolder } from "./site.mjs";

/** @import { BrowserContextOptions, Page } from "playwright-core" */

const own = ownSite();
const arabicFolder = arabicSite();
const types = Object.entries(pageTypes(own));
const arabicTypes = Object.entries(pageTypes(arabicFolder));

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof serve>>} */
let rightToLeft;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  server = await serve(own);
  rightToLeft = await serve(arabicFolder);
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
  rightToLeft.close();
});

/**
 * @param {string} url
 * @param {(page: Page) => Promise<void>} look
 * @param {BrowserContextOptions} [options]
 */
async function on(url, look, options) {
  const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(url);
  await look(page);
  await context.close();
}

/**
 * Goes through a page with the Tab key, and notes what is wrong with what gets the focus.
 * @param {Page} page
 * @returns {Promise<{ stops: number, wrong: string[] }>}
 */
async function walk(page) {
  await page.evaluate(() => {
    const styleOf = (/** @type {Element} */ element) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, textDecoration } = getComputedStyle(element);
      return [outlineStyle === "none" ? "" : outlineStyle + outlineWidth + outlineColor, boxShadow, borderColor, backgroundColor, textDecoration].join("|");
    };
    const focusable = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex], video[controls], audio[controls]")];
    const shown = focusable.filter((element) => Reflect.get(element, "tabIndex") >= 0 && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !element.matches(":disabled"));
    const before = new Map(shown.map((element) => [element, styleOf(element)]));
    const seen = new Set();
    /** @type {Element | undefined} */
    let last;
    const name = (/** @type {Element} */ element) => `${element.localName}.${element.className} ${(element.textContent ?? "").trim().slice(0, 40) || element.id}`;
    /** Looks at what has the focus: what is wrong with it, or null where the walk is over. */
    Reflect.set(window, "lookAtFocus", () => {
      const element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement) return null;
      // A player has buttons of the browser's own, which get the focus one by one.
      if (element === last && element instanceof HTMLMediaElement) return [];
      if (seen.has(element)) return null;
      seen.add(element);
      last = element;
      const wrong = [];
      const boxes = [...element.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
      const [box] = boxes;
      if (!box) return [`${name(element)} has no size`];
      const x = box.x + box.width / 2;
      // Of what is higher than the screen a part must show, and of a field of many lines, whose caret browsers bring into view.
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
      const isPart = box.height > innerHeight || (element instanceof HTMLTextAreaElement && bottom - top >= 24);
      const y = isPart ? (top + bottom) / 2 : box.y + box.height / 2;
      const hit = document.elementFromPoint(x, y);
      if (!hit) wrong.push(`${name(element)} is not on the screen, at ${Math.round(x)}, ${Math.round(y)}`);
      else if (!element.contains(hit) && !hit.contains(element)) wrong.push(`${name(element)} is covered by ${name(hit)}`);
      else if (hit !== element && hit.contains(element) && getComputedStyle(element).pointerEvents !== "none" && !(hit instanceof HTMLLabelElement)) wrong.push(`${name(element)} is below ${name(hit)}`);
      if (!before.has(element)) wrong.push(`${name(element)} came from nowhere`);
      else if (before.get(element) === styleOf(element)) wrong.push(`${name(element)} doesn't show that it has the focus`);
      return wrong;
    });
    Reflect.set(window, "notReached", () => shown.filter((element) => !seen.has(element) && element.isConnected).map(name));
  });
  const wrong = [];
  let stops = 0;
  for (; stops < 2000; stops++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => /** @type {string[] | null} */ (Reflect.get(window, "lookAtFocus")()));
    if (found === null) break;
    wrong.push(...found);
  }
  wrong.push(...(await page.evaluate(() => /** @type {string[]} */ (Reflect.get(window, "notReached")()))).map((name) => `${name} is never reached`));
  return { stops, wrong };
}

test("covered, invisible and unreachable targets are noticed", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "bad.css"), "a, button { outline: none !important } .bar { position: fixed; inset: 0 0 auto; block-size: 90px; background: #fff } .trap { margin-top: 50px }");
  writeFileSync(
    join(folder, "index.html"),
    '<!doctype html><link rel=stylesheet href=bad.css><div class=bar></div><a href=#1>covered</a><div class=trap></div><p style="margin-top:99px"><br><br><br><br><a href=#2>plain</a></p><div><input type=checkbox><input type=checkbox></div><details><summary>x</summary></details>',
  );
  const control = await serve(folder);
  await on(control.url(""), async (page) => {
    const { stops, wrong } = await walk(page);
    assert.equal(stops, 5);
    assert(wrong.some((line) => line.includes("covered") && line.includes("is covered by div.bar")), wrong.join("\n"));
    assert.equal((await smallTargets(page)).filter((line) => line.startsWith("input")).length, 2);
    assert(wrong.some((line) => line.includes("plain doesn't show")), wrong.join("\n"));
  });
  control.close();
});

test("the focus shows on everything, and nothing covers it", async (t) => {
  const walks = [320, 1280].flatMap((width) => [
    ...types.map(([type, address]) => ({ place: `${type} at ${width} px`, url: server.url(address), width })),
    ...arabicTypes.map(([type, address]) => ({ place: `${type} in Arabic at ${width} px`, url: rightToLeft.url(address), width })),
  ]);
  let count = 0;
  const wrong = await inParallel(walks, async ({ place, url, width }) => {
    /** @type {string[]} */
    const lines = [];
    await on(url, async (page) => {
      // What is suggested for a wrong address comes while one walks.
      if ((await page.locator(".ab-suggestions").count()) > 0) await page.locator(".ab-suggestions--shown").waitFor();
      const { stops, wrong } = await walk(page);
      count += stops;
      assert(stops > 5, `${place}: ${stops} stops`);
      lines.push(...wrong.map((line) => `${place}: ${line}`));
    }, { viewport: { width, height: 640 } });
    return lines;
  }, 2);
  t.diagnostic(`${count} stops on ${walks.length} pages`);
  const all = wrong.flat();
  assert.deepEqual(all.slice(0, 30), [], `${all.length} problems`);
});

test("the focus goes through the header in reading order", async () => {
  for (const width of [320, 1280]) {
    await on(server.url("getting-started/install/"), async (page) => {
      assert.equal(await page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count(), 0, "no order but that of the page");
      /** @type {string[]} */
      const places = [];
      for (let stop = 0; stop < 40; stop++) {
        await page.keyboard.press("Tab");
        const inside = await page.evaluate(() => {
          const parts = { skip: ".ab-skip-link", brand: ".ab-brand", links: ".ab-nav", search: ".ab-header form", languages: ".ab-languages", breadcrumbs: ".ab-breadcrumbs", main: "main" };
          return Object.entries(parts).find(([, selector]) => document.activeElement?.closest(selector))?.[0] ?? document.activeElement?.outerHTML.slice(0, 80) ?? "";
        });
        if (places.at(-1) !== inside) places.push(inside);
        if (inside === "main") break;
      }
      assert.equal(places[0], "skip");
      assert.equal(places[1], "brand");
      assert.equal(places.at(-2), "breadcrumbs");
      assert.equal(places.at(-1), "main");
      for (const place of ["search", "languages"]) assert(places.includes(place), `${place} among ${places}`);
    }, { viewport: { width, height: 640 } });
  }
});

test("the menu of languages opens and closes with the keyboard", async () => {
  await on(server.url("getting-started/install/"), async (page) => {
    const menu = page.locator(".ab-languages");
    const isOpen = () => menu.evaluate((element) => element.hasAttribute("open"));
    const summary = menu.locator("summary");
    for (const key of ["Enter", "Space"]) {
      await summary.focus();
      await page.keyboard.press(key);
      assert(await isOpen(), `${key} opens it`);
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement?.closest(".ab-languages__menu") !== null), true, "Tab goes into it");
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press(key);
      assert(!(await isOpen()), `${key} closes it`);
    }
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    assert(!(await isOpen()), "Escape closes it");
    assert.equal(await page.evaluate(() => document.activeElement?.localName), "summary", "the focus is where the menu was opened");
  });
});

test("the keyboard leads from the list of questions to an answer", async () => {
  const [, address = ""] = types.find(([type]) => type === "faq") ?? [];
  for (const javaScriptEnabled of [true, false]) {
    await on(server.url(address), async (page) => {
      const link = page.locator(".ab-questions__link").last();
      const href = (await link.getAttribute("href")) ?? "";
      await link.focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(`**${href}`);
      await page.waitForTimeout(200);
      const title = page.locator(`[id="${decodeURIComponent(href.slice(1))}"]`);
      const { top, height } = await title.evaluate((element) => ({ top: element.getBoundingClientRect().top, height: innerHeight }));
      assert(top >= 0 && top < height, `the question is at ${top} px`);
      await page.keyboard.press("Tab");
      const follows = await title.evaluate((element) => element.contains(document.activeElement) || Boolean(element.compareDocumentPosition(document.activeElement ?? document.body) & Node.DOCUMENT_POSITION_FOLLOWING));
      assert(follows, "the next stop is the question's or comes after it");
    }, { javaScriptEnabled });
  }
});

/**
 * The targets that WCAG 2.5.8 finds too small.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
function smallTargets(page) {
  return page.evaluate(() => {
    const targets = [...document.querySelectorAll("a[href], button, input:enabled, select, summary")].filter((element) => element.checkVisibility() && !element.closest(".ab-skip-link, .ab-visually-hidden"));
    const boxes = targets.map((element) => {
      const box = element.getBoundingClientRect();
      return { element, box, small: box.width < 24 || box.height < 24, x: box.x + box.width / 2, y: box.y + box.height / 2 };
    });
    // A link within a sentence is as large as the sentence's line.
    const inText = (/** @type {Element} */ element) => getComputedStyle(element).display === "inline" && element.parentElement?.textContent?.trim() !== element.textContent?.trim();
    // A small target is in order where a circle of 24 pixels around it meets no other target, nor another small one's circle.
    return boxes.filter(({ element, small, x, y }) => {
      if (!small || inText(element)) return false;
      return boxes.some((other) => {
        const [nearX, nearY] = other.small ? [other.x, other.y] : [Math.max(other.box.left, Math.min(x, other.box.right)), Math.max(other.box.top, Math.min(y, other.box.bottom))];
        return other.element !== element && Math.hypot(nearX - x, nearY - y) < (other.small ? 24 : 12);
      });
    }).map(({ element, box: { width, height } }) => {
      return `${element.localName}.${element.className} “${element.textContent?.trim().slice(0, 30)}”: ${width.toFixed(1)} × ${height.toFixed(1)}`;
    });
  });
}

test("targets are at least 24 pixels large on a small phone", async () => {
  const loads = [
    ...types.map(([type, address]) => ({ place: type, url: server.url(address) })),
    ...arabicTypes.map(([type, address]) => ({ place: `${type} in Arabic`, url: rightToLeft.url(address) })),
  ];
  const found = await inParallel(loads, async ({ place, url }) => {
    /** @type {string[]} */
    let small = [];
    await on(url, async (page) => {
      small = await smallTargets(page);
    }, { viewport: { width: 320, height: 640 }, hasTouch: true });
    return small.map((line) => `${place}: ${line}`);
  });
  const all = found.flat();
  assert.deepEqual(all.slice(0, 30), [], `${all.length} small targets`);
});
