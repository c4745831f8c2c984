// Articles read lately: kept on this device alone, for each help centre and language, by page.js. Here they are shown and cleared.
//
// `search-early.js` reads them too, under the same key.

/**
 * @param {HTMLElement} section  has a list and a button, and is hidden while nothing is kept
 * @param {HTMLFormElement} form  a search form, which says which help centre and language it is
 */
export function recentArticles(section, form) {
  const key = `answerbook-read:${new URL(form.action).pathname}`;
  /** @returns {[path: string, title: string, language: string][]} the newest first */
  function list() {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "[]").filter((/** @type {unknown} */ entry) => Array.isArray(entry) && String(entry[0]).startsWith("/"));
    } catch {
      return [];
    }
  }
  function show() {
    const items = list().map(([path, title, language]) => {
      const link = document.createElement("a");
      const item = document.createElement("li");
      Object.assign(link, { className: "ab-chip", href: path, textContent: title, lang: language });
      item.append(link);
      return item;
    });
    section.querySelector("ul")?.replaceChildren(...items);
    section.hidden = items.length === 0;
  }
  section.querySelector("button")?.addEventListener("click", () => {
    try {
      localStorage.removeItem(key);
    } catch {}
    section.hidden = true;
    form.querySelector("input")?.focus();
  });
  return { show };
}
