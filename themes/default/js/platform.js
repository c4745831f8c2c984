// Which platform a reader has, and the switches between the sections for each of them.
//
// In: the settings' platforms in `data-platforms` of its own `script` element, or of a search form; sections in the page. Out: the
// platform's name in `data-platform` of the root element and in `localStorage`; sections of other platforms hidden, so that the
// browser's search still finds them. On a page with a switch this is a classic script in the head: it looks at each switch as soon
// as its start tag is read, so nothing moves. The search imports it where no page has said yet which platform it is.

{
  /** @typedef {{ name: string, label: string }} Platform */

  /** Also read by others: the name as the settings have it, or nothing for all platforms. */
  const KEY = "answerbook-platform";

  /** What browsers say of a system, and the names that it has in settings; phones first, since they also say the others' words.
   * @type {[said: RegExp, named: RegExp, or: RegExp][]} */
  const SYSTEMS = [
    [/android/, /^android/, /^(mobile|phone|smartphone)/],
    [/iphone|ipad|ipod/, /^(ios|iphone|ipad)/, /^(mobile|phone|smartphone)/],
    [/cros|chrome os/, /^(cros|chromeos|chromebook)/, /^(desktop|computer|web|browser)/],
    [/windows/, /^(win|pc$)/, /^(desktop|computer|web|browser)/],
    [/mac/, /^(mac|osx)/, /^(desktop|computer|web|browser)/],
    [/linux|x11/, /^(linux|ubuntu)/, /^(desktop|computer|web|browser)/],
  ];

  const root = document.documentElement;
  const source = document.currentScript ?? document.querySelector("form[data-platforms]");
  const { platforms: lines = "", label = "", all = "" } = source instanceof HTMLElement ? source.dataset : {};
  /** @type {Platform[]} */
  const known = lines.split("\n").map((line) => line.split("\t")).flatMap(([name, label]) => (name && label ? [{ name, label }] : []));

  function guess() {
    // An iPad says that it is a Mac, which has no touch screen.
    const touch = navigator.maxTouchPoints > 1 ? "ipad" : "";
    const said = `${Reflect.get(navigator, "userAgentData")?.platform ?? ""} ${navigator.userAgent}`.toLowerCase();
    const system = SYSTEMS.find(([system]) => system.test(said.includes("mac") ? touch + said : said)) ?? [];
    const plain = (/** @type {string} */ text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    const named = (/** @type {RegExp} */ names) => known.find((platform) => [platform.name, platform.label].some((text) => names.test(plain(text))));
    return system.slice(1).map(named).find(Boolean)?.name ?? "";
  }

  /** What was chosen, or else what is likely. */
  function read() {
    try {
      const kept = localStorage.getItem(KEY);
      if (kept === "" || known.some(({ name }) => name === kept)) return kept ?? "";
    } catch {}
    return undefined;
  }

  /** @param {string} name */
  function keep(name) {
    try {
      localStorage.setItem(KEY, name);
    } catch {}
  }

  /** @param {string} name  for this page */
  function choose(name) {
    root.dataset.platform = name;
  }

  const kept = read();
  const likely = kept ?? guess();
  choose(likely);
  if (kept === undefined && likely) keep(likely);

  /* ---- switches ---- */

  // They grow while the page is parsed, in the order of the page.
  const switches = document.getElementsByClassName("ab-platforms");
  const sections = document.getElementsByClassName("ab-platform");
  const status = document.createElement("p");

  /** The platform that a switch shows; nothing where it has none for this reader.
   * @param {Element} element  it, or something in it */
  function shownIn(element) {
    const { platforms = "" } = /** @type {HTMLElement} */ (element.closest(".ab-platforms")).dataset;
    return platforms.split(" ").find((name) => name === root.dataset.platform) ?? "";
  }

  /** @param {Element} element */
  function addChoice(element) {
    const choice = document.createElement("div");
    const named = ({ platforms = "" } = /** @type {HTMLElement} */ (element).dataset) => platforms.split(" ");
    const labelOf = (/** @type {string} */ name) => known.find((platform) => platform.name === name)?.label ?? name;
    choice.className = "ab-platforms__choice";
    choice.setAttribute("role", "group");
    choice.setAttribute("aria-label", label);
    // The text may be in another language than the page.
    Object.assign(choice, { lang: root.lang, dir: root.dir });
    for (const name of [...named(), ""]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "ab-platforms__button";
      button.value = name;
      button.textContent = name ? labelOf(name) : all;
      choice.append(button);
    }
    element.prepend(choice);
  }

  /** Shows the chosen platform's sections. What was done before is done again, which changes nothing. */
  function show() {
    for (const element of switches) {
      if (!element.querySelector(":scope > .ab-platforms__choice")) addChoice(element);
      const shown = shownIn(element);
      /** @type {NodeListOf<HTMLButtonElement>} */
      const buttons = element.querySelectorAll(".ab-platforms__button");
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.value === shown)));
    }
    for (const section of sections) {
      const shown = shownIn(section);
      const isOther = shown !== "" && shown !== /** @type {HTMLElement} */ (section).dataset.platform;
      if (isOther) section.setAttribute("hidden", "until-found");
      else section.removeAttribute("hidden");
    }
  }

  /** Shows the section that something is in, without taking its platform for the reader's.
   * @param {Element | null} element */
  function reveal(element) {
    const section = element?.closest(".ab-platform");
    if (!(section instanceof HTMLElement) || !section.hidden) return false;
    choose(section.dataset.platform ?? "");
    show();
    return true;
  }

  function revealTarget() {
    try {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && reveal(target)) target.scrollIntoView();
    } catch {}
  }

  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest(".ab-platforms__button");
    if (!(button instanceof HTMLButtonElement)) return;
    const { top } = button.getBoundingClientRect();
    choose(button.value);
    keep(button.value);
    show();
    status.textContent = `${label}: ${button.textContent}`;
    // Another switch above may have become longer.
    scrollBy({ top: button.getBoundingClientRect().top - top, behavior: "instant" });
  });
  document.addEventListener("beforematch", ({ target }) => reveal(/** @type {Element} */ (target)));
  addEventListener("hashchange", revealTarget);
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    choose(read() ?? likely);
    show();
  });

  const observer = new MutationObserver(show);
  function finish() {
    observer.disconnect();
    show();
    if (switches.length === 0) return;
    status.className = "ab-visually-hidden";
    status.setAttribute("role", "status");
    document.body.append(status);
    revealTarget();
  }
  if (document.readyState === "loading") {
    observer.observe(document, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", finish);
  } else finish();
}
