"""Alerts: a saved search is told of what is new, by feed or by e-mail."""
