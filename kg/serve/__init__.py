"""The web application: SPARQL Protocol, pages of everything the graph speaks of, questions, search, picture and catalogue."""
