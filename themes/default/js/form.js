// The form of the contact page: says what is missing in the page's language, sends the message without leaving the page, and loses
// nothing that was typed, whatever happens. In: the form, which also works without it, and its texts in `data-`. Out: one request, to
// the address of the form alone.

/** How long nobody takes less to write a message, in milliseconds. */
const LEAST = 3000;

/** After how long no answer is one, in milliseconds. */
const PATIENCE = 30_000;

const DRAFT = "answerbook-form";

const element = document.getElementById("ab-contact-form");
if (element instanceof HTMLFormElement) enhance(element);

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/**
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 */
function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** @param {HTMLFormElement} form */
function enhance(form) {
  const began = performance.now();
  const say = (/** @type {string} */ key, /** @type {Record<string, string>} */ values = {}) => (form.dataset[key] ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  /** @returns {Field[]} */
  const fields = () => [...form.querySelectorAll(/** @type {"input"} */ (".ab-form__field > :is(input, textarea)"))];
  const labelOf = (/** @type {Field} */ { labels }) => labels?.[0]?.textContent?.trim() ?? "";
  const hidden = (/** @type {string} */ name) => /** @type {HTMLInputElement | null} */ (form.querySelector(`input[type=hidden][name=${name}]`));
  form.noValidate = true;

  /* ---- what was typed before ---- */

  function keep() {
    try {
      sessionStorage.setItem(DRAFT, JSON.stringify(fields().map(({ name, value }) => [name, value])));
    } catch {}
  }
  try {
    const draft = new Map(JSON.parse(sessionStorage.getItem(DRAFT) ?? "[]"));
    for (const field of fields()) field.value ||= String(draft.get(field.name) ?? "");
  } catch {}
  const asked = new URLSearchParams(location.search);
  const subject = fields().find(({ name }) => name === "subject");
  if (subject) subject.value ||= (asked.get("q") ?? "").trim().slice(0, subject.maxLength);
  const page = hidden("page");
  if (page && /^\/(?!\/)[^\s\\]*$/.test(asked.get("page") ?? "")) page.value = asked.get("page") ?? "";
  form.addEventListener("input", keep);

  /* ---- what is wrong ---- */

  /** @param {Field} field */
  function problemOf(field) {
    if (field.required && !field.value.trim()) return say("missing", { field: labelOf(field) });
    return field.validity.valid ? "" : say("address", { field: labelOf(field) });
  }

  function clear() {
    form.querySelectorAll(".ab-form__problems, .ab-form__problem").forEach((problem) => problem.remove());
    for (const field of fields()) {
      field.removeAttribute("aria-invalid");
      const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== `${field.id}-problem`);
      if (others.length) field.setAttribute("aria-describedby", others.join(" "));
      else field.removeAttribute("aria-describedby");
    }
  }

  /**
   * @param {Field} field
   * @param {string} problem
   */
  function mark(field, problem) {
    const id = `${field.id}-problem`;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", [id, field.getAttribute("aria-describedby") ?? ""].join(" ").trim());
    field.before(make("p", { class: "ab-form__problem", id }, problem));
    const link = make("a", { href: `#${field.id}` }, problem);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      field.focus();
    });
    return make("li", {}, link);
  }

  /** @param {(Node | string)[]} parts  shown above the fields, and read out */
  function report(...parts) {
    const box = make("div", { class: "ab-form__problems", role: "group", tabindex: "-1", "aria-labelledby": "ab-form-problems" }, ...parts);
    form.querySelector("h2")?.after(box);
    box.focus();
  }

  /* ---- sending ---- */

  function failed() {
    const { mail = "", mailUrl = "" } = form.dataset;
    const text = (/** @type {string} */ name) => encodeURIComponent((fields().find((field) => field.name === name)?.value ?? "").replace(/\r?\n/g, "\r\n"));
    const link = make("a", { href: `${mailUrl}?subject=${text("subject")}&body=${text("message")}` }, mail);
    report(make("p", { id: "ab-form-problems" }, say("failed")), ...(mailUrl ? [make("p", {}, link)] : []));
  }

  function sent() {
    try {
      sessionStorage.removeItem(DRAFT);
    } catch {}
    const filled = fields().filter(({ value }) => value.trim());
    const copy = filled.map((field) => make("div", {}, make("dt", {}, labelOf(field)), make("dd", { dir: "auto" }, field.value)));
    const email = filled.find(({ name }) => name === "email")?.value ?? "";
    const done = make("div", { class: "ab-form__done", tabindex: "-1" }, make("p", { class: "ab-form__sent" }, say("sent", { email })));
    if (form.dataset.reply) done.append(make("p", {}, form.dataset.reply));
    done.append(make("h3", { class: "ab-form__copy-title" }, say("copy")), make("dl", { class: "ab-form__copy" }, ...copy));
    form.replaceChildren(...[form.querySelector("h2"), done].filter((part) => part !== null));
    done.focus();
    document.dispatchEvent(new CustomEvent("answerbook", { detail: { type: "contact", channel: "form" } }));
  }

  async function send() {
    // A message that was written in no time is a program's. What a person had typed before takes a moment longer, no more.
    const rest = LEAST - (performance.now() - began);
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    const elapsed = hidden("elapsed");
    if (elapsed) elapsed.value = String(Math.round((performance.now() - began) / 1000));
    // Line ends are those of forms that browsers send by themselves.
    const values = [...new FormData(form)].map(([name, value]) => [name, String(value).replace(/\r?\n/g, "\r\n")]);
    if (values.some(([name, value]) => name === "website" && value)) return false;
    const body = new URLSearchParams(values);
    // A redirect is for browsers that leave the page, and says that all went well.
    const answer = await fetch(form.getAttribute("action") ?? "", { method: "POST", body, credentials: "omit", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok || answer.type === "opaqueredirect";
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    clear();
    const wrong = fields().map((field) => ({ field, problem: problemOf(field) })).filter(({ problem }) => problem);
    if (wrong.length > 0) {
      const list = make("ul", {}, ...wrong.map(({ field, problem }) => mark(field, problem)));
      return report(make("p", { id: "ab-form-problems" }, say("problems")), list);
    }
    form.setAttribute("aria-busy", "true");
    const isSent = await send().catch(() => false);
    form.removeAttribute("aria-busy");
    if (isSent) sent();
    else failed();
  });
}
