"""Three verifiers of the log held to the same answers: the package, the file, and the page."""
