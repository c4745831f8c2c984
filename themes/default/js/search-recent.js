// Recent searches: kept on this device alone, for each help centre and language. Where nothing can be kept, there are none.
//
// `search-early.js` reads them too, under the same key.

/** How many are kept. */
const MOST = 6;

/**
 * @param {HTMLFormElement} form
 */
export function recentSearches(form) {
  const key = `answerbook-searches:${new URL(form.action).pathname}`;
  /** @returns {string[]} the newest first */
  function list() {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
      return Array.isArray(kept) ? kept.filter((query) => typeof query === "string").slice(0, MOST) : [];
    } catch {
      return [];
    }
  }
  return {
    list,
    /** @param {string} query  one that was submitted, or whose result was opened */
    add(query) {
      const text = query.trim();
      if (!text) return;
      const others = list().filter((other) => other.toLowerCase() !== text.toLowerCase());
      try {
        localStorage.setItem(key, JSON.stringify([text, ...others].slice(0, MOST)));
      } catch {}
    },
    clear() {
      try {
        localStorage.removeItem(key);
      } catch {}
    },
  };
}
