"""The parties: provinces that cooperate or confer as partners, regions standing for provinces, other bodies."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from records.event import Official, PartnerRegion
from records.tag import Evidence
from transforms.events.anchor import Anchor
from transforms.events.cooperation import BY_TURNS, has_other, is_central, is_cooperation, tells
from transforms.events.hosts import Holders
from transforms.events.lexicon import parties
from transforms.events.namesakes import is_namesake
from transforms.events.provinces import Mention, Places
from transforms.events.reading import Reading, Sentence, evidence
from transforms.events.recalled import recalls
from transforms.events.signing import Signing
from transforms.events.standing import of_council, standing
from transforms.events.subject import looks_back, openings
from transforms.events.venues import outside_venues

# "lãnh đạo ba tỉnh A, B, C": a list of as many as said.
_LISTED = re.compile(
    r"(?<!\w)(?:(?:các|\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s(?:tỉnh|địa phương|thành phố)(?:,\s?thành(?:\sphố)?)?"
    r"(?:\s[\w ]{3,26}?\s(?:gồm|là))?|(?:hai|ba|bốn)\sbên|gồm)[\s:(]*$"
)
_LEARNS = re.compile(r"(?<!\w)(?:học tập|kinh nghiệm)(?!\w)")
# "Ban", "Sở", "Đoàn" cut from a longer name say nothing.
_ACRONYM = 2
# Where parties are named after the event's name: "giữa A và B", "với các tỉnh …".
_BETWEEN = re.compile(r"(?<!\w)(?:giữa|với|cùng)\s")
_CLAUSE_END = re.compile(r"[.;]|(?<!\w)(?:nhằm|để|về|giai đoạn|trong thời gian|tại|do|trong việc)(?!\w)")
# "… chương trình hợp tác giữa A và B, hai hội khai trương …": whoever was named before acts.
_BOTH_ACT = re.compile(
    r"(?<!\w)(?:hai|ba|bốn|các)\s(?:bên|tỉnh|địa phương|thành phố|hội|sở|ngành|đơn vị|cơ quan|đoàn)\s"
    r"(?:đã\s|vừa\s|cùng\s|phối hợp\s|tổ chức\s)*$"
)
# Where delegations and lists of parties are named.
_ATTENDING = re.compile(
    r"(?<!\w)(?:về phía|phía|lãnh đạo (?:các |hai |ba )?(?:tỉnh|thành phố|địa phương)|đại diện (?:[^.;,]{0,40}\s)?(?:các )?tỉnh|"
    r"đoàn(?: công tác| đại biểu)?(?: của)? (?:tỉnh|thành phố)|gồm|bao gồm|giữa|tham dự|tham gia|cùng dự|dự)(?!\w)"
)
_LIST = re.compile(
    r"(?<!\w)(?:các tỉnh|(?:cùng|và) đại diện|tỉnh, thành(?: phố)?|các địa phương|địa phương gồm|gồm|lãnh đạo tỉnh|tỉnh|thành phố|"
    r"tp\.?|phía|ubnd)[\s:(]*$"
)
_LEADER = re.compile(r"(?<!\w)(?:ubnd|ủy ban nhân dân|bí thư|hđnd|tỉnh ủy|thành ủy|sở|công an)(?!\w)")
# Who speaks for a whole province, not for one office of it.
_HEAD = re.compile(
    r"(?:chủ tịch|lãnh đạo)(?: thường trực)? (?:ubnd|ủy ban nhân dân)|bí thư (?:thường trực )?(?:tỉnh|thành) ủy"
)
_PAIR = re.compile(r"\s*(?:-|–|,|và|với|&|:)\s*(?:tp\.?\s*|tỉnh\s+|thành phố\s+)?$")

# "Sở Công Thương A, Sở Công Thương B và Sở Công Thương C ký": bodies of one kind, named one by one.
_PAIR_OF_BODIES = re.compile(
    r"\s*(?:,|;|và|với|cùng|, và)\s*(?:ubnd|ủy ban nhân dân|hđnd|sở|ban|hội|công an|tỉnh ủy|thành ủy|tỉnh đoàn|thành đoàn|chi cục|"
    r"liên đoàn|liên minh|hiệp hội|bộ chỉ huy|tòa án|viện kiểm sát|cục|đoàn|ủy ban)(?:\s[^;.]{0,55}?)?\s?$"
)
_SHORT_GAP = 45
# "Công ty TNHH Đại Nguyên Dương (Nam Định)": where a company has its seat.
_SEAT = re.compile(
    r"(?<!\w)(?:công ty|tổng công ty|tập đoàn|doanh nghiệp|ngân hàng|hợp tác xã|htx|nhà máy|hãng|trường|viện|bệnh viện)"
    r"\s[^;.()]{2,80}?\s?\((?:tỉnh\s|tp\.?\s?|thành phố\s)?$"
)
_SEAT_BEFORE = 110


_TITLE_BEFORE = re.compile(
    r"(?:^|[:\-–,“\"]\s*|(?<!\w)(?:và|với|giữa|cùng|ubnd|hđnd|lãnh đạo)\s+)(?:tỉnh\s+|tp\.?\s*|thành phố\s+|ubnd\s+|sở\s.*)*$"
)
_TITLE_AFTER = re.compile(r"\s*(?:[:\-–,]|và\s|với\s|ký|kí|hợp tác|liên kết|bắt tay|kết nghĩa|trao đổi)")


# "theo thỏa thuận giữa A và UBND B": whoever made an agreement that the event rests on need not be there, nor whoever
# is to be asked ("đề xuất mời thêm tỉnh C").
_NOT_THERE = re.compile(
    r"(?<!\w)(?:mời|mở rộng|kết nạp|bổ sung)\sthêm\s[^.;]*$|"
    # "dự án sẽ triển khai tại 4 điểm, gồm": where something is to be done
    r"(?<!\w)(?:triển khai|thực hiện|thí điểm|đầu tư|xây dựng)\s(?:thí điểm\s)?(?:tại|ở|trên địa bàn)\s[^.;]{0,80}$|"
    r"(?<!\w)(?:theo|căn cứ|trên cơ sở)\s[^.;,]{0,40}(?:thỏa thuận|biên bản|chương trình|ghi nhớ)[^.;,]*$"
)


class Parties(NamedTuple):
    """Who the parties are and the words that say so."""

    partners: tuple[str, ...] = ()
    regions: tuple[PartnerRegion, ...] = ()
    others: tuple[str, ...] = ()
    proofs: tuple[Evidence, ...] = ()


def _party_spans(anchor: Anchor) -> list[tuple[int, int]]:
    """The stretches after the event's name that name parties."""
    low = anchor.sentence.low
    spans: list[tuple[int, int]] = []
    for match in (*_BETWEEN.finditer(low, anchor.end), *BY_TURNS.finditer(low)):
        begin = match.start() if match.re is BY_TURNS else match.end()
        end = _CLAUSE_END.search(low, match.end())
        spans.append((begin, end.start() if end else len(low)))
    return spans


def _acting(sentence: Sentence, places: Places) -> list[Mention]:
    """The provinces proper that a sentence names otherwise than as a venue, a company's seat or in another body's name."""
    named = outside_venues(sentence, places.in_sentence(sentence))
    return [m for m in named if not (m.town or is_namesake(sentence, m) or _is_seat(sentence, m))]


def _is_seat(sentence: Sentence, mention: Mention) -> bool:
    """Whether a province stands alone in the brackets behind a company's name."""
    before = sentence.low[max(0, mention.start - _SEAT_BEFORE) : mention.start]
    return sentence.low.startswith(")", mention.end) and _SEAT.search(before) is not None


def _in_anchor(anchor: Anchor, holders: Holders, places: Places) -> Iterator[tuple[str, Evidence | None]]:
    """Provinces that hold the event, are met by it, or stand after "giữa", "với", "các tỉnh"."""
    sentence = anchor.sentence
    spans = _party_spans(anchor)
    if both := _BOTH_ACT.search(sentence.low, 0, anchor.start):
        spans += [(0, both.start())]
    held = {*holders.provinces, *holders.visited, *holders.received}
    listed = False
    if _LEARNS.search(anchor.noun):  # whoever is learnt from is where it was
        yield from ((m.name, evidence(sentence, m.start, m.end, "partner")) for m in places.in_sentence(sentence))
    for mention in _acting(sentence, places):
        before = sentence.low[max(0, mention.start - 50) : mention.start]
        listed = bool(_LISTED.search(before)) or (listed and bool(_PAIR.search(before)))
        if mention.name in held or listed or any(start <= mention.start < end for start, end in spans):
            yield mention.name, evidence(sentence, mention.start, mention.end, "partner")


def _held_elsewhere(anchor: Anchor, holders: Holders, places: Places) -> Iterator[tuple[str, Evidence | None]]:
    """The provinces that another sentence than the anchor's says hold the event."""
    named = {m.name for m in outside_venues(anchor.sentence, places.in_sentence(anchor.sentence))}
    yield from ((name, None) for name in holders.provinces if name not in named)


def _acts_in_title(low: str, start: int, end: int) -> bool:
    """Whether a title's province opens it, stands beside another party, or is the subject of signing."""
    before, after = low[max(0, start - 45) : start], low[end : end + 14]
    if parties().not_party.search(before[-30:]):
        return False
    return bool(_TITLE_BEFORE.search(before) or _TITLE_AFTER.match(after))


def _in_titles(reading: Reading, places: Places) -> Iterator[tuple[str, Evidence | None]]:
    """The provinces of a title that tells of cooperation: "Hà Nội - Hà Tĩnh: …", "A và B ký thỏa thuận"."""
    for sentence in reading.title:
        if tells(sentence) or len(places.in_sentence(sentence)) > 1:
            for mention in _acting(sentence, places):
                if _acts_in_title(sentence.low, mention.start, mention.end):
                    yield mention.name, evidence(sentence, mention.start, mention.end, "partner")


def _is_recalled(sentence: Sentence) -> bool:
    """Whether a sentence looks back, or tells of a signing that is only recalled at the event."""
    verb = parties().sign.search(sentence.low)
    recalled = verb is not None and recalls(sentence.low, verb.start())
    return recalled or looks_back(sentence)


def _in_lists(reading: Reading, anchor: Anchor, places: Places) -> Iterator[tuple[str, Evidence | None]]:
    """Provinces named as delegations or in a list of the parties, in the opening and right after it."""
    for sentence in (*(s for s, _ in openings(reading)), *reading.body[4:7]):
        attending = _ATTENDING.search(sentence.low)
        if sentence is anchor.sentence or _is_recalled(sentence) or not (attending or tells(sentence)):
            continue
        chained = False
        for mention in _acting(sentence, places):
            before = sentence.low[max(0, mention.start - 30) : mention.start]
            chained = bool(_LIST.search(before)) or (chained and bool(_PAIR.search(before)))
            barred = _NOT_THERE.search(sentence.low[max(0, mention.start - 120) : mention.start])
            if chained and not barred and (attending is None or attending.start() < mention.start):
                yield mention.name, evidence(sentence, mention.start, mention.end, "partner")


def _signers(sentences: Iterable[Sentence], places: Places) -> Iterator[tuple[str, Evidence | None]]:
    """The provinces right before a verb of signing: "Đà Nẵng, Quảng Nam và 5 tỉnh Tây Nguyên ký Biên bản …"."""
    for sentence in sentences:
        verb = parties().sign.search(sentence.low)
        if (
            verb is None
            or _is_recalled(sentence)
            or parties().not_signing.search(sentence.low, max(0, verb.start() - 10), verb.end() + 12)
        ):
            continue
        later = verb.start()
        for mention in reversed([m for m in _acting(sentence, places) if m.end <= verb.start()]):
            gap = sentence.low[mention.end : later]
            paired = later == verb.start() or _PAIR.match(gap)
            if not (len(gap) <= _SHORT_GAP and paired) and not (later != verb.start() and _PAIR_OF_BODIES.match(gap)):
                break
            yield mention.name, evidence(sentence, mention.start, mention.end, "partner")
            later = mention.start


def _named(
    reading: Reading,
    anchor: Anchor,
    holders: Holders,
    places: Places,
    officials: Sequence[Official],
    signing: Sequence[Sentence],
) -> dict[str, Evidence | None]:
    """The provinces named as parties, and those whose leaders take part."""
    seen: dict[str, Evidence | None] = {}
    for source in (
        _in_anchor(anchor, holders, places),
        _held_elsewhere(anchor, holders, places),
        _in_titles(reading, places),
        _in_lists(reading, anchor, places),
        _signers((*reading.title, *(s for s, _ in openings(reading)), *signing), places),
    ):
        for name, proof in source:
            seen.setdefault(name, proof)
    for official in officials:
        if official.province and _LEADER.search(official.title.lower()):
            seen.setdefault(official.province, None)
    return seen


def _signed_in(reading: Reading, signed: Iterable[Evidence]) -> list[Sentence]:
    """The sentences that tell of the signing at the event."""
    spots = [(proof.field, proof.start) for proof in signed]
    return [s for s in reading.everything if any(s.field == field and s.start <= at < s.end for field, at in spots)]


def find_parties(
    reading: Reading,
    anchor: Anchor,
    holders: Holders,
    places: Places,
    officials: Sequence[Official],
    signing: Signing,
) -> Parties:
    """The parties of an event whose subject is cooperation; nobody where it isn't."""
    told = _signed_in(reading, signing.signed_proofs)
    signers = {name for name, _ in _signers(told, places)}
    between = len(signers) > 1
    carried_on = anchor.type == "working-session" and bool(signing.references) and has_other((anchor.sentence,))
    subject = between or carried_on or is_cooperation(reading, anchor, holders, signed=signing.signed)
    if not subject or is_central(anchor, holders):
        return Parties()
    seen = _named(reading, anchor, holders, places, officials, told)
    chairs = {official.province for official in officials if official.province and official.role == "chaired"}
    met = bool(of_council(anchor.sentence, places))
    there = {mention.name for mention in places.in_sentence(anchor.sentence) if mention.town and not met}
    receives = {official.province for official in officials if official.province in there}
    spoke = set() if met or holders.many else _spoke_for(officials)
    stands = standing(reading, anchor, holders, signers | chairs | receives | spoke, places, seen)
    if (
        len(seen) + len(stands) < 2
        and not met
        and not (seen and has_other((anchor.sentence, *reading.title, *told), signed=signing.signed))
    ):
        return Parties()
    if len(seen) == 1 and not stands and not told and not holders.provinces and None in seen.values():
        return Parties()  # one province's leader speaks at somebody else's meeting
    proofs = [p for p in (*seen.values(), *(proof for _, proof in stands.values())) if p is not None]
    regions = tuple(PartnerRegion(name=name, count=count) for name, (count, _) in stands.items())
    return Parties(tuple(seen), regions, _others(holders, _printed(reading, places)), tuple(proofs))


def _spoke_for(officials: Iterable[Official]) -> set[str]:
    """The provinces whose own leaders spoke: they are parties beside a region that does not hold the event itself."""
    return {o.province for o in officials if o.province and o.role == "spoke" and _HEAD.search(o.title.lower())}


def _printed(reading: Reading, places: Places) -> set[str]:
    """The provinces and towns of the opening, each as it is printed."""
    return {s.text[m.start : m.end] for s, _ in openings(reading) for m in places.in_sentence(s)}


def _others(holders: Holders, printed: Collection[str]) -> tuple[str, ...]:
    """Holders that are neither provinces' bodies nor provinces themselves, `printed` so: ministries, agencies, companies."""
    local = re.compile(
        r"(?<!\w)(?:ubnd|ủy ban nhân dân|tỉnh|thành phố|tp|sở|hđnd|tỉnh ủy|thành ủy|huyện|quận|(?<!tập )đoàn(?! thể))(?!\w)"
    )
    others = (host for host in holders.hosts if host not in printed)
    return tuple(host for host in others if len(host) > _ACRONYM and not local.search(host.lower()))
