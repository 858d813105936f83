// What is seen, to take away: the picture as PNG and SVG, the statements as CSV and Turtle.

const PREFIXES = {
  dcterms: "http://purl.org/dc/terms/",
  foaf: "http://xmlns.com/foaf/0.1/",
  kg: "https://w3id.org/toezichtgraaf/def#",
  oa: "http://www.w3.org/ns/oa#",
  prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
const CSV_COLUMNS = ["from", "relation", "to", "modality", "basis", "quote", "document", "page_column", "address", "rule", "confidence", "from_iri", "to_iri", "statement_iri"];

// All that is told by what is bright, or by all where nothing is chosen: { subject, predicate, object, statement }, IRIs and a local name.
function seenStatements() {
  const relations = lines.map((_, line) => line).filter((line) => isLineShown(line) && (!brightLines || brightLines.has(line))).flatMap((line) => {
    const { from, to } = drawing.edges[line];
    return lines[line].statements.filter(passes).map((statement) => ({ subject: iriOf(from), predicate: lines[line].predicate, object: iriOf(to), statement }));
  });
  const statuses = seenThings().flatMap((thing) => things[thing].claims.filter(passes).map((statement) => ({ subject: iriOf(thing), predicate: "legalStatus", object: PREFIXES.kg + statement.status, statement })));
  return [...relations, ...statuses];
}

const seenThings = () => things.map((_, thing) => thing).filter((thing) => isShown(thing) && (!near || near.has(thing)));

// --- CSV -------------------------------------------------------------------------------------------------------------------------

// A value that a spreadsheet would take for a formula gets an apostrophe before it.
const csvCell = (value) => {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const nameOf = (iri) => (placeByIri.has(iri) ? label(placeByIri.get(iri)) : inLanguage(data.instruments[iri] || [iri]));

function csvOfSeen() {
  const rows = seenStatements().flatMap(({ subject, predicate, object, statement }) => {
    const { modality, basis, rule, confidence, quotes, id } = statement;
    const isStatus = predicate === "legalStatus";
    return (quotes.length ? quotes : [["", "", "", null, null, "", ""]]).map(([text, , , page, place, opening]) => [
      nameOf(subject), isStatus ? say("status") : term(predicate), isStatus ? term(statement.status) : nameOf(object), term(modality), basis ? nameOf(basis) : "", text,
      place === null ? "" : sources[place].title, page === null ? "" : String(page), openedAt(sources[place], opening) || "", rule, confidence, subject, object, data.statements + id,
    ]);
  });
  return `\ufeff${[CSV_COLUMNS.map((name) => say(name)), ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

// --- Turtle ----------------------------------------------------------------------------------------------------------------------

const iriTerm = (iri) => `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}>`;
const literal = (text, rest = "") => `"${wellFormed(text).replace(/[\u0000-\u001f"\\]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}"${rest}`;
const told = (subject, pairs) => `${subject} ${pairs.map(([predicate, object]) => `${predicate} ${object}`).join(" ;\n  ")} .\n`;
const labelled = (predicate, [nl, en]) => [[predicate, literal(nl, "@nl")], ...(en ? [[predicate, literal(en, "@en")]] : [])];

function evidence([text, before, after, page, place]) {
  const source = place === null ? null : sources[place].iri + (page === null ? "" : `#page=${page}`);
  const selector = [["a", "oa:TextQuoteSelector"], ["oa:exact", literal(text)], ...(before ? [["oa:prefix", literal(before)]] : []), ...(after ? [["oa:suffix", literal(after)]] : [])];
  return `[ a oa:SpecificResource${source === null ? "" : ` ; oa:hasSource ${iriTerm(source)}`} ; oa:hasSelector [ ${selector.map((pair) => pair.join(" ")).join(" ; ")} ] ]`;
}

// As in the graph: a plain triple only beside what is told as fact.
function turtleOfSeen() {
  const seen = seenStatements();
  const parts = Object.entries(PREFIXES).map(([name, iri]) => `@prefix ${name}: <${iri}> .\n`);
  const plain = new Set(seen.filter(({ statement }) => statement.modality === "asserted").map(({ subject, predicate, object }) => `${iriTerm(subject)} kg:${predicate} ${iriTerm(object)} .\n`));
  parts.push("\n", ...plain, "\n");
  for (const { subject, predicate, object, statement } of seen) {
    const { modality, basis, rule, confidence, quotes, antecedents, document, id } = statement;
    parts.push(told(iriTerm(data.statements + id), [
      ["a", "kg:Statement"], ["rdf:subject", iriTerm(subject)], ["rdf:predicate", `kg:${predicate}`], ["rdf:object", iriTerm(object)], ["kg:modality", `kg:${modality}`],
      ...(basis ? [["kg:legalBasis", iriTerm(basis)]] : []), ...(rule ? [["kg:rule", literal(rule)]] : []),
      ...(confidence ? [["kg:confidence", literal(confidence, "^^xsd:decimal")]] : []), ...(document === null ? [] : [["prov:wasDerivedFrom", iriTerm(sources[document].iri)]]),
      ...quotes.map((quote) => ["kg:evidence", evidence(quote)]), ...antecedents.map((quote) => ["kg:antecedent", evidence(quote)]),
    ]));
  }
  for (const thing of seenThings()) {
    const { iri, kind, label: own, names } = things[thing];
    parts.push(told(iriTerm(iri), [...(kind ? [["a", `kg:${kind}`]] : []), ...labelled("rdfs:label", own), ...names.map((name) => ["skos:altLabel", literal(name, "@nl")])]));
  }
  const bases = new Set(seen.map(({ statement }) => statement.basis).filter((iri) => iri && !placeByIri.has(iri)));
  for (const iri of bases) parts.push(told(iriTerm(iri), labelled("rdfs:label", data.instruments[iri] || [iri])));
  const documents = new Set(seen.flatMap(({ statement }) => (statement.document === null ? [] : [statement.document])));
  for (const place of documents) {
    const { iri, title, url, issued } = sources[place];
    parts.push(told(iriTerm(iri), [["a", "kg:Document"], ["dcterms:title", literal(title, "@nl")], ...(url ? [["foaf:page", iriTerm(url)]] : []), ...(issued ? [["dcterms:issued", literal(issued)]] : [])]));
  }
  return parts.join("");
}

// --- files -----------------------------------------------------------------------------------------------------------------------

function pngOfView() {
  const { canvas } = view.canvas.frame;
  const made = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
  const ctx = made.getContext("2d");
  ctx.fillStyle = colours.canvas;
  ctx.fillRect(0, 0, made.width, made.height);
  ctx.drawImage(canvas, 0, 0);
  return new Promise((done) => { made.toBlob(done, "image/png"); });
}

const FORMS = {
  png: () => pngOfView(),
  svg: () => new Blob([svgOfView(document.title)], { type: "image/svg+xml" }),
  csv: () => new Blob([csvOfSeen()], { type: "text/csv;charset=utf-8" }),
  ttl: () => new Blob([turtleOfSeen()], { type: "text/turtle;charset=utf-8" }),
};

async function save(form) {
  const address = URL.createObjectURL(await FORMS[form]());
  element("a", { href: address, download: `toezichtgraaf.${form}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function savePart() {
  const words = { png: say("save_png"), svg: say("save_svg"), csv: say("save_csv"), ttl: say("save_ttl") };
  const part = element("details", { class: "save" }, element("summary", {}, say("save")),
    element("div", {}, ...Object.keys(FORMS).map((form) => element("button", { type: "button", "data-save": form, onclick: () => save(form) }, words[form]))));
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !part.open) return;
    part.open = false;
    part.firstElementChild.focus();
    event.preventDefault();
  });
  return part;
}
