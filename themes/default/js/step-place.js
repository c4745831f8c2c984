// Where a reader is in a procedure: kept on this device when the page is left, offered on return, forgotten at its end.
//
// In: the steps of the page, interface texts of `body`. Out: `localStorage`, the last pages with the step's id; a line over the end
// of the page.

const KEY = "answerbook-steps-at";

/** Of how many pages the step is kept. */
const MOST = 20;

/** Shorter procedures are seen at a glance. */
const LEAST = 3;

const { body } = document;
const path = location.pathname;
const procedures = [...document.querySelectorAll(".ab-steps:not(.ab-outdated *)")].map((list) => [...list.children]).filter((steps) => steps.length >= LEAST);

/** @returns {[path: string, id: string][]} the newest first */
function entries() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((entry) => Array.isArray(entry)).map(([path, id]) => [path, String(id)]) : [];
  } catch {
    return [];
  }
}

/** @param {string} id  of the step where this page is left; none where there is nothing to come back to */
function keep(id) {
  const others = entries().filter(([other]) => other !== path);
  const all = /** @type {[string, string][]} */ (id ? [[path, id], ...others] : others);
  try {
    if (all.length > 0) localStorage.setItem(KEY, JSON.stringify(all.slice(0, MOST)));
    else localStorage.removeItem(KEY);
  } catch {}
}

/** Keeps the step that is read: the last one whose beginning is in the upper half of the window. */
function leave() {
  // Of another platform's procedure nothing shows.
  const steps = procedures.find((steps) => !steps[0]?.closest("[hidden]")) ?? [];
  const places = steps.map((step) => step.getBoundingClientRect());
  const last = places[places.length - 1];
  const at = places.filter(({ top }) => top < innerHeight / 2).length - 1;
  if (last && last.bottom <= innerHeight) keep("");
  else if (at > 0) keep(steps[at]?.id ?? "");
}

/** @param {HTMLElement} step */
function offer(step) {
  const number = procedures.map((steps) => steps.indexOf(step)).find((index) => index > 0) ?? 0;
  const text = (body.dataset.stepResume ?? "").replace("{number}", new Intl.NumberFormat(document.documentElement.lang).format(number + 1));
  const box = document.createElement("section");
  const said = document.createElement("p");
  const go = document.createElement("a");
  const close = document.createElement("button");
  box.className = "ab-offer";
  box.setAttribute("aria-label", text);
  said.textContent = text;
  Object.assign(go, { className: "ab-offer__link", href: `#${step.id}`, textContent: body.dataset.stepContinue });
  Object.assign(close, { className: "ab-offer__stay", type: "button", textContent: body.dataset.close });
  // What has the focus isn't hidden below it, and the end of the page can be scrolled out from under it.
  const reserve = (/** @type {string} */ height) => {
    body.style.marginBlockEnd = height;
    document.documentElement.style.scrollPaddingBlockEnd = height;
  };
  function remove() {
    box.remove();
    reserve("");
    removeEventListener("scroll", arrive);
  }
  function arrive() {
    if (!step.closest("[hidden]") && step.getBoundingClientRect().top < innerHeight / 2) remove();
  }
  function dismiss() {
    remove();
    keep("");
  }
  go.addEventListener("click", () => setTimeout(remove));
  close.addEventListener("click", dismiss);
  box.addEventListener("keydown", ({ key }) => key === "Escape" && dismiss());
  addEventListener("scroll", arrive, { passive: true });
  box.append(said, go, close);
  body.append(box);
  reserve(`${box.offsetHeight}px`);
}

if (procedures.length > 0) {
  const [, id = ""] = entries().find(([other]) => other === path) ?? [];
  const step = document.getElementById(id);
  // Who follows a link to a place, or comes back to where the page was scrolled to, is there already.
  if (step?.matches(".ab-step") && !location.hash && scrollY < innerHeight / 2 && !document.querySelector(".ab-offer")) offer(step);
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
}
