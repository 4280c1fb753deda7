/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages work without this. It searches while one types, suggests names, moves by keys, and keeps the basket. Pages come
 * from the server as HTML that is escaped there; nothing is put together here but text. */
"use strict";

const KEPT = "whosaid-basket", NAME = "whosaid-name", MOST = 500;
const one = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
const box = one("#q");
let current = -1, waiting = null, asking = null, suggesting = null, typing = false;

/* --- the basket: ids alone, in this browser --- */

function basket() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) || "[]");
    return Array.isArray(kept) ? kept.filter(id => /^[0-9a-f]{32}$/.test(id)).slice(0, MOST) : [];
  } catch { return []; }
}

function keep(ids) {
  try { localStorage.setItem(KEPT, JSON.stringify(ids.slice(0, MOST))); } catch { tell("This browser keeps nothing"); }
  showBasket();
}

function showBasket() {
  const ids = basket(), link = one("#basket-link");
  if (link) {
    link.textContent = ids.length ? `Basket (${ids.length})` : "Basket";
    link.href = ids.length ? "/basket?" + ids.map(id => "id=" + id).join("&") : "/basket";
  }
  for (const button of all("button.keep")) {
    const is = ids.includes(button.dataset.id);
    button.setAttribute("aria-pressed", String(is));
    button.textContent = is ? "✓ in the basket" : "+ basket";
  }
}

function toggle(id) {
  const ids = basket(), is = ids.includes(id);
  keep(is ? ids.filter(other => other !== id) : ids.concat(id));
  tell(is ? "Out of the basket" : "In the basket");
}

function tell(text) {
  all(".toast").forEach(old => old.remove());
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.setAttribute("role", "status");
  toast.textContent = text;
  document.body.append(toast);
  setTimeout(() => toast.remove(), 1600);
}

/* In a long article, to the statement that was asked for. Who comes back finds the page as it was left. */
function show() {
  const chosen = one(".text .chosen"), come = performance.getEntriesByType("navigation")[0];
  if (!chosen || location.hash || (come && come.type !== "navigate")) return;
  if (chosen.getBoundingClientRect().bottom > innerHeight * 0.9) chosen.scrollIntoView({block: "center"});
}

/* --- what each page gets --- */

function quiet(text, name, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet " + name;
  button.textContent = text;
  button.addEventListener("click", act);
  return button;
}

function furnish() {
  current = -1;
  for (const hit of all(".hit[data-id]")) {
    const id = hit.dataset.id, place = one(".place, .actions", hit);
    if (!place || one("button.keep", hit)) continue;
    const button = quiet("+ basket", "keep", () => toggle(id));
    button.dataset.id = id;
    place.append(" · ", button);
  }
  for (const summary of all(".summary"))
    if (!one(".share", summary)) summary.append(quiet("copy link", "share", share));
  const narrow = one(".facet-box");
  if (narrow && matchMedia("(max-width: 62rem)").matches) narrow.open = false;
  for (const input of all(".decider")) {
    try { input.value = input.value || localStorage.getItem(NAME) || ""; } catch { /* keeps nothing */ }
    input.addEventListener("change", () => { try { localStorage.setItem(NAME, input.value); } catch { /* the same */ } });
  }
  showBasket();
}

async function share() {
  try {
    await navigator.clipboard.writeText(location.href);
    tell("The link is copied");
  } catch { tell(location.href); }
}

/* --- searching while one types --- */

function address() {
  const form = new URLSearchParams(new FormData(box.form));
  return "/?" + form.toString();
}

async function load(url, push) {
  if (asking) asking.abort();
  const mine = asking = new AbortController();
  const main = one("#main");
  main.classList.add("busy");
  try {
    const answer = await fetch(url, {signal: mine.signal, credentials: "same-origin"});
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = one("#main", page);
    if (mine !== asking || !fresh) return;
    main.replaceWith(document.adoptNode(fresh));
    document.title = page.title;
    if (push) history.pushState(null, "", url); else history.replaceState(null, "", url);
    furnish();
  } catch (failure) {
    if (failure.name !== "AbortError") tell("No answer: is the server still there?");
  } finally {
    if (mine === asking) one("#main").classList.remove("busy");
  }
}

/* What was asked before one began to type is where Back leads; what was typed on the way is not. */
function typed() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (location.pathname === "/") {
      load(address(), !typing && location.search !== "");
      typing = true;
    }
    suggest();
  }, 220);
}

/* --- names --- */

/* The word before the caret, with what it is a name of. */
function word() {
  const before = box.value.slice(0, box.selectionStart), found = /(?:^|[\s(])(-?(?:by:)?)("?)([^\s"():]{2,})$/.exec(before);
  return found && {from: before.length - found[1].length - found[2].length - found[3].length, to: before.length, text: found[3]};
}

function hideNames() {
  all(".names-list").forEach(list => list.remove());
  box.removeAttribute("aria-activedescendant");
  box.setAttribute("aria-expanded", "false");
}

async function suggest() {
  const at = word();
  if (suggesting) suggesting.abort();
  if (!at || document.activeElement !== box) { hideNames(); return; }
  const mine = suggesting = new AbortController();
  try {
    const answer = await fetch("/api/names?start=" + encodeURIComponent(at.text), {signal: mine.signal});
    const names = answer.ok ? (await answer.json()).speakers : [];
    if (mine === suggesting && document.activeElement === box) showNames(names, at);
  } catch { /* typed on */ }
}

function showNames(names, at) {
  hideNames();
  if (!names.length) return;
  const list = document.createElement("ul");
  list.className = "names-list";
  list.id = "names";
  list.setAttribute("role", "listbox");
  names.forEach((person, i) => {
    const item = document.createElement("li"), count = document.createElement("span");
    item.id = "name-" + i;
    item.setAttribute("role", "option");
    item.textContent = person.name;
    count.className = "count";
    count.textContent = person.total;
    item.append(count);
    item.addEventListener("mousedown", event => { event.preventDefault(); choose(person.name, at); });
    list.append(item);
  });
  box.setAttribute("aria-expanded", "true");
  box.form.append(list);
}

function choose(name, at) {
  const asked = 'by:"' + name.replace(/"/g, "") + '" ';
  box.value = box.value.slice(0, at.from) + asked + box.value.slice(at.to).trimStart();
  box.selectionStart = box.selectionEnd = at.from + asked.length;
  hideNames();
  if (location.pathname === "/") load(address(), false);
}

function moveName(step) {
  const items = all(".names-list li");
  if (!items.length) return false;
  const at = items.findIndex(item => item.getAttribute("aria-selected") === "true");
  const next = (at + step + items.length + (at < 0 && step < 0 ? 1 : 0)) % items.length;
  items.forEach((item, i) => item.setAttribute("aria-selected", String(i === next)));
  box.setAttribute("aria-activedescendant", items[next].id);
  return true;
}

/* --- keys --- */

function move(step) {
  const hits = all(".hit[data-id]");
  if (!hits.length) return;
  if (hits[current]) hits[current].classList.remove("at");
  current = Math.max(0, Math.min(hits.length - 1, current + step));
  hits[current].classList.add("at");
  const link = one("a.open", hits[current]) || one("a", hits[current]);
  if (link) link.focus({preventScroll: true});
  hits[current].scrollIntoView({block: "center"});
}

function onBoxKey(event) {
  if (event.key === "ArrowDown" && moveName(1)) event.preventDefault();
  if (event.key === "ArrowUp" && moveName(-1)) event.preventDefault();
  if (event.key === "Enter") {
    const chosen = one(".names-list li[aria-selected=true]");
    clearTimeout(waiting);
    if (suggesting) suggesting.abort();
    if (chosen) { event.preventDefault(); chosen.dispatchEvent(new MouseEvent("mousedown", {cancelable: true})); return; }
    hideNames();
    if (location.pathname === "/") { event.preventDefault(); load(address(), true); box.blur(); }
  }
  if (event.key === "Escape") { event.preventDefault(); if (one(".names-list")) hideNames(); else box.blur(); }
}

function onKey(event) {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const hit = all(".hit[data-id]")[current], acts = {
    "/": () => { box.focus(); box.select(); },
    j: () => move(1),
    k: () => move(-1),
    b: () => { const id = (hit || one(".hit[data-id]"))?.dataset.id; if (id) toggle(id); },
    v: () => { const id = (hit || one(".hit.selected"))?.dataset.id; if (id) location.href = "/variants/" + id; },
    "?": () => { location.href = "/help"; },
    Escape: () => { if (location.pathname !== "/") history.back(); },
    Enter: () => { if (hit && !event.target.closest("a, button, summary")) location.href = "/statement/" + hit.dataset.id; }
  };
  if (!acts[event.key]) return;
  if (event.key !== "Enter") event.preventDefault();
  acts[event.key]();
}

if (box) {
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", "names");
  box.addEventListener("input", typed);
  box.addEventListener("keydown", onBoxKey);
  box.addEventListener("blur", () => { typing = false; if (suggesting) suggesting.abort(); hideNames(); });
  document.addEventListener("keydown", onKey);
  addEventListener("popstate", () => location.reload());
  furnish();
  show();
}
