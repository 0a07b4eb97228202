"""Pure functions from a snapshot to an article or a rejection: no network, clock or environment."""
