// The data of the page and its words in the language chosen. Everything that comes from the graph is written as text, never as markup.

const data = JSON.parse(document.getElementById("data").textContent);
const { things, lines, bundles, sources, network: drawing } = data;
let language = data.language;

const inLanguage = (pair) => (language === "en" && pair[1]) || pair[0];
const term = (name) => (name && data.terms[name] ? inLanguage(data.terms[name]) : name || say("other_kind"));
const label = (thing) => inLanguage(things[thing].label);
const statusWords = (thing) => things[thing].statuses.map(term).join(", ");
const isUnsettled = (thing) => things[thing].statuses.some((status) => status !== "inForce");

function say(key, values = {}) {
  return inLanguage(data.texts[key]).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

const relationCount = (count) => say(count === 1 ? "one_relation" : "relations", { count });
const placeCount = (count) => say(count === 1 ? "statement" : "statements", { count });

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// A name from the graph: kept apart from the text around it, whichever way it is written.
const named = (text) => element("bdi", {}, text);

// A link, only to addresses that a browser may open.
function link(address, text) {
  let parsed = null;
  try { parsed = new URL(address); } catch { return named(text); }
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return named(text);
  return element("a", { href: parsed.href, target: "_blank", rel: "noreferrer noopener" }, named(text));
}

function openedAt(source, opening) {
  if (/^https?:/i.test(opening || "")) return opening; // an address of its own
  if (!source || !source.url) return null;
  return opening ? `${source.url.split("#")[0]}#${opening}` : source.url;
}

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
