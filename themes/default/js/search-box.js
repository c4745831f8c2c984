// The search box: suggests articles while somebody types. In: the page's search form. Out: a panel below it.
//
// A combobox after the ARIA Authoring Practices: the focus stays in the input, the options are links that hold text alone.
// Without a chosen option Enter submits the form, as it does without this script.

import { SLOW, addShortcut, announcer, connect, element, excerptOf, failureText, fill, isEnough, pathOf, textsOf } from "./search-view.js";

/** @import { Answer, Result } from "./search-types" */

/** How many results show. */
const LIMIT = 6;

/** How long after a key the search begins, in milliseconds. */
const PAUSE = 120;

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {Element} status  its live region
 */
function enhance(form, input, status) {
  const search = connect(form);
  const say = textsOf(form);
  const announce = announcer(status);
  const note = element("p", "ab-search__note");
  const list = element("div", "ab-search__options");
  const panel = element("div", "ab-search__panel", note, list);
  /** @type {HTMLAnchorElement[]} */
  let options = [];
  let chosen = -1;
  /** The number of the newest question; older answers come too late. */
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  panel.hidden = true;
  list.id = `${input.id}-options`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", say("title"));
  form.append(panel);
  // A field of type `search` may not be a combobox.
  input.type = "text";
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  addShortcut(input);

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
   */
  function show(text, links) {
    note.textContent = text;
    note.hidden = text === "";
    options = links;
    options.forEach((option, at) => (option.id = `${list.id}-${at}`));
    fill(list, ...options);
    panel.hidden = false;
    panel.scrollTop = 0;
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
    const path = [foreign?.name, pathOf(result)].filter(Boolean).join(" · ");
    if (path) link.append(element("span", "ab-option__path", path));
    if (result.excerpt.length > 0) link.append(element("span", "ab-option__text", ...excerptOf(result)));
    if (foreign) Object.assign(link, { lang: foreign.language, dir: foreign.dir });
    return link;
  }

  /**
   * @param {string} query
   * @param {Answer} answer
   */
  function showAnswer(query, { results, corrected }) {
    const found = results.length > 0;
    const text = !found ? say("nothing", { query }) : corrected ? say("corrected", { query: corrected }) : "";
    show(text, [...results.map(optionOf), toResults(query, say(found ? "all" : "articles", { query }))]);
    announce([text, found ? say("results", { count: results.length }) : ""].filter(Boolean).join(". "));
  }

  /** @type {(query: string, text: string) => HTMLAnchorElement} */
  function toResults(query, text) {
    const link = option(search.resultsAddress(query), text);
    link.classList.add("ab-option--all");
    return link;
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
    const answer = await search.query(text, { limit: LIMIT, prefix: true }).catch(() => undefined);
    clearTimeout(slow);
    if (turn !== asked) return;
    if (answer) return showAnswer(query, answer);
    show(failureText(say), [toResults(query, say("articles"))]);
    announce(failureText(say));
  }

  input.addEventListener("input", () => {
    // What every search needs may come while the first letters are typed; a failure shows at the question.
    search.load().catch(() => undefined);
    clearTimeout(pause);
    if (!isEnough(input.value)) return close();
    asked += 1;
    choose(-1);
    pause = setTimeout(() => ask(input.value), PAUSE);
  });

  input.addEventListener("keydown", (event) => {
    // Enter and the arrows belong to the input method while it composes a word.
    if (event.isComposing) return;
    const { key, ctrlKey, metaKey } = event;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    const option = options[chosen];
    if (step && panel.hidden && isEnough(input.value)) {
      ask(input.value);
    } else if (step && options.length > 0) {
      // One place more than options: the input itself.
      const places = options.length + 1;
      choose(((chosen + 1 + step + places) % places) - 1);
    } else if (key === "Enter" && (ctrlKey || metaKey) && input.value.trim()) {
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
  list.addEventListener("click", close);
  input.addEventListener("blur", close);
  // A page that is gone back to shows no old answers.
  addEventListener("pagehide", close);
}

document.querySelectorAll("form.ab-search").forEach((form) => {
  const input = form.querySelector("input[name=q]");
  const status = form.querySelector("[role=status]");
  if (form instanceof HTMLFormElement && input instanceof HTMLInputElement && status) enhance(form, input, status);
});
