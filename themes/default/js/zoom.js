// A picture, enlarged to fit the window. In: the link around it. Out: a dialog, until it is closed.

/**
 * @param {HTMLAnchorElement} link  its address is the picture's
 * @param {string} text  of the button that closes
 */
export function enlarge(link, text) {
  const small = link.querySelector("img");
  const caption = link.closest("figure")?.querySelector("figcaption")?.textContent?.trim();
  const dialog = document.createElement("dialog");
  const image = document.createElement("img");
  const close = document.createElement("button");
  dialog.className = "ab-zoom";
  dialog.lang = link.closest("[lang]")?.getAttribute("lang") ?? "";
  dialog.setAttribute("aria-label", caption || small?.alt || text);
  image.className = "ab-zoom__image";
  image.alt = small?.alt ?? "";
  image.src = link.href;
  close.className = "ab-zoom__close";
  close.type = "button";
  close.lang = document.documentElement.lang;
  close.textContent = text;
  dialog.append(close, image);
  document.body.append(dialog);
  // The button, and what is beside the picture; Escape is the browser's.
  dialog.addEventListener("click", ({ target }) => target !== image && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  dialog.showModal();
}
