// Videos: a time plays from its second, a result opens the video at it, and other sites are asked after a click only.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, open } from "./browser.mjs";
import { serve, siteOf } from "./site.mjs";

/** @import { Page } from "playwright-core" */

/** Eighty-five seconds of silence, as WAVE: browsers look into a file, not at its name. Every byte is below 128, so it is text, too. */
function silence() {
  const [rate, length] = [0x0c00, 0x040000];
  const bytes = (/** @type {number} */ value, size = 4) => Array.from({ length: size }, (_, at) => String.fromCharCode((value >> (8 * at)) & 0xff)).join("");
  const format = bytes(16) + bytes(1, 2) + bytes(1, 2) + bytes(rate) + bytes(rate) + bytes(1, 2) + bytes(8, 2);
  return `RIFF${bytes(length + 36)}WAVEfmt ${format}data${bytes(length)}${"\x7f".repeat(length)}`;
}

const CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:04.000\nHold the button.\n\n01:15.000 --> 01:20.000\nThe lamp turns quokka.\n";
const CHAPTERS = "WEBVTT\n\n00:00.000 --> 00:40.000\nThe button\n\n00:40.000 --> 01:20.000\nThe lamp\n";

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  server = await serve(siteOf({
    "answerbook.yaml": "title: Help\n",
    "content/film.md": "---\ntitle: Film\n---\nText.\n\n![How to reset](reset.mp4)\n",
    "content/tour.md": "---\ntitle: Tour\n---\nText.\n\n![The tour](https://youtu.be/aqz-KE-bpKQ)\n",
    "content/plain.md": "---\ntitle: Plain\n---\nText.\n",
    "content/reset.mp4": silence(),
    "content/reset.vtt": CAPTIONS,
    "content/reset.chapters.vtt": CHAPTERS,
  }));
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
});

const place = (/** @type {Page} */ page) => page.evaluate(() => document.querySelector("video")?.currentTime ?? -1);
const isPlaying = (/** @type {Page} */ page) => page.waitForFunction(() => document.querySelector("video")?.paused === false);

test("a time of the transcript plays from its second, by keyboard, too", async () => {
  const { page, problems, close } = await open(browser, server.url("film/"));
  /** @type {string[]} */
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.reload({ waitUntil: "networkidle" });
  assert.ok(!requests.some((url) => url.includes(".mp4")), "nothing is loaded before it is asked for");
  assert.ok(requests.some((url) => url.endsWith("video.js")));
  await page.getByText("Transcript").click();
  await page.getByRole("link", { name: "1:15" }).click();
  await isPlaying(page);
  await page.waitForFunction(() => (document.querySelector("video")?.currentTime ?? 0) >= 75);
  assert.ok((await place(page)) < 80);
  await page.getByRole("link", { name: "0:40 The lamp" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => Math.abs((document.querySelector("video")?.currentTime ?? 0) - 41) < 2);
  assert.equal(new URL(page.url()).hash, "", "the page stays");
  assert.deepEqual(problems, []);
  await close();
});

test("a result opens the video at its second, and plays nothing by itself", async () => {
  const { page, problems, close } = await open(browser, server.url("search/?q=quokka"));
  await page.locator("#ab-results .ab-result__link").first().click();
  await page.waitForURL(/film\/#t-reset-75$/);
  await page.waitForFunction(() => (document.querySelector("video")?.currentTime ?? 0) >= 75);
  assert.equal(await page.evaluate(() => document.querySelector("video")?.paused), true);
  assert.ok(await page.getByText("The lamp turns quokka.").isVisible());
  assert.deepEqual(problems, []);
  await close();
});

test("another site is asked for its player after a click", async () => {
  const { page, problems, close } = await open(browser, server.url("tour/"), { bypassCSP: true });
  await page.route("https://www.youtube-nocookie.com/**", (route) => route.fulfill({ contentType: "text/html", body: "<title>Player</title>" }));
  await page.waitForLoadState("networkidle");
  assert.deepEqual(problems, []);
  const link = page.getByRole("link", { name: "Play: The tour" });
  assert.match((await link.innerText()) ?? "", /youtube-nocookie\.com/);
  await link.focus();
  await page.keyboard.press("Enter");
  await page.frameLocator("iframe.ab-embed__frame").locator("html").waitFor({ state: "attached" });
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("title")), "Play: The tour");
  assert.deepEqual(problems, ["foreign request: https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1"]);
  await close();
});

test("without scripts the links lead to the file and to the video's page", async () => {
  const { page, close } = await open(browser, server.url("film/"), { javaScriptEnabled: false });
  assert.match((await page.getByRole("link", { name: "0:40 The lamp" }).getAttribute("href")) ?? "", /reset\.mp4#t=40$/);
  await page.goto(server.url("tour/"));
  assert.equal(await page.getByRole("link", { name: "Play: The tour" }).getAttribute("href"), "https://youtu.be/aqz-KE-bpKQ");
  await close();
});

test("a page without a video has no script for it", async () => {
  const { page, close } = await open(browser, server.url("plain/"));
  /** @type {string[]} */
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.reload({ waitUntil: "networkidle" });
  assert.ok(!requests.some((url) => url.endsWith("video.js")), requests.join(" "));
  await close();
});
