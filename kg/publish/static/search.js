// The search of a publication: the rule of kg/serve/search.py, in the browser, over the names of names.js.
"use strict";

const MOST = 50;
const asked = new URLSearchParams(location.search).get("q") || "";
const found = document.getElementById("found");

function plain(name) {
  return name.replace(/ß/g, "ss").normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}

function less(a, b) {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return 0;
}

function ranked(text) {
  const whole = plain(text);
  const words = whole.split(" ").filter(Boolean);
  const rows = [];
  if (!words.length) return rows;
  for (const [label, kind, path, ...names] of NAMES) {
    let best = null;
    [label, ...names].forEach((name, place) => {
      const told = plain(name);
      if (!words.every((word) => told.includes(word))) return;
      const rank = [told !== whole, !told.startsWith(whole), place > 0, told.length, told, path];
      if (best === null || less(rank, best) < 0) best = rank;
    });
    if (best !== null) rows.push({ rank: best, label, kind, path });
  }
  return rows.sort((a, b) => less(a.rank, b.rank));
}

function show() {
  for (const field of document.querySelectorAll("input[name=q]")) field.value = asked;
  if (!asked.trim()) return;
  document.getElementById("title").append(": " + asked);
  for (const other of document.querySelectorAll("a[hreflang]")) other.search = location.search;
  const kinds = JSON.parse(found.dataset.kinds);
  const rows = ranked(asked);
  for (const row of rows.slice(0, MOST)) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = row.path + found.dataset.ending;
    link.textContent = row.label;
    const kind = document.createElement("span");
    kind.className = "iri";
    kind.textContent = " " + (kinds[row.kind] || "");
    item.append(link, kind);
    found.append(item);
  }
  if (!rows.length) {
    const none = document.createElement("p");
    none.textContent = found.dataset.none;
    found.before(none);
  }
  document.getElementById("more").hidden = rows.length <= MOST;
}

show();
