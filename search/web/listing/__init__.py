"""Results: what was found, by what it can be narrowed, and what to do where nothing was."""
