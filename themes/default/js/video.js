// Videos of a page: times that lead to a second, and players of other sites, which come when they are asked for. Without it
// a time leads to the file, and a player to its page.

/**
 * Goes to a second of the video above a link.
 * @param {HTMLAnchorElement} link  to the file at that second
 * @param {boolean} playing  whether somebody has just asked for it; otherwise nothing makes a sound by itself
 */
function show(link, playing) {
  const [address, time = ""] = link.href.split("#t=");
  const above = [...document.querySelectorAll("video")].filter((video) => video.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING);
  const video = above.findLast((video) => video.src.split("#")[0] === address);
  const second = Number(time);
  if (!video || !(second >= 0)) return false;
  if (!playing) video.preload = "metadata";
  // Before anything is loaded, this says where to begin.
  video.currentTime = second;
  if (playing) video.play().catch(() => {});
  video.scrollIntoView({ block: "nearest" });
  return true;
}

/** @param {boolean} playing */
function showLinked(playing) {
  let id = "";
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {}
  const link = document.getElementById(id)?.querySelector(":scope > a.ab-time");
  if (!(link instanceof HTMLAnchorElement)) return;
  const details = link.closest("details");
  if (details) details.open = true;
  show(link, playing);
}

/** @param {HTMLAnchorElement} link */
function embed(link) {
  const { embed = "" } = link.dataset;
  if (!embed.startsWith("https://")) return false;
  const frame = document.createElement("iframe");
  const address = new URL(embed);
  address.searchParams.set("autoplay", "1");
  frame.className = "ab-embed__frame";
  frame.src = address.href;
  frame.title = link.querySelector(".ab-embed__play")?.textContent ?? "";
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  link.replaceWith(frame);
  frame.focus();
  return true;
}

document.addEventListener("click", (event) => {
  const { target, ctrlKey, metaKey, shiftKey, altKey } = event;
  const link = target instanceof Element && target.closest("a.ab-time, a.ab-embed");
  if (!(link instanceof HTMLAnchorElement) || ctrlKey || metaKey || shiftKey || altKey) return;
  if (link.matches(".ab-time") ? show(link, true) : embed(link)) event.preventDefault();
});
addEventListener("hashchange", () => showLinked(true));
showLinked(false);
