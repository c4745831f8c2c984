// What votes and events have in common: their fields, and the number of this visit. Nothing here sends anything by itself.

/** @typedef {Record<string, string | number | boolean>} Fields */

/** Whether the browser asks not to be tracked (DNT, GPC). */
export const isPrivate = ["doNotTrack", "msDoNotTrack"].some((name) => ["1", "yes"].includes(Reflect.get(navigator, name))) || Boolean(Reflect.get(navigator, "globalPrivacyControl"));

const VISIT = "answerbook-visit";

/** A number that says nothing of anybody. */
const made = Math.floor(Math.random() * 2 ** 48);

/** The number of this tab's visit, which goes when the tab is closed; of this page alone where nothing may be kept. */
function visit() {
  if (isPrivate) return made;
  try {
    const kept = Number(sessionStorage.getItem(VISIT));
    if (Number.isSafeInteger(kept) && kept > 0) return kept;
    sessionStorage.setItem(VISIT, String(made));
  } catch {}
  return made;
}

/**
 * An event with the fields that all have.
 * @param {string} type
 * @param {Fields} fields
 * @returns {Fields}
 */
export function eventOf(type, fields) {
  const t = new Date().toISOString().replace(/\.\d+/, "");
  return { v: 1, t, type, lang: document.documentElement.lang, page: location.pathname, s: visit(), ...fields };
}
