"""Files become documents: text in reading order, pages and blocks kept apart, metadata with where it comes from."""
