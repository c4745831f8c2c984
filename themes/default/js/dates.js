// Shows and hides what depends on today's date: notices that have begun or are over, pages due for a review.
//
// A page is the same bytes whenever it is built, so it carries the dates, and the reader's own day decides. Unlike the other
// scripts this one is loaded in the head before anything is shown, and looks at each element as soon as the parser has
// read its start tag. So nothing appears and goes again, and nothing moves.

{
  const now = new Date();
  /** @param {number} number @param {number} digits */
  const padded = (number, digits) => String(number).padStart(digits, "0");
  const today = `${padded(now.getFullYear(), 4)}-${padded(now.getMonth() + 1, 2)}-${padded(now.getDate(), 2)}`;

  /**
   * Whether today is in one of the intervals: `2026-11-01/2026-11-24 ../2026-12-31`, first and last day included.
   * @param {string} intervals
   */
  const holds = (intervals) =>
    intervals.split(" ").some((interval) => {
      const [from = "..", until = ".."] = interval.split("/");
      return (from === ".." || from <= today) && (until === ".." || today <= until);
    });

  // Grows while the page is parsed, in the order of the page.
  const dated = document.getElementsByClassName("ab-dated");
  let done = 0;
  const decide = () => {
    for (; done < dated.length; done++) {
      const element = dated[done];
      if (element instanceof HTMLElement) element.hidden = !holds(element.dataset.when ?? "../..");
    }
  };
  const observer = new MutationObserver(decide);
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    observer.disconnect();
    decide();
  });
}
