"use strict";
// The query editor on this very endpoint: no other one, no proxy, no names fetched from elsewhere.
(() => {
  const place = document.getElementById("editor");
  const told = JSON.parse(place.dataset.told);
  const endpoint = new URL("/sparql", location.href).href;
  const Program = window.Yasgui.default || window.Yasgui;
  const declared = Object.entries(told.prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}>`);
  Program.Yasqe.defaults.autocompleters = ["variables"];
  const needed = (query) => declared.filter((line) => {
    const name = line.split(" ")[1];
    return query.includes(name) && !query.toLowerCase().includes(`prefix ${name}`);
  });
  const whole = (query) => [...needed(query), query].join("\n");
  const first = "SELECT ?subject ?object WHERE {\n  ?subject kg:supervises ?object\n}\nLIMIT 100";
  const program = new Program(place, {
    requestConfig: { endpoint },
    copyEndpointOnNewTab: true,
    persistenceId: "toezichtgraaf",
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [], renderItem: () => {} },
    yasqe: { value: whole(first) },
    yasr: { prefixes: told.prefixes },
  });
  document.getElementById("examples").addEventListener("change", (event) => {
    const example = told.examples[event.target.value];
    if (example) program.addTab(true, { name: example.words.slice(0, 40), yasqe: { value: whole(example.query), endpoint } });
    event.target.value = "";
  });
  document.documentElement.dataset.ready = "true";
})();
