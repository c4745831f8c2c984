// The script of every page that is read. It is small and alone; what few readers use (the search box, enlarged pictures) is
// imported when it is used. Pages are complete without it. Interface texts come in the `data-` attributes of `body`.

const { body } = document;
const text = (/** @type {string} */ key) => body.dataset[key] ?? "";

/* ---- saying what happened ---- */

const notice = document.createElement("p");
notice.className = "ab-toast";
notice.setAttribute("role", "status");
body.append(notice);
let timer = 0;

/** @param {string} message  shown and announced for a while */
function tell(message) {
  clearTimeout(timer);
  notice.textContent = message;
  timer = setTimeout(() => (notice.textContent = ""), 4000);
}

/* ---- what this visit did ---- */

/** The query that stood last, and when: one that is soon changed was none. */
let asked = "";
let when = -Infinity;

/**
 * Keeps what happened in this tab, for the contact page alone: of each type the last ten, none twice.
 * @param {{ type: string, kept?: Record<string, unknown>, stays?: boolean, to?: string, q?: string }} detail  `kept` and what `stays` is sent nowhere
 */
function note({ type, kept, stays, ...fields }) {
  try {
    const all = JSON.parse(sessionStorage.getItem("answerbook-trail") ?? "{}");
    const entry = { ...fields, ...kept };
    const now = performance.now();
    const isSoon = type === "search" && now - when < 2000;
    const { to, q } = entry;
    const others = (all[type] ?? []).filter((/** @type {typeof entry} */ other) => (to ? other.to !== to : other.q !== q && !(isSoon && other.q === asked)));
    if (type === "search") [asked, when] = [q ?? "", now];
    all[type] = [...others, entry].slice(-10);
    sessionStorage.setItem("answerbook-trail", JSON.stringify(all));
  } catch {}
}

if ("trail" in body.dataset) {
  const title = document.querySelector(".ab-article__title")?.textContent;
  if (title) note({ type: "page", to: location.pathname, kept: { title } });
  document.addEventListener("answerbook", (event) => event instanceof CustomEvent && note(event.detail));
}

/* ---- the search boxes ---- */

/**
 * The box itself comes when it is used for the first time; it takes up what was typed meanwhile.
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
function prepare(form, input) {
  // A field of type `search` may not be a combobox.
  input.type = "text";
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": `${input.id}-options`, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  const events = ["focusin", "pointerenter", "input"];
  let failures = 0;
  async function wake() {
    events.forEach((event) => form.removeEventListener(event, wake));
    removeEventListener("online", wake);
    const { onLine } = navigator;
    try {
      // Some browsers remember for ever that a module's address failed.
      /** @type {typeof import("./search-box.js")} */
      const { enhance } = await import(failures > 0 ? `./search-box.js?${failures}` : "./search-box.js");
      enhance(form, input);
    } catch {
      failures += 1;
      events.slice(1).forEach((event) => form.addEventListener(event, wake));
      addEventListener("online", wake);
      // The network came back while the attempt failed, and won't be heard of again.
      if (!onLine && navigator.onLine) return wake();
      if (input === document.activeElement) tell(form.dataset[navigator.onLine ? "failed" : "offline"] ?? "");
    }
  }
  events.forEach((event) => form.addEventListener(event, wake));
  if (input === document.activeElement) wake();
}

/** @type {NodeListOf<HTMLInputElement>} */
const inputs = document.querySelectorAll("form.ab-search [name=q]");
// The page of results is itself what a box would suggest.
if (!document.getElementById("ab-results")) inputs.forEach((input) => input.form && prepare(input.form, input));

const apple = /Mac|iP/.test(navigator.platform);
inputs[0]?.setAttribute("aria-keyshortcuts", apple ? "Meta+K" : "Control+K");
addEventListener("keydown", (event) => {
  const { target, key, ctrlKey, metaKey, shiftKey, altKey } = event;
  const pressed = key.toLowerCase() === "k" && (apple ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !shiftKey && !altKey;
  const field = target instanceof HTMLElement && (target.isContentEditable || target.closest("input:not([type=checkbox]), textarea, select, dialog"));
  if (!pressed || field || !inputs[0]) return;
  event.preventDefault();
  inputs[0].focus();
  inputs[0].select();
});

/* ---- copying, enlarging ---- */

/** @param {string} value */
async function copy(value) {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    // Without https there is no `clipboard`.
    const focused = document.activeElement;
    const area = document.createElement("textarea");
    area.value = value;
    area.style.position = "fixed";
    body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return done;
  }
}

/** @param {HTMLElement} button */
async function copyCode(button) {
  const code = button.parentElement?.querySelector("code");
  const { copied = "" } = button.dataset;
  if (!code) return;
  if (!(await copy(code.textContent ?? ""))) return getSelection()?.selectAllChildren(code);
  const label = button.textContent;
  if (label === copied) return;
  tell((button.textContent = copied));
  setTimeout(() => (button.textContent = label), 2000);
}

document.querySelectorAll("button.ab-code__copy").forEach((button) => button.removeAttribute("hidden"));
document.addEventListener("click", async (event) => {
  const { target, ctrlKey, metaKey, shiftKey, altKey } = event;
  const used = target instanceof Element && target.closest(".ab-code__copy, a.ab-anchor, a.ab-step__link, a.ab-figure__zoom");
  if (!(used instanceof HTMLElement) || ctrlKey || metaKey || shiftKey || altKey) return;
  if (!(used instanceof HTMLAnchorElement)) return copyCode(used);
  if (used.matches(".ab-figure__zoom")) {
    event.preventDefault();
    import("./zoom.js").then(({ enlarge }) => enlarge(used, text("close"))).catch(() => location.assign(used.href));
  } else if (await copy(used.href)) {
    tell(text("linkCopied"));
  }
});

/* ---- questions and steps ---- */

/** Leads the focus to a question that is linked to. */
function focusQuestion() {
  let id = "";
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {}
  const title = document.getElementById(id);
  if (!title?.matches(".ab-question__title")) return;
  title.tabIndex = -1;
  title.focus();
}
addEventListener("hashchange", focusQuestion);
focusQuestion();

// A page may quote those of another language.
if (text("stepDone")) document.querySelectorAll(".ab-steps:not(.ab-outdated *)").forEach(rememberSteps);

/**
 * A box to tick in each step. What is ticked stays on this device; of a procedure that has got more or fewer steps, nothing.
 * @param {Element} list
 * @param {number} which  of the page's procedures
 */
function rememberSteps(list, which) {
  const key = `answerbook-steps:${location.pathname}${which > 0 ? `#${which}` : ""}`;
  const steps = [...list.querySelectorAll(":scope > .ab-step")];
  let done = "";
  try {
    done = localStorage.getItem(key) ?? "";
  } catch {}
  const known = done.length === steps.length ? done : "";
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const again = document.createElement("button");
  const boxes = steps.map((step, at) => {
    const box = document.createElement("input");
    const label = document.createElement("label");
    box.type = "checkbox";
    box.checked = known[at] === "x";
    box.setAttribute("aria-label", text("stepLabel").replace("{number}", number.format(at + 1)));
    label.className = "ab-step__done";
    label.append(box, text("stepDone"));
    step.append(label);
    return box;
  });
  function keep() {
    again.hidden = !boxes.some(({ checked }) => checked);
    try {
      if (again.hidden) localStorage.removeItem(key);
      else localStorage.setItem(key, boxes.map(({ checked }) => (checked ? "x" : "-")).join(""));
    } catch {}
  }
  again.type = "button";
  again.className = "ab-steps-again";
  again.textContent = text("stepsAgain");
  again.addEventListener("click", () => {
    boxes.forEach((box) => (box.checked = false));
    boxes[0]?.focus();
    keep();
  });
  list.addEventListener("change", keep);
  list.after(again);
  keep();
}

// Where one was is followed only once one goes on, or comes back.
if (text("stepDone")) {
  const follow = () => import("./step-place.js").catch(() => {});
  let known = false;
  try {
    known = (localStorage.getItem("answerbook-steps-at") ?? "").includes(JSON.stringify(location.pathname));
  } catch {}
  if (known) follow();
  else addEventListener("scroll", follow, { once: true, passive: true });
}

/* ---- what was read ---- */

try {
  const form = inputs[0]?.form;
  const key = `answerbook-read:${form && new URL(form.action).pathname}`;
  const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
  const title = document.querySelector(".ab-article__title");
  const shelf = document.querySelector(".ab-hero .ab-read");
  const entry = [location.pathname, title?.textContent, title?.getAttribute("lang") ?? document.documentElement.lang];
  if (title) localStorage.setItem(key, JSON.stringify([entry, ...kept.filter((/** @type {string[]} */ [path]) => path !== entry[0])].slice(0, 5)));
  if (form && shelf instanceof HTMLElement && kept.length > 0) import("./recent-articles.js").then(({ recentArticles }) => recentArticles(shelf, form).show(), () => {});
} catch {}

/* ---- videos ---- */

if (document.querySelector(".ab-time, .ab-embed")) import("./video.js").catch(() => {});

/* ---- a page that is due for a review ---- */

const review = document.querySelector(".ab-article__review");
if (review instanceof HTMLElement) {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((number) => String(number).padStart(2, "0")).join("-");
  // Its place was kept, so nothing moves.
  if ((review.dataset.when ?? "").slice(0, today.length) <= today) review.style.visibility = "visible";
}

/* ---- the menu of languages ---- */

const menu = document.querySelector("details.ab-languages");
if (menu instanceof HTMLDetailsElement) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  const leave = (/** @type {Event} */ { target }) => {
    if (!(target instanceof Node && menu.contains(target))) menu.open = false;
  };
  document.addEventListener("pointerdown", leave);
  document.addEventListener("focusin", leave);
  const language = () => import("./language.js");
  menu.addEventListener("toggle", () => location.hash && language().then(({ carryAll }) => carryAll(menu), () => {}));
  const primary = (/** @type {string} */ tag) => tag.toLowerCase().split("-")[0];
  if (location.hash.startsWith("#ab-at=")) language().then(({ land }) => land(), () => {});
  if (primary(navigator.language) !== primary(document.documentElement.lang)) language().then(({ offer }) => offer(menu), () => {});
}
