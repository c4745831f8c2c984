// An answer as the page of results shows it. In: what was asked and found. Out: new elements each time, so that nothing that
// stands on the page moves.

import { element, excerptOf, pathOf } from "./search-view.js";

/** @import { Result } from "./search-types" */
/** @import { Found, Say, connect } from "./search-view.js" */

/**
 * @typedef {object} Shown
 * @property {string} query
 * @property {boolean} exact  whether it was searched as it is typed
 * @property {string} category  the title of the only category that is searched; empty for all
 * @property {Found} answer
 * @property {{ kept: string, without: string } | undefined} missing  words of the query that nothing has
 * @property {boolean} fewer  whether the answer is one to fewer words, since nothing has them all
 */

/**
 * @param {ReturnType<typeof connect>} search
 * @param {Say} say
 */
export function resultsView(search, say) {
  /**
   * @param {Result} result
   * @param {"h2" | "h3"} level
   */
  function item(result, level) {
    const link = element("a", "ab-result__link", result.title);
    link.href = search.hrefOf(result);
    const title = element(level, "ab-result__title", link);
    const made = element("li", "ab-result", title);
    const kind = say((result.level ? `notice-${result.level}` : `kind-${result.kind}`).replace(/-(.)/g, (_, letter) => letter.toUpperCase()));
    if (kind) {
      const tag = element("span", "ab-tag", kind);
      const { lang, dir } = document.documentElement;
      if (search.foreign(result)) Object.assign(tag, { lang, dir });
      title.append(" ", tag);
    }
    if (pathOf(result)) made.append(element("p", "ab-result__path", pathOf(result)));
    if (result.heading) made.append(element("p", "ab-result__heading", result.heading));
    if (result.excerpt.length > 0) made.append(element("p", "ab-result__text", ...excerptOf(result)));
    return made;
  }

  /**
   * Results below each other: those in the page's language, then, under its name, each other language's.
   * @param {Result[]} results
   * @param {"h2" | "h3"} level
   */
  function lists(results, level) {
    const own = results.filter((result) => !search.foreign(result));
    const list = element("ol", "ab-list ab-results__list", ...own.map((result) => item(result, level)));
    const made = own.length > 0 ? [list] : [];
    /** @type {Map<string, Result[]>} */
    const groups = new Map();
    for (const result of results.filter((result) => search.foreign(result))) groups.set(result.language, [...(groups.get(result.language) ?? []), result]);
    const groupsMade = [...groups].map(([language, group]) => {
      const { dir = "auto", name = language } = (group[0] && search.foreign(group[0])) ?? {};
      const title = element("h2", "ab-results__group-title", ...say("inLanguage").split(/(\{language\})/).map((part) => (part === "{language}" ? Object.assign(element("bdi", "", name), { lang: language }) : part)));
      title.id = `ab-results-${language}`;
      const list = element("ol", "ab-list ab-results__list", ...group.map((result) => item(result, "h3")));
      Object.assign(list, { lang: language, dir });
      const section = element("section", "ab-results__group", title, list);
      section.setAttribute("aria-labelledby", title.id);
      return section;
    });
    return [...made, ...groupsMade];
  }

  /**
   * What is to be said of an answer besides the number of its results.
   * @param {Shown} shown
   */
  function remarks({ query, exact, category, missing, answer: { results, elsewhere, corrected, synonyms } }) {
    /** @type {{ text: string, link?: [text: string, href: string] }[]} */
    const all = [];
    if (category) all.push({ text: say("in", { category }), link: [say("everywhere"), search.resultsAddress(query, { exact, everywhere: true })] });
    const only = search.only();
    const { platform: own = "" } = document.documentElement.dataset;
    const onlyFor = (/** @type {string} */ name) => say("only", { platform: search.platformLabel(name) });
    if (only) all.push({ text: onlyFor(only), link: [say("platformAll"), search.resultsAddress(query, { exact, platform: "" })] });
    else if (own && [...results, ...elsewhere].some(({ other }) => other)) all.push({ text: "", link: [onlyFor(own), search.resultsAddress(query, { exact, platform: own })] });
    if (results.length > 0 && corrected) all.push({ text: say("corrected", { query: corrected }), link: [say("instead", { query }), search.resultsAddress(query, { exact: true })] });
    if (missing) all.push({ text: say("without", { query: missing.kept, words: missing.without }) });
    if (results.length > 0 && synonyms.length > 0) all.push({ text: say("also", { words: synonyms }) });
    return all;
  }

  return {
    /** @param {Shown} shown */
    texts: (shown) => remarks(shown).map(({ text }) => text).filter(Boolean),
    /** @param {Shown} shown */
    elements(shown) {
      const { results, elsewhere } = shown.answer;
      const made = remarks(shown).map(({ text, link: [linked, href] = ["", ""] }) => {
        const link = element("a", "ab-results__instead", linked);
        link.href = href;
        return element("p", "ab-results__note", ...(text ? [text, " "] : []), ...(href ? [link] : []));
      });
      if (results.length > 0) return [...made, ...lists(results, "h2")];
      if (elsewhere.length > 0) return [...made, element("h2", "ab-results__group-title", say("elsewhere")), ...lists(elsewhere, "h3")];
      return made;
    },
  };
}
