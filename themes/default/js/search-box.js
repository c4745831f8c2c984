// The search box: suggests articles while somebody types, and recent searches before. In: a search form whose input page.js has
// made a combobox. Out: a panel below it.
//
// After the ARIA Authoring Practices the focus stays in the input, the options are links that hold text alone.
// Without a chosen option Enter submits the form, as it does without this script.

import { recentSearches } from "./search-recent.js";
import { SLOW, announcer, connect, element, excerptOf, failureText, fill, happened, isEnough, opened, pathOf, textsOf } from "./search-view.js";

/** @import { Result } from "./search-types" */
/** @import { Found } from "./search-view.js" */

/** How many results show. */
const LIMIT = 6;

/** How many characters of an answer to a question: about three lines. */
const ANSWER = 200;

/** How long after a key the search begins, in milliseconds. */
const PAUSE = 120;

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
export function enhance(form, input) {
  const search = connect(form);
  const say = textsOf(form);
  const recent = recentSearches(form);
  const announce = announcer(form.querySelector("[role=status]") ?? element("p", ""));
  const note = element("p", "ab-search__note");
  const list = element("div", "ab-search__options");
  const clear = element("button", "ab-search__clear", say("recentClear"));
  const panel = element("div", "ab-search__panel", note, list, clear);
  /** @type {HTMLAnchorElement[]} */
  let options = [];
  let chosen = -1;
  /** The number of the newest question; older answers come too late. */
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  panel.hidden = true;
  clear.type = "button";
  list.id = input.getAttribute("aria-controls") ?? "";
  list.setAttribute("role", "listbox");
  // Browsers let Tab stop at what scrolls.
  list.tabIndex = -1;
  // After the input, so that Tab leads to what the panel has besides options.
  input.after(panel);

  /** @param {number} index */
  function choose(index) {
    chosen = index;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = options[index];
    if (!option) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {string} text  what is to be said about the options
   * @param {HTMLAnchorElement[]} links
   * @param {string} [name]  of the list
   */
  function show(text, links, name = say("title")) {
    note.textContent = text;
    note.hidden = text === "";
    clear.hidden = true;
    options = links;
    options.forEach((option, at) => (option.id = `${list.id}-${at}`));
    list.setAttribute("aria-label", name);
    fill(list, ...options);
    panel.hidden = false;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
    choose(-1);
  }

  function close() {
    asked += 1;
    clearTimeout(pause);
    announce("");
    show("", []);
    panel.hidden = true;
  }

  /** Recent searches, while nothing is typed. */
  function showRecent() {
    const queries = recent.list();
    if (input.value || queries.length === 0) return;
    show(say("recent"), queries.map((query) => option(search.resultsAddress(query), query)), say("recent"));
    clear.hidden = false;
    announce(say("recent"));
  }

  /**
   * @param {string} href
   * @param {(Node | string)[]} children
   */
  function option(href, ...children) {
    const link = element("a", "ab-option", ...children);
    link.href = href;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    return link;
  }

  /** @param {Result} result */
  function optionOf(result) {
    const link = option(search.hrefOf(result), element("span", "ab-option__title", result.title));
    const foreign = search.foreign(result);
    const level = result.level && say(result.level.replace(/^./, (letter) => `notice${letter.toUpperCase()}`));
    const path = [level, foreign?.name, pathOf(result)].filter(Boolean).join(" · ");
    if (path) link.append(element("span", "ab-option__path", path));
    if (result.excerpt.length > 0) link.append(element("span", "ab-option__text", ...excerptOf(result)));
    link.classList.add("ab-option--result");
    if (result.kind === "faq") link.classList.add("ab-option--answer");
    if (foreign) Object.assign(link, { lang: foreign.language, dir: foreign.dir });
    return link;
  }

  /**
   * An option that leads to the page of results.
   * @param {string} href
   * @param {string} text
   */
  function more(href, text) {
    const link = option(href, text);
    link.classList.add("ab-option--all");
    return link;
  }

  /**
   * @param {string} query
   * @param {Found} answer
   */
  function showAnswer(query, { results, total, corrected, elsewhere }) {
    const found = results.length > 0;
    const text = !found ? say("nothing", { query }) : corrected ? say("corrected", { query: corrected }) : "";
    const links = results.map(optionOf);
    if (found && corrected) links.push(more(search.resultsAddress(query, { exact: true }), say("instead", { query })));
    if (search.scope()) links.push(more(search.resultsAddress(query, { everywhere: true }), say("everywhere")));
    if (found || elsewhere.length === 0) links.push(more(search.resultsAddress(query), say(found ? "all" : "articles", { query })));
    show(text, links);
    announce([text, found ? say("results", { count: results.length }) : ""].filter(Boolean).join(". "));
    happened({ type: "search", q: query, results: Math.max(total, results.length) + elsewhere.length });
  }

  /** @param {string} text */
  async function ask(text) {
    const turn = ++asked;
    const query = text.trim();
    const slow = setTimeout(() => {
      if (turn !== asked) return;
      show(say("searching"), options);
      announce(say("searching"));
    }, SLOW);
    const answer = await search.query(text, { limit: LIMIT, prefix: true, answers: ANSWER }).catch(() => undefined);
    clearTimeout(slow);
    if (turn !== asked) return;
    if (answer) return showAnswer(query, answer);
    show(failureText(say), [more(search.resultsAddress(query), say("articles"))]);
    announce(failureText(say));
  }

  /**
   * A result is opened; other options lead to searches.
   * @param {EventTarget | null} target
   */
  function open(target) {
    const link = target instanceof Element ? target.closest("a") : null;
    const rank = options.filter((option) => option.matches(".ab-option--result")).findIndex((option) => option === link) + 1;
    if (link && rank > 0) opened(input.value, rank, link.href, link.querySelector(".ab-option__title")?.textContent ?? "");
  }

  function takeUp() {
    // What every search needs may come while the first letters are typed; a failure shows at the question.
    if (input.value) search.load().catch(() => undefined);
    clearTimeout(pause);
    if (!isEnough(input.value)) {
      if (!panel.hidden) close();
      return showRecent();
    }
    asked += 1;
    choose(-1);
    pause = setTimeout(() => ask(input.value), PAUSE);
  }

  input.addEventListener("input", takeUp);
  input.addEventListener("click", () => panel.hidden && showRecent());
  input.addEventListener("focus", showRecent);

  input.addEventListener("keydown", (event) => {
    // Enter and the arrows belong to the input method while it composes a word.
    if (event.isComposing) return;
    const { key, ctrlKey, metaKey } = event;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    const option = options[chosen];
    if (step && panel.hidden && isEnough(input.value)) {
      ask(input.value);
    } else if (step && panel.hidden && !input.value) {
      showRecent();
    } else if (step && options.length > 0) {
      // One place more than options: the input itself.
      const places = options.length + 1;
      choose(((chosen + 1 + step + places) % places) - 1);
    } else if (key === "Enter" && (ctrlKey || metaKey) && (option || input.value.trim())) {
      recent.add(input.value);
      if (option) open(option);
      window.open(option?.href ?? search.resultsAddress(input.value.trim()), "_blank", "noopener");
    } else if (key === "Enter" && option) {
      option.click();
    } else if (key === "Escape" && !panel.hidden) {
      close();
    } else if (key === "Escape" && input.value) {
      input.value = "";
    } else {
      return;
    }
    event.preventDefault();
  });

  // The focus stays in the input; a click on an option is a click on a link.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    recent.add(input.value);
    open(target);
    close();
  });
  list.addEventListener("auxclick", ({ target, button }) => {
    recent.add(input.value);
    if (button === 1) open(target);
  });
  form.addEventListener("submit", () => recent.add(input.value));
  clear.addEventListener("click", () => {
    recent.clear();
    close();
    input.focus();
    announce(say("recentCleared"));
  });
  clear.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    input.focus();
    close();
  });
  panel.parentElement?.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && (relatedTarget === input || panel.contains(relatedTarget)))) close();
  });
  // A page that is gone back to shows no old answers.
  addEventListener("pagehide", close);
  if (input === document.activeElement) takeUp();
}
