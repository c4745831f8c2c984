// The contact page after a search: says what was searched for, and lets messages begin with it. In: `?q=`, the page's own ways.
// The line that it fills has its place from the start, so nothing moves.

import { carryAlong } from "./search-nothing.js";

const query = (new URLSearchParams(location.search).get("q") ?? "").trim();
const line = document.getElementById("ab-contact-query");
const ways = document.querySelector(".ab-channels");

if (query && line) line.textContent = (line.dataset.query ?? "").replace("{query}", () => query);
if (query && line && ways) carryAlong(ways, query, (line.dataset.message ?? "").replace("{query}", () => query), "");
