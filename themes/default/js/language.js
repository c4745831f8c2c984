// For readers of several languages: a page is offered in the language that the browser asks for, and the language switch keeps
// the place on the page. `page.js` imports this where there is something to do.

/** Where it is kept that a language was offered. */
const OFFERED = "answerbook-language-offered";

/** @param {string} tag */
const primary = (tag) => tag.toLowerCase().split("-")[0];

/** The headings of the text, in order. Those of the page around it have ids that begin with `ab-`. */
const headings = () => [...document.querySelectorAll("main :is(h2, h3, h4, h5, h6)[id]:not([id^=ab-], .ab-outdated *)")];

/** @param {Element} menu */
const linksOf = (menu) => /** @type {HTMLAnchorElement[]} */ ([...menu.querySelectorAll("a[hreflang]:not([aria-current])")]);

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Lets links to other languages lead to where the reader is: they say which heading it is, and its id.
 * @param {HTMLAnchorElement[]} links
 */
function carry(links) {
  const id = decode(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  const all = headings();
  const at = all.indexOf(target.closest("[id]:is(h2, h3, h4, h5, h6)") ?? target);
  for (const link of links) link.hash = at < 0 ? encodeURIComponent(id) : `ab-at=${at}/${all.length}/${encodeURIComponent(id)}`;
}

/** @param {Element} menu */
export const carryAll = (menu) => carry(linksOf(menu));

/** Goes where such a link leads: to the same id; or to the heading with the same number, where there are as many. */
export function land() {
  const [, at = "", count = "", id = ""] = /^#ab-at=(\d+)\/(\d+)\/(.*)$/.exec(location.hash) ?? [];
  const all = headings();
  const target = document.getElementById(decode(id)) ?? (all.length === Number(count) ? all[Number(at)] : undefined);
  // With a fragment alone nothing is loaded again.
  location.replace(`#${target ? encodeURIComponent(target.id) : ""}`);
}

/**
 * The link to the language that the browser asks for first, of those that the page is in; none where that is the page's own.
 * @param {HTMLAnchorElement[]} links
 */
function wanted(links) {
  const here = primary(document.documentElement.lang);
  for (const tag of navigator.languages) {
    if (primary(tag) === here) return;
    const translations = links.filter((link) => link.relList.contains("alternate"));
    const exact = translations.find((link) => link.hreflang.toLowerCase() === tag.toLowerCase());
    const link = exact ?? translations.find((link) => primary(link.hreflang) === primary(tag));
    if (link) return link;
  }
}

/**
 * Offers the page in the reader's language, once, in that language's own words. Nobody is led away.
 * @param {HTMLElement} menu
 */
export async function offer(menu) {
  const link = wanted(linksOf(menu));
  const { texts: address } = menu.dataset;
  try {
    if (!link || !address || localStorage.getItem(OFFERED)) return;
    const response = await fetch(address);
    /** @type {Record<string, { text: string, read: string, stay: string }>} */
    const all = await response.json();
    const texts = all[link.hreflang];
    if (!texts) return;
    localStorage.setItem(OFFERED, link.hreflang);
    show(link, texts, menu);
  } catch {
    // Where nothing can be remembered it would come again on every page.
  }
}

/**
 * @param {HTMLAnchorElement} link
 * @param {{ text: string, read: string, stay: string }} texts
 * @param {HTMLElement} menu
 */
function show(link, texts, menu) {
  const box = document.createElement("section");
  const text = document.createElement("p");
  const go = document.createElement("a");
  const stay = document.createElement("button");
  Object.assign(box, { className: "ab-offer", lang: link.lang, dir: link.dir });
  box.setAttribute("aria-label", texts.text);
  Object.assign(text, { className: "ab-offer__text", textContent: texts.text });
  Object.assign(go, { className: "ab-offer__link", href: link.href, hreflang: link.hreflang, textContent: texts.read });
  Object.assign(stay, { className: "ab-offer__stay", type: "button", textContent: texts.stay });
  go.addEventListener("click", () => carry([go]));
  // The end of the page can be scrolled out from under it, and what has the focus isn't hidden below it.
  const reserve = (/** @type {string} */ height) => {
    document.body.style.marginBlockEnd = height;
    document.documentElement.style.scrollPaddingBlockEnd = height;
  };
  function close() {
    const focused = box.contains(document.activeElement);
    box.remove();
    reserve("");
    if (focused) menu.querySelector("summary")?.focus({ preventScroll: true });
  }
  stay.addEventListener("click", close);
  box.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  box.append(text, go, stay);
  // After the link that skips to the content, so that the Tab key gets there at once. It lies over the page, so nothing moves.
  const skip = document.querySelector(".ab-skip-link");
  if (skip) skip.after(box);
  else document.body.prepend(box);
  reserve(`${Math.ceil(box.getBoundingClientRect().height)}px`);
}
