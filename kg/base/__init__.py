"""What every stage stands on: spans, ids, issues, errors, patterns and the knowledge of ontology/."""
