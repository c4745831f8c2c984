// The contact page after a search, or from a page that somebody wants to say something about: says so, and lets messages begin with
// it. In: `?q=` or `?page=`, the page's own ways. The line that it fills has its place from the start, so nothing moves.

import { carryAlong } from "./search-nothing.js";

const asked = new URLSearchParams(location.search);
const query = (asked.get("q") ?? "").trim();
const page = asked.get("page") ?? "";
const line = document.getElementById("ab-contact-query");
const ways = document.querySelector(".ab-channels");
const text = (/** @type {string} */ key, /** @type {Record<string, string>} */ values) => (line?.dataset[key] ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

if (query && line) {
  line.textContent = text("query", { query });
  if (ways) carryAlong(ways, query, text("message", { query }), "");
} else if (/^\/(?!\/)[^\s\\]*$/.test(page) && line) {
  const about = text("page", { page: new URL(page, location.href).href });
  line.textContent = about;
  if (ways) carryAlong(ways, about, about, "");
}
