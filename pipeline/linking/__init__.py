"""Linking, pure: which articles are reprints, which tell of the same event, what one document fixes for another."""
