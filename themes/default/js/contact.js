// The contact page after a search, or from a page that somebody wants to say something about: says so. In: `?q=` or `?page=`. The
// line that it fills has its place from the start, so nothing moves. What goes along with a message is `capsule.js`'s business.

const asked = new URLSearchParams(location.search);
const query = (asked.get("q") ?? "").trim();
const page = asked.get("page") ?? "";
const line = document.getElementById("ab-contact-query");
const text = (/** @type {string} */ key, /** @type {Record<string, string>} */ values) => (line?.dataset[key] ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

if (query && line) line.textContent = text("query", { query });
else if (/^\/(?!\/)[^\s\\]*$/.test(page) && line) line.textContent = text("page", { page: new URL(page, location.href).href });
