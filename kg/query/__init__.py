"""Questions to the graph: the named ones of ontology/queries, free SPARQL, and why a statement stands there."""
