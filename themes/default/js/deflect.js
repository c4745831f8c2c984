// Answers while somebody writes what a message is about: suggested below the subject, never in the way. Loaded when the subject gets
// the focus. They open in a new tab, so that the form stays; what helped is told as the event `deflected` because the customer says so.

import { announcer, connect, element, fill, happened, isEnough, opened, textsOf } from "./search-view.js";

/** How many answers are suggested. */
const LIMIT = 5;

/** How long after a key, in milliseconds. */
const PAUSE = 500;

const subject = document.getElementById("ab-form-subject");
const place = document.getElementById("ab-deflection");
const form = document.querySelector("form.ab-search");
const texts = document.getElementById("ab-capsule");

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} place
 * @param {HTMLFormElement} form
 * @param {HTMLElement} texts
 */
function suggest(input, place, form, texts) {
  const search = connect(form);
  const say = textsOf(form, texts);
  const status = element("p", "ab-visually-hidden");
  const found = element("div", "ab-deflection__found");
  const question = element("div", "ab-deflection__question");
  const announce = announcer(status);
  status.setAttribute("role", "status");
  place.className = "ab-deflection";
  place.append(status, found, question);
  let turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  /**
   * @param {string} q
   * @param {HTMLAnchorElement} link
   */
  function ask(q, link) {
    const title = link.textContent ?? "";
    const { pathname, hash } = new URL(link.href);
    const name = element("p", "", say("helpful"), " ", link.cloneNode(true));
    const buttons = ["yes", "no"].map((key) => {
      const button = element("button", "ab-feedback__button", say(key));
      button.type = "button";
      button.setAttribute("aria-label", `${say("helpful")} ${title}: ${say(key)}`);
      button.addEventListener("click", () => {
        if (key === "yes") happened({ type: "deflected", q, to: pathname + hash });
        fill(question, ...(key === "yes" ? [element("p", "", say("thanks"))] : []));
        announce(key === "yes" ? say("thanks") : "");
        input.focus();
      });
      return button;
    });
    fill(question, name, ...buttons);
  }

  async function show() {
    const mine = ++turn;
    const q = input.value.trim();
    const answer = isEnough(q) ? await search.query(q, { limit: LIMIT, texts: 0 }).catch(() => undefined) : undefined;
    if (mine !== turn) return;
    const links = (answer?.results ?? []).slice(0, LIMIT).map((result, at) => {
      const link = element("a", "ab-deflection__link", result.heading && result.kind === "faq" ? result.heading : result.title);
      Object.assign(link, { href: search.hrefOf(result), target: "_blank", rel: "noopener" });
      const foreign = search.foreign(result);
      if (foreign) Object.assign(link, { lang: foreign.language, dir: foreign.dir });
      const open = () => {
        opened(q, at + 1, link.href, link.textContent ?? "", true);
        ask(q, link);
      };
      link.addEventListener("click", open);
      link.addEventListener("auxclick", ({ button }) => button === 1 && open());
      return link;
    });
    const title = element("p", "ab-deflection__title", say("deflection"), " ", element("span", "ab-deflection__tab", say("tab")));
    fill(found, ...(links.length > 0 ? [title, element("ul", "ab-list", ...links.map((link) => element("li", "", link)))] : []));
    announce(links.length > 0 ? `${say("deflection")} ${say("results", { count: links.length })}` : "");
  }

  function take() {
    clearTimeout(pause);
    // The room is made while somebody types, so that nothing moves when the answers come.
    place.classList.toggle("ab-deflection--room", place.classList.contains("ab-deflection--room") || isEnough(input.value));
    pause = setTimeout(show, PAUSE);
  }
  input.addEventListener("input", take);
  if (input.value) take();
}

if (subject instanceof HTMLInputElement && place && form instanceof HTMLFormElement && texts) suggest(subject, place, form, texts);
