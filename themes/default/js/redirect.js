// At an old address: goes on to the new one with the fragment and the query that a link had, which the page's refresh would lose.

{
  const to = document.currentScript?.dataset["to"];
  if (to !== undefined && (location.hash || location.search)) {
    const target = new URL(to, location.href);
    target.search ||= location.search;
    target.hash ||= location.hash;
    location.replace(target);
  }
}
