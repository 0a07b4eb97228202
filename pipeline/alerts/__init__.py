"""Alerts: who asked to be told of a search's news, what is new for them, and the letters."""
