"""A build from sources to output folder: settings, sources, workers, cache, safe replacement and the report."""
