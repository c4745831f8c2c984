// Says of each way to contact with opening hours whether it is open now, and until or from when in the reader's own time.
//
// In: a rule in `data-rule`, with times of the help centre's time zone. What its clocks show at which moment, the browser knows. Out:
// a line that has its place from the start. The rule stands beside it in words, for readers without scripts.

/** From and until, in minutes since midnight; what ends before it begins ends on the day after.
 * @typedef {[from: number, until: number][]} Shifts */
/** @typedef {{ zone: string, week: Shifts[], holidays: [from: string, until: string, shifts: Shifts][] }} Rule  the week begins on Monday */
/** @typedef {{ open: boolean, at: number | undefined }} State  `at` is when that changes; `undefined` for not soon */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How many days are looked ahead. */
const AHEAD = 60;

/**
 * What the clocks of a zone show at a moment, as if it were UTC.
 * @param {string} zone
 * @returns {(moment: number) => number}
 */
function clocks(zone) {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" });
  return (moment) => {
    const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day, parts.hour, parts.minute);
  };
}

/**
 * When the clocks show something: the first time where they are put back, and later where they are put forward over it.
 * @param {(moment: number) => number} shown
 * @param {number} wall
 */
function momentOf(shown, wall) {
  const [before = 0, after = 0] = [wall - DAY, wall + DAY].map((near) => wall - (shown(near) - near));
  return shown(before) !== wall && shown(after) === wall ? after : before;
}

/**
 * Whether it is open at a moment.
 * @param {Rule} rule
 * @param {number} now
 * @returns {State}
 */
export function stateOf({ zone, week, holidays }, now) {
  const shown = clocks(zone);
  const today = Math.floor(shown(now) / DAY) * DAY;
  let open = false;
  let end = 0;
  for (let day = today - DAY; day <= today + AHEAD * DAY; day += DAY) {
    const date = new Date(day).toISOString().slice(0, 10);
    // Of several holidays the one that began last counts.
    const holiday = holidays.findLast(([from, until]) => from <= date && date <= until);
    for (const [from, until] of holiday?.[2] ?? week[(new Date(day).getUTCDay() + 6) % 7] ?? []) {
      const stop = momentOf(shown, day + (until + (until <= from ? 24 * 60 : 0)) * MINUTE);
      if (stop <= now) continue;
      const start = momentOf(shown, day + from * MINUTE);
      if (!open && start > now) return { open, at: start };
      if (open && start > end) return { open, at: end };
      open = true;
      end = Math.max(end, stop);
      if (end - now > 7 * DAY) return { open, at: undefined };
    }
  }
  return { open, at: open ? end : undefined };
}

/**
 * A moment as the reader's clock and calendar have it: the time alone where the day is plain.
 * @param {number} at
 * @param {number} now
 * @param {boolean} open
 * @param {string} language
 */
export function inWords(at, now, open, language) {
  // English of no country is written as on the rest of the page: 24 December, not December 24.
  const locale = language === "en" ? "en-001" : language;
  const isSoon = new Date(at).toDateString() === new Date(now).toDateString() || (open && at - now < DAY / 2);
  /** @type {Intl.DateTimeFormatOptions} */
  const day = isSoon ? {} : at - now < 6 * DAY ? { weekday: "long" } : { day: "numeric", month: "long" };
  return new Intl.DateTimeFormat(locale, { ...day, hour: "numeric", minute: "2-digit" }).format(at);
}

/** @param {HTMLElement} line */
function show(line) {
  const { rule = "", open = "", until = "", opens = "", closed = "" } = line.dataset;
  const now = Date.now();
  try {
    const state = stateOf(JSON.parse(rule), now);
    const text = state.at === undefined ? (state.open ? open : closed) : (state.open ? until : opens).replace("{time}", inWords(state.at, now, state.open, document.documentElement.lang));
    if (line.textContent !== text) line.textContent = text;
    line.classList.toggle("ab-hours__now--open", state.open);
  } catch {
    // A browser that doesn't know the zone says nothing.
    line.textContent = "";
  }
}

if (typeof document !== "undefined") {
  /** @type {NodeListOf<HTMLElement>} */
  const lines = document.querySelectorAll(".ab-hours__now");
  const showAll = () => void (document.hidden || lines.forEach(show));
  const tick = () => {
    showAll();
    setTimeout(tick, MINUTE - (Date.now() % MINUTE));
  };
  document.addEventListener("visibilitychange", showAll);
  tick();
}
