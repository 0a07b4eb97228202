"""The ledger: what is known of every address, page, article and link, in one SQL database."""

from pipeline.ledger.database import Ledger, open_ledger, open_to_read

__all__ = ["Ledger", "open_ledger", "open_to_read"]
