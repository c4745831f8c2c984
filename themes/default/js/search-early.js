// Runs while the results page is read, before what follows it is painted, so that nothing jumps when results come: shows recent
// searches and articles, and makes room for the results of `?q=`. A classic script, since modules wait for the whole page.

{
  const root = document.documentElement;
  const form = document.querySelector("form.ab-search");
  const input = document.querySelector("form.ab-search [name=q]");
  const section = document.getElementById("ab-recent");
  const list = document.querySelector("#ab-recent ul");
  const note = document.getElementById("ab-results-hint");
  const query = (new URLSearchParams(location.search).get("q") ?? "").trim();
  if (note) note.hidden = false;
  if (query && form instanceof HTMLFormElement && input instanceof HTMLInputElement && note) {
    const hint = note.textContent;
    input.value = query;
    note.textContent = form.dataset.searching ?? "";
    root.classList.add("ab-asked");
    // Where the search's scripts don't come, the page is as it is without them.
    const giveUp = () => {
      if (root.classList.contains("ab-asked")) note.textContent = hint;
      root.classList.remove("ab-asked");
    };
    addEventListener("error", giveUp, { capture: true });
    setTimeout(giveUp, 20000);
  } else if (form instanceof HTMLFormElement && section && list) {
    try {
      // As page.js keeps them.
      const read = document.getElementById("ab-read");
      const articles = JSON.parse(localStorage.getItem(`answerbook-read:${new URL(form.action).pathname}`) ?? "[]");
      for (const [path, title, lang] of articles) {
        const link = document.createElement("a");
        const item = document.createElement("li");
        Object.assign(link, { className: "ab-chip", href: path, textContent: title, lang });
        item.append(link);
        read?.querySelector("ul")?.append(item);
      }
      if (read) read.hidden = articles.length === 0;
      // As search-recent.js keeps them.
      const kept = JSON.parse(localStorage.getItem(`answerbook-searches:${new URL(form.action).pathname}`) ?? "[]");
      for (const recent of kept) {
        const link = document.createElement("a");
        const item = document.createElement("li");
        link.className = "ab-chip";
        link.href = `?${new URLSearchParams({ q: String(recent) })}`;
        link.textContent = String(recent);
        item.append(link);
        list.append(item);
      }
      section.hidden = kept.length === 0;
    } catch {}
  }
}
