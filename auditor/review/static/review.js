// Shortcuts, news of runs, notes beside an article. Every page works without it.
"use strict";

const all = (selector, of = document) => [...of.querySelectorAll(selector)];
const one = (selector, of = document) => of.querySelector(selector);
const visible = (element) => element && element.offsetParent !== null;

// --- shortcuts (one key each; they can be switched off in the help) ---

const switchKeys = one("#keys-on");
const kept = (() => { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } })();
switchKeys.checked = kept;
switchKeys.addEventListener("change", () => {
  try { localStorage.setItem("keys", switchKeys.checked ? "on" : "off"); } catch { /* not kept, then */ }
  hints();
});

function hints() {
  all("kbd[hidden], .choice kbd").forEach((key) => { key.hidden = !switchKeys.checked; });
}

function move(step) {
  const link = one(step > 0 ? 'main a[rel="next"]' : 'main a[rel="prev"]');
  const rows = all("a.go");
  if (!rows.length) { link?.click(); return; }
  const at = rows.findIndex((row) => row.closest("li").contains(document.activeElement));
  rows[Math.min(Math.max(at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step, 0), rows.length - 1)].focus();
}

function group(number) {
  const chosen = one(`.choice[data-key="${number}"]`);
  if (!chosen) return;
  const buttons = all("button", chosen);
  if (buttons.length === 1) { buttons[0].click(); return; }
  leave();
  chosen.classList.add("active");
  buttons.forEach((button, n) => { one("kbd", button).textContent = String(n + 1); });
  buttons[0].focus();
}

const leave = () => all(".choice.active").forEach((chosen) => chosen.classList.remove("active"));

function digit(number) {
  const active = one(".choice.active");
  if (active) all("button", active)[number - 1]?.click();
  else group(number);
}

const keys = {
  j: () => move(1), k: () => move(-1),
  n: () => one("#note")?.focus(),
  u: () => one("form.undo button")?.click(),
  x: () => document.activeElement?.closest("li.item")?.querySelector('input[type="checkbox"]')?.click(),
  q: () => one('a[data-key="q"]')?.click(),
  "/": () => one("#search").focus(),
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (event.key === "Escape") {
    leave(); peek?.hidePopover?.();
    if (target.matches("textarea, input")) target.blur();
    return;
  }
  const typing = target.matches('textarea, select, input:not([type="checkbox"], [type="radio"])');
  if (!switchKeys.checked || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat || help.open) return;
  if (/^[1-9]$/.test(event.key)) digit(Number(event.key));
  else if (keys[event.key]) keys[event.key]();
  else return;
  event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  const active = one(".choice.active");
  if (active && !active.contains(event.target)) leave();
});

const help = one("#help");
const openHelp = one("#help-open");
openHelp.hidden = false;
openHelp.addEventListener("click", () => help.showModal());

// --- a form is sent once ---

document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => all("form").forEach((form) => { delete form.dataset.sent; }));

// --- lists are ordered as soon as an order is chosen; a tick is counted ---

const sort = one("#sort");
if (sort) {
  one(".sort button").hidden = true;
  sort.addEventListener("change", () => sort.form.submit());
}

// --- news of runs ---

const news = one("#news");
async function ask() {
  try {
    const now = await (await fetch("/state", { headers: { accept: "application/json" } })).json();
    if (now.run > Number(document.body.dataset.run)) news.hidden = false;
  } catch { /* the server is gone or busy: asked again next time */ }
}
setInterval(() => { if (!document.hidden && news.hidden) ask(); }, 4000);

// --- an article: what is known of the claim under the pointer, the finger or the focus ---

const peek = one("#peek");
function show(link) {
  const notes = link.dataset.notes.split(" ").map((id) => one(`#note-${id}`)).filter(Boolean);
  peek.replaceChildren(...notes.map((note) => {
    const copy = note.cloneNode(true);
    [copy, ...all("[id]", copy)].forEach((part) => { part.removeAttribute("id"); part.removeAttribute("aria-labelledby"); });
    return copy;
  }));
  peek.showPopover();
}
if (peek?.showPopover) {
  peek.classList.add("on");
  const text = one(".text");
  const claim = (event) => event.target.closest?.("a.claim");
  text.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse" && claim(event)) show(claim(event)); });
  text.addEventListener("focusin", (event) => { if (claim(event)) show(claim(event)); });
  text.addEventListener("click", (event) => { if (claim(event)) { event.preventDefault(); show(claim(event)); } });
  document.addEventListener("click", (event) => { if (!claim(event) && !peek.contains(event.target)) peek.hidePopover(); });
}

hints();
