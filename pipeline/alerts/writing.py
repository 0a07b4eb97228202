"""Letters with their links: what a subscription's reader is sent, signed for the subscription."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from pipeline.alerts import tokens
from pipeline.alerts.book import UNCONFIRMED_FOR
from pipeline.alerts.news import News
from records.base import Record
from search.web.alerts import letters
from search.web.alerts.letters import Letter, Links
from search.web.alerts.searches import read_saved

_MANAGED_FOR = timedelta(days=30)


class Writer(Record, frozen=True):
    """Writes letters that lead to `base` (no slash at its end), signed with the secret; `sources` are names by id."""

    secret: str
    base: str
    sources: Mapping[str, str]

    def confirmation(self, subscription: Any, now: datetime) -> Letter:
        """Asks to confirm; the link holds as long as the wish is kept."""
        until = now + UNCONFIRMED_FOR
        links = Links(base=self.base, confirm=self._link("confirm", subscription.id, until))
        query = read_saved(subscription.search)
        return letters.confirmation(query, subscription.language, self.sources, links, until)

    def overview(self, subscription: Any, now: datetime) -> Letter:
        """Leads to all alerts of the subscription's reader."""
        manage = self._link("manage", subscription.id, now + _MANAGED_FOR)
        return letters.overview(subscription.language, Links(base=self.base, manage=manage))

    def news(self, subscription: Any, news: News, now: datetime) -> Letter:
        """Tells what is new."""
        links = Links(
            base=self.base,
            unsubscribe=self._link("unsubscribe", subscription.id),
            manage=self._link("manage", subscription.id, now + _MANAGED_FOR),
        )
        return letters.news(
            news.query, news.hits, news.total, code=subscription.language, frequency=subscription.frequency,
            sources=self.sources, links=links,
        )  # fmt: skip

    def _link(self, purpose: tokens.Purpose, subscription: str, until: datetime | None = None) -> str:
        return f"{self.base}/alerts/{purpose}?t={tokens.sign(self.secret, purpose, subscription, until)}"
