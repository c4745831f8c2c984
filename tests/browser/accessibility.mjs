// What axe-core finds on a page, in every state that a reader may see it in.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** @import { AxeResults, Result } from "axe-core" */
/** @import { Page } from "playwright-core" */

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 at levels A and AA, and what axe-core calls best practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

export const WIDTHS = [320, 768, 1440];
export const SCHEMES = /** @type {const} */ (["light", "dark"]);

/**
 * What axe-core finds on a page as it is now, a line for each element: what is wrong, and what it can't tell.
 * @param {Page} page
 * @returns {Promise<{ violations: string[], incomplete: string[] }>}
 */
export async function check(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  const { violations, incomplete } = await page.evaluate((tags) => {
    const axe = /** @type {typeof import("axe-core")} */ (Reflect.get(window, "axe"));
    return /** @type {Promise<AxeResults>} */ (
      axe.run(document, {
        runOnly: { type: "tag", values: tags },
        rules: { "target-size": { enabled: true } },
        resultTypes: ["violations", "incomplete"],
      })
    );
  }, TAGS);
  const places = [...violations, ...incomplete].flatMap(({ nodes }) => nodes.map(({ target }) => target.join(" ")));
  const remarks = new Map(await page.evaluate(remarksOn, places));
  const linesOf = (/** @type {Result} */ result) => lines(result, remarks);
  return { violations: violations.flatMap(linesOf), incomplete: incomplete.flatMap(linesOf) };
}

/**
 * What is to be said about elements: that they are a writer's, not the theme's, since they are in the text and have none of its
 * classes; that they lie in a part that scrolls. Runs in the page.
 * @param {string[]} selectors
 * @returns {[selector: string, remarks: string][]}
 */
function remarksOn(selectors) {
  return selectors.map((selector) => {
    const element = document.querySelector(selector);
    const written = element?.closest(".ab-prose") && !/\bab-/.test(element.className);
    return [selector, (written ? " (in the text)" : "") + (element?.closest(".ab-table, pre") ? " (in a part that scrolls)" : "")];
  });
}

/**
 * @param {Result} result
 * @param {Map<string, string>} remarks
 */
function lines({ id, nodes }, remarks) {
  return nodes.map(({ target, html, any, all, none }) => {
    const reasons = [...any, ...all, ...none].map(({ message }) => message);
    const place = target.join(" ");
    return `${id} at ${place}${remarks.get(place) ?? ""}: ${reasons.join("; ")} | ${html.slice(0, 100)}`;
  });
}

/** What marks a finding in a writer's text. */
export const IN_TEXT = " (in the text)";

/**
 * Why what axe-core can't tell is in order. The words that it can't judge are quoted from its own messages.
 * @type {{ rule: string, at?: RegExp, because: RegExp, why: string }[]}
 */
const EXPLAINED = [
  { rule: "color-contrast", because: /overlapped by another element/, why: "it lies below an open menu or the open search; closed, it is checked as another state" },
  { rule: "color-contrast", because: /partially obscured/, at: /in a part that scrolls/, why: "it is cut off by the edge of a table or code that scrolls; a wider window shows it all" },
  { rule: "color-contrast", because: /partially overlaps/, at: /ab-search/, why: "an option at the edge of the search's panel, which scrolls" },
  { rule: "color-contrast", because: /partially obscured/, at: /-options-\d+/, why: "it is cut off by the edge of the list of suggestions, which scrolls; its likes above show whole" },
  { rule: "color-contrast", because: /background gradient/, why: "it runs from the tint to the page's background, and a test of the tokens holds texts on both" },
  { rule: "color-contrast", because: /has no value/, why: "the search box is checked with a value when it is open" },
  { rule: "color-contrast", because: /too short to determine/, why: "a single letter, in colours that longer texts have, too" },
  { rule: "link-in-text-block", because: /element overlap/, why: "it lies below an open menu or the open search; closed, it is checked as another state" },
  { rule: "scrollable-region-focusable", at: /ab-search__options|-options\b/, because: /negative tabindex/, why: "arrow keys move through the options and scroll them; a test of the search holds it" },
  { rule: "target-size", because: /neighbor with negative tabindex/, why: "it lies partly below the open search; closed, it is checked as another state" },
  { rule: "label-content-name-mismatch", because: /Unable to determine/, why: "the visible text is a sign such as an arrow, which nobody says aloud" },
  { rule: "video-caption", because: /./, why: "whether a film has captions is its author's matter" },
];

/**
 * Whether a line of what axe-core can't tell has an explanation.
 * @param {string} line
 */
export function isExplained(line) {
  return EXPLAINED.some(({ rule, at, because }) => line.includes(`${rule} at `) && because.test(line) && (at === undefined || at.test(line)));
}

/** What was found in many states, each thing once. */
export class Findings {
  states = 0;
  /** Each finding with the states that have it. @type {Record<"violations" | "incomplete", Map<string, string[]>>} */
  #found = { violations: new Map(), incomplete: new Map() };

  /**
   * @param {string} state
   * @param {{ violations: string[], incomplete: string[] }} more
   */
  add(state, { violations, incomplete }) {
    this.states += 1;
    for (const line of violations) this.#put("violations", line, state);
    for (const line of incomplete) if (!isExplained(line)) this.#put("incomplete", line, state);
  }

  /**
   * @param {string} place
   * @param {Findings} other
   */
  join(place, other) {
    this.states += other.states;
    for (const kind of /** @type {const} */ (["violations", "incomplete"])) {
      for (const [line, states] of other.#found[kind]) this.#put(kind, line, `${place}, ${states.length === other.states ? "always" : states.join(" and ")}`);
    }
  }

  /**
   * @param {"violations" | "incomplete"} kind
   * @param {string} line
   * @param {string} state
   */
  #put(kind, line, state) {
    this.#found[kind].set(line, [...(this.#found[kind].get(line) ?? []), state]);
  }

  /**
   * The first findings, each with where it is.
   * @param {"violations" | "incomplete"} kind
   * @returns {string}
   */
  report(kind) {
    const all = [...this.#found[kind]].map(([line, states]) => `${line}\n    ${states.slice(0, 4).join("\n    ")}${states.length > 4 ? `\n    and ${states.length - 4} more` : ""}`);
    return [...all.slice(0, 20), ...(all.length > 20 ? [`and ${all.length - 20} more`] : [])].join("\n");
  }

  /**
   * A finding with the first place where it is.
   * @param {"violations" | "incomplete"} kind
   * @param {string} line
   */
  explain(kind, line) {
    return `${line}, on ${this.#found[kind].get(line)?.[0] ?? ""}`;
  }

  /**
   * Every finding once, without where it is.
   * @param {"violations" | "incomplete"} kind
   * @returns {string[]}
   */
  lines(kind) {
    return [...this.#found[kind].keys()];
  }
}

/**
 * Checks a page in light and dark at every width. It is loaded once and resized.
 * @param {Page} page
 * @returns {Promise<Findings>}
 */
export async function checkStates(page) {
  const found = new Findings();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      found.add(`${width} px, ${colorScheme}`, await check(page));
    }
  }
  return found;
}
