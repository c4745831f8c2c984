// What the search box, the results page and the page for wrong addresses share: the way to the search engine, interface
// texts, parts of a result. All text becomes text nodes, so that no query and no title is ever read as markup.

/**
 * @typedef {import("./search-types").Answer} Answer
 * @typedef {import("./search-types").Result} Result
 * @typedef {import("./search-types").QueryOptions} QueryOptions
 * @typedef {(key: string, values?: Record<string, string | number | string[]>) => string} Say
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
  return length > 2 || (length === 2 && isDense(text));
}

/**
 * Whether a text is in a script without spaces, or nearly so.
 * @param {string} text
 */
export const isDense = (text) => DENSE.test(text);

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

/** Letters written from right to left. */
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * A text that keeps its own direction within another one, whose signs don't end up on its wrong side.
 * @param {string} text
 */
const isolated = (text) => (document.documentElement.dir === "rtl" || RTL.test(text) ? `\u2068${text}\u2069` : text);

/**
 * The texts in the `data-` attributes of elements, by key. `{name}`s are filled in, numbers and lists as the
 * language writes them; `count` chooses the plural form.
 * @param {HTMLElement[]} elements
 * @returns {Say}
 */
export function textsOf(...elements) {
  /** @type {DOMStringMap} */
  const texts = Object.assign({}, ...elements.map(({ dataset }) => dataset));
  // English of no country is written as most of the world writes it, as the build does.
  const { lang } = document.documentElement;
  const language = lang === "en" ? "en-001" : lang;
  const list = new Intl.ListFormat(language);
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const form = plural.select(Number(values.count ?? 0)).replace(/^./, (letter) => letter.toUpperCase());
    const text = texts[key] ?? texts[key + form] ?? texts[`${key}Other`] ?? "";
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name] ?? whole;
      if (typeof value === "number") return number.format(value);
      return Array.isArray(value) ? list.format(value.map(isolated)) : isolated(value);
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
 * Says what was searched or opened to whoever wants to know: `page.js` keeps it for the contact page, `events.js` sends it where
 * the settings say so, but for what is only `kept` or `stays` here.
 * @param {({ type: "search", q: string, results: number } | { type: "open", q: string, rank: number, to: string } | { type: "deflected", q: string, to: string }) & { kept?: Record<string, string>, stays?: boolean }} detail
 */
export const happened = (detail) => document.dispatchEvent(new CustomEvent("answerbook", { detail }));

/**
 * That a result was opened.
 * @param {string} q
 * @param {number} rank  from 1
 * @param {string} href
 * @param {string} title
 * @param {boolean} [stays]  whether it is told to nobody
 */
export function opened(q, rank, href, title, stays = false) {
  const { pathname, hash } = new URL(href);
  happened({ type: "open", q: q.trim(), rank, to: pathname + hash, kept: { title: title.trim() }, stays });
}

/** How many results are asked for, to find among them those of one category. */
const IN_SCOPE = 100;

/** @typedef {Answer & { elsewhere: Result[] }} Found  `elsewhere`: where a category is searched, what is found outside of it */

/**
 * The platforms of the settings, by name, with their labels: `data-platforms` of a form.
 * @param {HTMLFormElement} form
 */
const platformsOf = (form) => new Map((form.dataset.platforms ?? "").split("\n").flatMap((line) => (line ? [/** @type {[string, string]} */ (line.split("\t"))] : [])));

/** The customer's platform; `platform.js` finds it out, on pages with a switch before this. */
async function ownPlatform() {
  const { dataset } = document.documentElement;
  /** @type {string} No module: what it finds stands on the root element. */
  const address = "./platform.js";
  if (dataset.platform === undefined) await import(address).catch(() => undefined);
  return dataset.platform ?? "";
}

/**
 * The search that a form leads to. Nothing is loaded before it is needed; what failed to load is tried again.
 * A field `in` of the form names a category by its address below the language's root: only what is in it is found. A field
 * `platform` names a platform: what is for others alone is not found; without it that comes later.
 * @param {HTMLFormElement} form
 */
export function connect(form) {
  const root = new URL(form.dataset.root ?? "./", document.baseURI).href;
  const edition = new URL("..", form.action).href;
  let failures = 0;
  /** @type {Promise<Awaited<ReturnType<typeof import("./search.js").openSearch>> & Pick<typeof import("./search.js"), "words">> | undefined} */
  let opening;
  async function open() {
    // Some browsers remember for ever that a module's address failed.
    const address = failures > 0 ? `./search.js?${failures}` : "./search.js";
    /** @type {typeof import("./search.js")} */
    const { openSearch, words } = await import(address).catch((error) => {
      failures += 1;
      throw error;
    });
    return { ...(await openSearch(form.action)), words };
  }
  function load() {
    if (!opening) {
      opening = open();
      opening.catch(() => (opening = undefined));
    }
    return opening;
  }
  const hrefOf = (/** @type {Result} */ result) => new URL(result.url, root).href;
  const platforms = platformsOf(form);
  function valueOf(/** @type {string} */ name) {
    const field = form.elements.namedItem(name);
    return field instanceof HTMLInputElement ? field.value : "";
  }
  const path = () => valueOf("in");
  /** The only platform that is searched; none for all. */
  const only = () => (platforms.has(valueOf("platform")) ? valueOf("platform") : "");
  /** The category that is searched, as an address; none for everything. */
  function scope() {
    try {
      const { href } = new URL(path(), edition);
      return href.startsWith(edition) && href !== edition && href.endsWith("/") ? href : "";
    } catch {
      return "";
    }
  }
  return {
    load,
    hrefOf,
    scope,
    only,
    /** @param {string} name  of a platform */
    platformLabel: (name) => platforms.get(name) ?? name,
    /**
     * @param {string} text
     * @param {QueryOptions & { limit: number }} options
     * @returns {Promise<Found>}
     */
    async query(text, options) {
      const within = scope();
      const [search, own] = await Promise.all([load(), platforms.size > 0 ? ownPlatform() : ""]);
      const platform = only() || own;
      const asked = platform ? { ...options, platform, only: only() !== "" } : options;
      const answer = await search.query(text, within ? { ...asked, limit: IN_SCOPE } : asked);
      const results = answer.results.filter((result) => hrefOf(result).startsWith(root));
      if (!within) return { ...answer, results, elsewhere: [] };
      // Results in the main language are in the category of the same address there.
      const there = new URL(within.slice(edition.length), root).href;
      // A known issue is everywhere.
      const isIn = (/** @type {Result} */ result) => result.level !== undefined || [within, there].some((address) => hrefOf(result).startsWith(address));
      const found = results.filter(isIn);
      const elsewhere = results.filter((result) => !isIn(result)).slice(0, options.limit);
      return { ...answer, results: found.slice(0, options.limit), total: found.length, elsewhere };
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
    /**
     * Where the page of results shows the answer to a question.
     * @param {string} text
     * @param {{ exact?: boolean, everywhere?: boolean, platform?: string }} [how]  `platform`: the only one
     */
    resultsAddress(text, { exact = false, everywhere = false, platform = only() } = {}) {
      const within = everywhere || !scope() ? {} : { in: path() };
      return `${form.action}?${new URLSearchParams({ q: text, ...within, ...(platform && { platform }), ...(exact && { exact: "1" }) })}`;
    },
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
