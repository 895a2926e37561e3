"use strict";
// Search and paging. Without this script everything is there and unfiltered.
const all = (where, of = document) => [...of.querySelectorAll(where)];
const field = document.getElementById("find");
const status = document.getElementById("found");
const items = all(".card, tbody tr, .text");
let words = null;

function page(list) {
  const size = Number(list.dataset.page);
  const rest = [...list.children].slice(size);
  if (rest.length < 5) return;
  const home = list.tagName === "TBODY" ? list.closest(".scroll") : list;
  const more = document.createElement("button");
  const tell = () => { more.textContent = `Show ${Math.min(size, rest.length)} of ${rest.length} more`; };
  for (const each of rest) each.classList.add("later");
  more.type = "button";
  more.className = "more";
  more.addEventListener("click", () => {
    const next = rest.splice(0, size);
    for (const each of next) each.classList.remove("later");
    const to = next[0].querySelector("a, summary");
    if (to) to.focus({ preventScroll: true });
    if (rest.length) tell(); else more.remove();
  });
  tell();
  home.after(more);
}

function search() {
  const asked = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  words ??= items.map((item) => item.textContent.toLowerCase());
  const hits = items.filter((item, n) => {
    const hit = asked.every((word) => words[n].includes(word));
    item.classList.toggle("missed", !hit);
    return hit;
  });
  document.body.classList.toggle("searching", asked.length > 0);
  const cards = hits.filter((item) => item.matches(".card")).length;
  const rows = hits.filter((item) => item.matches("tr")).length;
  status.textContent = asked.length ? `${cards} conflicts, ${rows} questions` : "";
  if (!asked.length) return;
  for (const fold of all("details.fold")) {
    if (fold.querySelector(".card:not(.missed), tbody tr:not(.missed)")) fold.open = true;
  }
}

function reveal() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let node = target; node; node = node.parentElement) {
    if (node.tagName === "DETAILS") node.open = true;
    node.classList.remove("later", "missed");
  }
  target.scrollIntoView();
}

all("[data-page]").forEach(page);
document.querySelector(".tools").hidden = false;
let wait = 0;
field.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(search, 120); });
addEventListener("hashchange", reveal);
reveal();
