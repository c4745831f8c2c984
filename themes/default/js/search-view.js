// What the search box, the results page and the page for wrong addresses share: the way to the search engine, interface
// texts, parts of a result. All text becomes text nodes, so that no query and no title is ever read as markup.

/**
 * @typedef {import("./search-types").Answer} Answer
 * @typedef {import("./search-types").Result} Result
 * @typedef {import("./search-types").QueryOptions} QueryOptions
 * @typedef {(key: string, values?: Record<string, string | number>) => string} Say
 */

/** How long after the last key a count is said and an address changed, in milliseconds. */
export const SETTLED = 700;

/** After how long "Searching…" shows; a quick answer needs no such flicker. */
export const SLOW = 250;

/** Scripts in which two characters can be a word. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Whether enough is typed to look for.
 * @param {string} text
 */
export function isEnough(text) {
  const { length } = [...text.trim()];
  return length > 2 || (length === 2 && DENSE.test(text));
}

/**
 * Makes an element; texts among its children become text nodes.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name  its class
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

/**
 * Puts these children in the place of an element's own.
 * @param {Element} parent
 * @param {(Node | string)[]} children
 */
export function fill(parent, ...children) {
  parent.textContent = "";
  parent.append(...children);
}

/**
 * The texts in the `data-` attributes of elements, by key. `{name}`s are filled in; `count` chooses the plural form.
 * @param {HTMLElement[]} elements
 * @returns {Say}
 */
export function textsOf(...elements) {
  /** @type {DOMStringMap} */
  const texts = Object.assign({}, ...elements.map(({ dataset }) => dataset));
  const language = document.documentElement.lang;
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const form = plural.select(Number(values.count ?? 0)).replace(/^./, (letter) => letter.toUpperCase());
    const text = texts[key] ?? texts[key + form] ?? texts[`${key}Other`] ?? "";
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name] ?? whole;
      return typeof value === "number" ? number.format(value) : value;
    });
  };
}

/**
 * Says what changed, once typing pauses, so that a screen reader isn't interrupted at every letter.
 * @param {Element} status  a live region that the page has had from the start
 */
export function announcer(status) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  return (/** @type {string} */ text) => {
    clearTimeout(waiting);
    status.textContent = "";
    waiting = setTimeout(() => (status.textContent = text), SETTLED);
  };
}

/**
 * The search that a form leads to. Nothing is loaded before it is needed; what failed to load is tried again.
 * @param {HTMLFormElement} form
 */
export function connect(form) {
  const root = new URL(form.dataset.root ?? "./", document.baseURI).href;
  let failures = 0;
  /** @type {Promise<Awaited<ReturnType<typeof import("./search.js").openSearch>>> | undefined} */
  let opening;
  async function open() {
    // Some browsers remember for ever that a module's address failed.
    const address = failures > 0 ? `./search.js?${failures}` : "./search.js";
    /** @type {typeof import("./search.js")} */
    const { openSearch } = await import(address).catch((error) => {
      failures += 1;
      throw error;
    });
    return openSearch(form.action);
  }
  function load() {
    if (!opening) {
      opening = open();
      opening.catch(() => (opening = undefined));
    }
    return opening;
  }
  const hrefOf = (/** @type {Result} */ result) => new URL(result.url, root).href;
  return {
    load,
    hrefOf,
    /**
     * @param {string} text
     * @param {QueryOptions} options
     * @returns {Promise<Answer>}
     */
    async query(text, options) {
      const answer = await (await load()).query(text, options);
      return { ...answer, results: answer.results.filter((result) => hrefOf(result).startsWith(root)) };
    },
    /**
     * The language of a result, where it isn't the page's.
     * @param {Result} result
     */
    foreign({ language }) {
      if (language === document.documentElement.lang) return undefined;
      const { fallbackLang, fallbackDir = "auto", fallbackName = language } = form.dataset;
      return language === fallbackLang ? { language, dir: fallbackDir, name: fallbackName } : { language, dir: "auto", name: language };
    },
    /** @param {string} text */
    resultsAddress: (text) => `${form.action}?${new URLSearchParams({ q: text })}`,
  };
}

/**
 * Where a result is in the help centre.
 * @param {Result} result
 */
export const pathOf = ({ breadcrumb }) => breadcrumb.join(" › ");

/**
 * A result's excerpt, its matches marked.
 * @param {Result} result
 */
export const excerptOf = ({ excerpt }) => excerpt.map(({ text, match }) => (match ? element("mark", "", text) : text));

/**
 * Why there is no answer.
 * @param {Say} say
 */
export const failureText = (say) => say(navigator.onLine ? "failed" : "offline");

/**
 * Lets Ctrl-K, or Command-K on Apple's devices, lead to the search from anywhere but another field.
 * @param {HTMLInputElement} input
 */
export function addShortcut(input) {
  const apple = /Mac|iP/.test(navigator.platform);
  input.setAttribute("aria-keyshortcuts", apple ? "Meta+K" : "Control+K");
  addEventListener("keydown", (event) => {
    const { target, key, ctrlKey, metaKey, shiftKey, altKey } = event;
    const pressed = key.toLowerCase() === "k" && (apple ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !shiftKey && !altKey;
    const field = target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select"));
    if (!pressed || field) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
