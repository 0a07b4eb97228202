"""Data: one YAML a portal, one YAML a platform (CMS family), one table of closed portals; and what loads them."""
