"""What linking makes of signings and of references to them."""

from records.base import Record
from records.tag import Evidence


class Agreement(Record, frozen=True):
    """A signed agreement between provinces (or a province and others).

    `signed_on` is YYYY, YYYY-MM or YYYY-MM-DD, or None; `parties` are province names, regions or other bodies;
    `signing_event_id` is the event that signed it, `review_event_ids` those that reviewed it since. Evidence points
    into the articles of the same position in `evidence_article_ids`. `disagreements` are facts on which they differ.
    `reviewed_on` are the days of the reviews, in their order ("" where not known); `note` says what its id was joined
    with or split from. `parties_inferred` says that the parties are those of the meeting that refers
    to it: no signing is told, nor does the reference name them all.
    """

    agreement_id: str
    change: int
    name: str
    parties: tuple[str, ...]
    period: tuple[str, str] | None = None
    signed_on: str | None = None
    signing_event_id: str | None = None
    review_event_ids: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    evidence_article_ids: tuple[str, ...] = ()
    vintage: str = "63"
    disagreements: tuple[str, ...] = ()
    reviewed_on: tuple[str, ...] = ()
    note: str = ""
    parties_inferred: bool = False

    @property
    def title(self) -> str:
        """Its name; where no text gives one, its parties."""
        return self.name or " - ".join(self.parties)
