"""The graph as others take it in: a DCAT-AP-NL record, dumps, and a folder that any static host serves."""
