// The facts that the filters leave as a table that sorts; made when it is opened, some hundred rows at a time.

const ROWS_AT_ONCE = 200;
const COLUMNS = ["from", "relation", "to", "modality", "basis", "quote", "place"];
let sorting = { column: -1, down: false };
let rowsShown = ROWS_AT_ONCE;

function tableRows() {
  const rows = [];
  const add = (from, relation, to, { modality, basis, quotes }, target) => {
    for (const [text, , , page, place, opening, name] of quotes.length ? quotes : [["", "", "", null, null, "", ""]]) {
      const source = sources[place];
      const words = source ? source.title + (page === null ? "" : `, ${name || say("page", { page })}`) : "";
      rows.push({ cells: [from, relation, to, term(modality), basis ? inLanguage(data.instruments[basis] || [basis]) : "", text, words], address: openedAt(source, opening), target });
    }
  };
  lines.forEach(({ predicate, statements }, line) => {
    if (!isTold[line]) return;
    const { from, to } = drawing.edges[line];
    for (const statement of statements.filter(passes)) add(label(from), term(predicate), label(to), statement, { line });
  });
  things.forEach(({ claims }, thing) => claims.filter(passes).forEach((claim) => add(label(thing), say("status").toLowerCase(), term(claim.status), claim, { thing })));
  if (sorting.column >= 0) {
    const collator = new Intl.Collator(language, { numeric: true });
    rows.sort((a, b) => collator.compare(a.cells[sorting.column], b.cells[sorting.column]) * (sorting.down ? -1 : 1));
  }
  return rows;
}

function showTable() {
  const place = document.getElementById("table-host");
  if (!document.getElementById("table").open) return;
  const rows = tableRows();
  const head = COLUMNS.map((name, column) => {
    const order = sorting.column === column ? (sorting.down ? "descending" : "ascending") : "none";
    const sort = () => {
      sorting = { column, down: sorting.column === column && !sorting.down };
      showTable();
      place.querySelectorAll("th button")[column].focus();
    };
    return element("th", { scope: "col", "aria-sort": order }, element("button", { type: "button", onclick: sort }, say(name)));
  });
  const body = rows.slice(0, rowsShown).map(({ cells, address, target }) => element("tr", {}, ...cells.map((cell, column) => {
    if (column === 1) return element("td", {}, element("button", { type: "button", onclick: () => { choose(target, { approach: true }); panel.focus(); } }, cell));
    return element("td", {}, column === COLUMNS.length - 1 && address ? link(address, cell) : named(cell));
  })));
  const left = rows.length - rowsShown;
  place.replaceChildren(...[
    element("p", { class: "quiet" }, say("table_help")),
    element("div", { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "table-title" },
      element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...body))),
    left > 0 ? element("button", { type: "button", onclick: () => { rowsShown += ROWS_AT_ONCE; showTable(); } }, say("more", { count: Math.min(left, ROWS_AT_ONCE) })) : null,
  ].filter(Boolean));
}
