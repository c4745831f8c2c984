// Leaves out the ways to contact that are for other platforms than the one chosen on this device. Where none would be left, all stay.
//
// Like `dates.js` it is loaded in the head and looks at each element as soon as the parser has read its start tag, so nothing moves.

{
  let platform = "";
  try {
    platform = localStorage.getItem("answerbook-platform") ?? "";
  } catch {}
  const ways = document.getElementsByClassName("ab-channel--card");
  let done = 0;
  const decide = () => {
    for (; done < ways.length; done++) {
      const way = ways[done];
      if (way instanceof HTMLElement) way.hidden = !(way.dataset.platforms ?? platform).split(" ").includes(platform);
    }
  };
  if (platform) {
    const observer = new MutationObserver(decide);
    observer.observe(document, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", () => {
      observer.disconnect();
      decide();
      if (!document.querySelector(".ab-channel--card:not([hidden])")) [...ways].forEach((way) => way.removeAttribute("hidden"));
    });
  }
}
