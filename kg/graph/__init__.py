"""Facts become a graph: triples with evidence, named graphs, files, the store, and the rules that they keep."""
