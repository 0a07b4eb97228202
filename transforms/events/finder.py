"""Puts an event together from its parts: anchor, date, place, holders, parties, signing, periods, officials."""

import re
from collections.abc import Iterator
from datetime import date

from records.article import Article
from records.event import Event
from transforms.events.anchor import Anchor
from transforms.events.dating import Dated, find_date, published_on, relative_day, resolve_date
from transforms.events.foreign import is_foreign
from transforms.events.further import further_parts, same_day, settled
from transforms.events.hosts import LOCAL_OFFICE, Holders, find_holders, holders_told_later
from transforms.events.lexicon import kinds
from transforms.events.naming import full_name, subtype_of
from transforms.events.partners import find_parties
from transforms.events.people import find_officials
from transforms.events.periods import periods_in, told_by_time, unique
from transforms.events.provinces import Places, is_at_home, names_abroad
from transforms.events.reading import Reading, evidence
from transforms.events.signing import find_signing
from transforms.events.subject import THRESHOLD, find_anchor, openings
from transforms.events.told_nouns import has_date
from transforms.events.when import DateMention
from transforms.events.where import Place, dateline, implied_place, stated_place, town_of_venue
from transforms.gazetteer import Gazetteer

# Seats of the state: where the text says no more, the province stays unsaid.
_CENTRAL_SEAT = re.compile(
    r"(?<!\w)(?:trụ sở (?:chính phủ|trung ương|quốc hội|bộ)|phủ chủ tịch|văn phòng (?:chính phủ|trung ương|quốc hội|chủ tịch nước)|"
    r"nhà quốc hội|quốc hội (?:đã |sẽ |tiếp tục |tiến hành )?(?:thảo luận|nghe|làm việc|biểu quyết)|"
    r"hội trường (?:bộ|diên hồng))(?!\w)"
)
# "Johannesburg", "Labuan": longer than any syllable, or with letters that none has; "Gia-các-ta".
_FOREIGN_NAME = re.compile(r"(?=[A-Z][A-Za-z]*[a-z])(?:[A-Za-z]{8,}|[A-Za-z]*[fjwzFJWZ][A-Za-z]*)(?!\w)")
_SPELLED_ABROAD = re.compile(r"(?<!\w)[A-ZĐ][^\W\d_]*-[a-zà-ỹđ]+(?!\w)")
# Bodies that only our provinces have: where they are spoken of, a name spelled as none of ours is a brand's or a hotel's.
_OUR_OFFICE = re.compile(r"(?<!\w)(?:ubnd|ủy ban nhân dân|hđnd|tỉnh ủy|thành ủy|giám đốc sở)(?!\w)")
_OF_STATES = re.compile(
    r"(?<!\w)(?:hội nghị (?:thượng đỉnh|cấp cao)|thượng đỉnh|asean|aipa|apec|"
    r"asem|brics|g7|g20|liên hợp quốc|liên minh nghị viện)(?!\w)"
)
_MEETINGS = frozenset({"conference", "seminar", "forum"})
# How far a text is searched for a first word of an event before it is given up.
_HEAD = 2500


class EventFinder:
    """Finds the events that articles report; holds only compiled words, so one serves any number of articles."""

    def __init__(self, gazetteer: Gazetteer, folded: Gazetteer) -> None:
        """Use a gazetteer for texts as written and one for texts without diacritics."""
        self._gazetteer = gazetteer
        self._folded = folded

    def find(self, article: Article) -> tuple[Event, ...]:
        """The events an article reports, the one it is about first; () where it reports none. Never raises."""
        if not self._may_report(article):
            return ()
        reading = Reading(article)
        anchor = find_anchor(reading)
        if anchor is None:
            return ()
        places = Places(article, self._gazetteer, self._folded)
        if not _is_dated_meeting(reading, anchor) and is_foreign(reading, places):
            return ()
        main = assemble(reading, anchor, places)
        return (main, *self._further(reading, main))

    def _further(self, reading: Reading, main: Event) -> Iterator[Event]:
        """Other happenings told after the main one, each read by itself."""
        for offset, part in further_parts(reading):
            own = Reading(part)
            anchor = find_anchor(own)
            if anchor is None or anchor.mode not in ("held", "verb") or anchor.sentence is not own.body[0]:
                continue
            event = assemble(own, anchor, Places(part, self._gazetteer, self._folded))
            found = settled(event, offset, main, on_its_day=same_day(anchor.sentence))
            if found is not None:
                yield found

    @staticmethod
    def _may_report(article: Article) -> bool:
        """A cheap look at the head of the text: without an event's noun or verb there is nothing to find."""
        head = f"{article.lead[:_HEAD]} {article.body[:_HEAD]}".lower()
        return bool(kinds().noun.search(head) or kinds().verb.search(head))


def _is_dated_meeting(reading: Reading, anchor: Anchor) -> bool:
    """Whether a conference that the title names is told as held on a day: an event wherever it was."""
    meets = anchor.mode == "held" and anchor.type in _MEETINGS
    named = not reading.title or any(
        kinds().types[m[0]] in _MEETINGS for sentence in reading.title for m in kinds().noun.finditer(sentence.low)
    )
    return meets and named and has_date(anchor.sentence)


def _with_year(dated: Dated, published: date | None) -> DateMention | None:
    """The event's day with its year, where the text or the publication gives one: the latest such day before it."""
    mention = dated.mention
    if mention is None or mention.year or published is None or not mention.month or dated.is_ahead:
        return mention
    ahead = (mention.month, mention.day) > (published.month, published.day)
    return mention._replace(year=published.year - 1 if ahead else published.year)


def _holders(reading: Reading, anchor: Anchor, places: Places) -> Holders:
    """Who holds it, by the anchor's sentence or, where that names nobody, by another of the opening."""
    holders = find_holders(anchor, places)
    if anchor.mode == "verb" or holders.hosts or holders.provinces:
        return holders
    told = holders_told_later((s for s, _ in openings(reading)), anchor, places)
    return told if told.hosts else holders


def _place(reading: Reading, anchor: Anchor, places: Places, holders: Holders, dated: Dated) -> Place:
    """Where it was: as said, else the one province that holds or receives it, else the text's own."""
    near = [s for s, _ in openings(reading)] + list(reading.title)
    place = stated_place(near, anchor, places, dated.sentence) or Place()
    beside = {mention.name for mention in places.in_sentence(anchor.sentence)}
    shared = holders.many or len(beside | {*holders.provinces, *holders.visited}) > 1
    if not (place.province or place.abroad) and (shared or holders.local):
        place = town_of_venue(anchor, places) or place
    if place.province or place.abroad or holders.many:
        return place
    province = implied_place(holders.provinces, holders.visited) or dateline(anchor, places)
    alone = holders.local and not holders.provinces and not holders.visited
    central = bool(_CENTRAL_SEAT.search(anchor.sentence.low))
    if province is None and not central and alone:
        province = places.home(reading)
    elif province is None and not (central or place.text) and anchor.mode == "verb" and anchor.noun in kinds().opened:
        province = places.only(reading)  # what is opened stands where the text is set
    elif (
        province is None
        and not central
        and place.text
        and not holders.provinces
        and not _is_abroad(reading, anchor, place, places)
    ):
        province = beside.pop() if len(beside) == 1 else places.scene(reading)
    return place._replace(province=province)


def _is_abroad(reading: Reading, anchor: Anchor, place: Place, places: Places) -> bool:
    """Whether what tells of the event, or the title, names a place abroad or a meeting of states, and no office of a
    province or town; or the place has no Vietnamese name, and nothing beside it or behind says that it is at home."""
    told = (anchor.sentence, *reading.title)
    states = any(names_abroad(sentence.text) or _OF_STATES.search(sentence.low) for sentence in told)
    text = place.text or ""
    if _FOREIGN_NAME.match(text) or _SPELLED_ABROAD.search(text):
        ours = not states and any(_OUR_OFFICE.search(sentence.low) for sentence in reading.prose)
        return not (ours or is_at_home(text) or places.in_sentence(anchor.sentence))
    return states and not LOCAL_OFFICE.search(anchor.sentence.low)


def assemble(reading: Reading, anchor: Anchor, places: Places) -> Event:
    """Everything the article says of the anchored event."""
    texts = (*reading.title, *reading.prose)
    holders, dated = _holders(reading, anchor, places), find_date(reading, anchor)
    day = _with_year(dated, published_on(reading))
    signing = find_signing(
        texts, day, by_type=anchor.type == "signing", anchored=anchor.sentence, named_at=anchor.start
    )
    periods, period_proofs = unique(periods_in(texts, signing.over))
    name = full_name(anchor, reading)
    when = resolve_date(reading, dated, name, signing.references, periods)
    periods = told_by_time(periods, when.starts_on or published_on(reading))
    place = _place(reading, anchor, places, holders, dated)
    home = place.province or places.home(reading)
    officials, official_proofs = find_officials(reading, places, home, signed=signing.signed)
    parties = find_parties(reading, anchor, holders, places, officials, signing)
    first = (evidence(anchor.sentence, anchor.start, anchor.end, "type"), dated.proof, place.proof)
    rest = (*parties.proofs, *signing.signed_proofs, *period_proofs, *signing.reference_proofs, *official_proofs)
    return Event(
        type=anchor.type,
        subtype=subtype_of(anchor, reading),
        name=name,
        starts_on=when.starts_on,
        ends_on=when.ends_on,
        month_day=dated.month_day or relative_day(dated, when.starts_on),
        date_text=dated.text,
        time_of_day=dated.mention.part if dated.mention else None,
        year_from=when.year_from,
        not_before=when.not_before,
        not_after=when.not_after,
        place_province=place.province,
        place_text=place.text,
        hosts=holders.hosts,
        partners=parties.partners,
        partner_regions=parties.regions,
        other_partners=parties.others,
        periods=tuple(periods),
        signed=signing.signed,
        signed_what=signing.what,
        refers_to=signing.references,
        officials=tuple(officials),
        confidence=round(min(1.0, 0.5 + (anchor.score - THRESHOLD) / 6), 2),
        evidence=(*(proof for proof in first if proof is not None), *rest),
    )
