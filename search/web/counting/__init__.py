"""Pages that count: the first page, the country at a glance, cross-tabs, cooperation, coverage."""
