"""What a person did at the event, from the words beside their name: signed, concluded, chaired, spoke or attended."""

import re
from collections.abc import Sequence

from records.event import OfficialRole
from transforms.events.lexicon import parties, people
from transforms.events.reading import Sentence
from transforms.events.titles import Titled, first_verb

_RANK: dict[OfficialRole, int] = {"attended": 0, "spoke": 1, "chaired": 2, "concluded": 3, "signed": 4}
# The verb stands near after the name and its title: over "(trái)", "đã", "cũng", "trân trọng".
_REACH = 60
_BACK = 260
_OCCASION = r"(?:hội nghị|buổi|cuộc|phiên|hội thảo|kỳ họp|tọa đàm|diễn đàn|lễ|họp|đại hội|chương trình|đoàn)"
# "Chủ trì tại điểm cầu Điện Biên có ông A"
_CHAIRED = rf"(?:{_OCCASION}|(?:tại )?điểm cầu)"
_CONCLUDES = re.compile(
    rf"(?<!\w)(?:kết luận|phát biểu tổng kết)(?: tại)?(?: {_OCCASION}[^.;,]{{0,40}}| nội dung[^.;,]{{0,40}})?,\s*[^.;,]{{0,30}}$"
)
_SPEAKS = re.compile(
    r"(?<!\w)(?:phát biểu|khai mạc|mở đầu|trả lời|thay mặt|đáp từ|trao đổi|chia sẻ|báo cáo|giải trình|làm rõ|đại diện|"
    r"thông tin|giới thiệu|tiếp lời|chào mừng|trong bài|trong diễn văn|đọc lời|đọc diễn văn)(?!\w)[^.;:,]{0,90},\s*$|"
    r"(?<!\w)(?:theo|ý kiến của|phát biểu của|bài phát biểu của|báo cáo của|chia sẻ của|lời của|do)\s+$"
)
# "Chủ trì họp báo, ông A cho biết"
_CHAIRS = re.compile(
    rf"(?<!\w)(?:chủ trì|điều hành|đồng chủ trì|chủ tọa|dẫn đầu|làm trưởng)(?:[^\S\n]{_OCCASION}[^.;,]{{0,60}})?,\s*[^.;,]{{0,12}}$"
)
_CHAIRED_BY = re.compile(
    rf"(?<!\w)(?:(?:chủ trì|điều hành|chủ tọa|đồng chủ trì)(?: {_CHAIRED}[^.;:]{{0,40}}?)?(?:\s(?:là|có|gồm)(?=[\s:])|(?=:))|"
    r"dưới sự (?:chủ trì|đồng chủ trì|điều hành|chủ tọa) của|(?:dẫn đầu|trưởng đoàn)(?:[^.;,]{0,30})? là)"
)
_SIGNED_BY = re.compile(
    r"(?<!\w)(?<!lễ )(?<!buổi )(?<!chứng kiến )"
    r"(?:(?:người )?(?:ký|kí)(?: kết)?[^.;]{0,40}\s(?:là|có)(?=[\s:])|đại diện (?:các bên )?ký[^.;]{0,30}(?:là|có|gồm))"
)
_OTHERS = re.compile(r"(?<!\w)(?:tham dự|cùng dự|dự có|đến dự|tới dự|chứng kiến|cùng tham dự|tham gia)(?!\w)")
# "dưới sự chứng kiến của Thủ tướng …, thỏa thuận được ký": whoever looks on signs nothing.
_WITNESS = re.compile(r"(?<!\w)chứng kiến của\s(?:[^.;]{0,60}\svà\s|các\s|đồng chí\s|ông\s|bà\s)?$")
_ACCORDING = re.compile(r"(?:^|[.;,:“\"(]\s*)theo\s+$")
_LED_BY = re.compile(r"(?<!\w)do\s+(?:\S+\s){0,3}$")
# "Bản ghi nhớ do A và B ký": said of the last of them, with whom the others are joined.
_BY = re.compile(r"(?<!\w)do\s[^.;]*$")
_THEY_SIGN = re.compile(
    r"\s(?:cùng\s|đã\s|thay mặt [^.;,]{2,30}\s)*(?:đặt bút\s)?(?:ký|kí)(?: kết)?(?! (?:ban hành|duyệt|quyết định|văn bản số))(?!\w)"
)
_LEADS = re.compile(
    r"(?<!\w)(?:làm trưởng đoàn|dẫn đầu|đồng chủ trì|chủ trì|là trưởng đoàn|trưởng đoàn|đồng chủ tọa|điều hành)(?!\w)"
)
_AND_CHAIRS = re.compile(
    r"[^.;:,“\"]{0,40}?\s(?:và|đồng thời)\s(?:trực tiếp\s|cùng\s)?(?:đồng\s)?(?:chủ trì|chủ tọa|điều hành)(?!\w)"
)
# "Thủ tướng đã giao Thanh tra Chính phủ chủ trì kiểm tra": others are told to lead.
_GIVES_TO = re.compile(r"(?<!\w)(?:giao|yêu cầu|đề nghị|chỉ đạo|phân công)\s")
_FOR_OTHERS = re.compile(r"(?<!\w)(?:tặng|trao|khen)\s")
# "thay mặt hai bên đặt bút ký", where "thay mặt" alone speaks.
_SIGNS_FOR = re.compile(
    r"\s(?:(?:cho\s)?\w+,?\s){1,5}(?:(?:cùng\s|đã\s)*(?:đặt bút |hạ bút )?(?:ký|kí)|trao)(?! (?:ban hành|duyệt))(?!\w)"
)
# "ông A, Phó Chủ tịch UBND tỉnh, đơn vị trưởng nhóm năm 2023, nhìn nhận": one more thing between commas.
_ASIDE = re.compile(r",\s[^,;:.]{3,45},\s")
_AND = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:,\s(?:được|thay mặt|đại diện)\s[^,;.:]{3,60})?"
    r"(?:,|;|và|cùng|, và|; và)?\s*(?:các\s+)?(?:ông|bà|đồng chí)?[\s\w.]{0,14}$"
)

# "A, Chủ tịch … và B, Phó Chủ tịch … phát biểu": only "và" joins two who spoke.
_BOTH = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:,\s(?:bộ|ubnd|sở|tỉnh|cục|hội|ban|ủy ban|thành phố)\s[^,;.:]{2,45})?,?\s*"
    r"(?:và|cùng)\s(?:các\s)?(?:ông|bà|đồng chí)?\s?"
    r"(?:(?:đại|thượng|trung|thiếu) (?:tướng|tá)\s)?$"
)
# "Phó Chủ tịch UBND tỉnh, trưởng đoàn công tác của tỉnh": no office but a task there; a delegation of deputies is an office.
_HEADS_DELEGATION = re.compile(
    r"(?<!\w)(?<!phó )trưởng đoàn(?:$|,| (?:công tác|khảo sát|kiểm tra|đàm phán|việt nam|đại biểu (?:cấp cao|tỉnh|"
    r"thành phố)|của tỉnh)(?!\w))"
)
_LEADS_DELEGATION = re.compile(r",?\s(?:(?:đã\s)?(?:làm|là)\s)?(?:trưởng đoàn|dẫn đầu(?: đoàn)?)(?!\w)")
# "Ông đề nghị", "Đồng chí yêu cầu": whoever was named last.
_PRONOUN = re.compile(r"^[^\w]*(?:ông|bà|đồng chí|ngài|anh|chị)\s(?:(?:cũng|còn|đã|đồng thời|khẳng định)\s)*")


def leads_until(low: str, end: int) -> int:
    """Where "làm trưởng đoàn", "dẫn đầu" right behind a person ends: part of what proves the role; else `end`."""
    leads = _leads_after(low, end)
    return leads.end() if leads else end


def _leads_after(low: str, end: int) -> re.Match[str] | None:
    """ "làm trưởng đoàn", "dẫn đầu" right behind a person; a title may end with the blank before it."""
    return _LEADS_DELEGATION.match(low, len(low[:end].rstrip()))


def _they_sign(low: str, end: int) -> bool:
    """Whether a verb of signing follows a person; a title may end with the blank before it."""
    return _THEY_SIGN.match(low, len(low[:end].rstrip())) is not None


def speaks_again(sentence: Sentence) -> bool:
    """Whether a sentence opens with "Ông", "Bà" and says something: the words of whoever the sentence before named."""
    opened = _PRONOUN.match(sentence.low)
    if opened is None:
        return False
    verb = people().verb.match(sentence.low, opened.end())
    return verb is not None and people().roles.get(verb[0]) == "spoke"


def stronger(one: OfficialRole, other: OfficialRole) -> OfficialRole:
    """Of two roles of one person the one that says more."""
    return max(one, other, key=lambda role: _RANK[role])


def begins(person: Titled) -> int:
    """Where a person's title or name begins in the sentence."""
    return min(person.name.start, person.title_start) if person.title else person.name.start


def ends(person: Titled) -> int:
    """Where a person's name or title ends in the sentence."""
    return max(person.name.end, person.title_end, person.last_end)


# "PGĐ Sở Xây dựng Nguyễn Việt Hùng: Cần xem xét …": whose words follow.
_COLON = re.compile(r"\s?(?:\([^()]{1,30}\)\s?)?:\s+[“\"‘']?[A-ZĐÀ-Ỹ]")
# "Phó Chủ tịch A: Trưởng đoàn; B: Phó Trưởng đoàn": a post alone, not what was said.
_POST_ENDS = re.compile(r"[^,;:.]{0,30}(?:[,;.]|$)")
# "vai trò của Tổng Bí thư A trong việc chỉ đạo": what the office is for, not what was done there.
_NOUN_OF_WORK = re.compile(r"\strong (?:việc|công tác|quá trình|sự nghiệp)\s")
# "Phó Thủ tướng A, Trưởng Ban Chỉ đạo sơ kết 5 năm thực hiện Luật B, chủ trì buổi sơ kết": however long the office.
_THEN_CHAIRS = re.compile(r"[^,;:.]{0,110},\s(?:đã\s)?(?:đồng\s)?(?:chủ trì|chủ tọa)(?!\w)")


def _quotes(sentence: Sentence, end: int, limit: int) -> bool:
    """Whether a person's words follow behind a colon: more than the post that a list gives them."""
    colon = _COLON.match(sentence.text, end, limit)
    if colon is None:
        return False
    post = people().title.match(sentence.low, colon.end() - 1)
    return post is None or _POST_ENDS.match(sentence.low, post.end()) is None


def _verb_after(sentence: Sentence, end: int, limit: int) -> OfficialRole:
    """The role of the verb that follows within reach, before the next person."""
    if _quotes(sentence, end, limit):
        return "spoke"
    if _THEN_CHAIRS.match(sentence.low, end, limit):
        return "chaired"
    match = first_verb(sentence.low, end, min(limit, end + _REACH))
    if match is None:
        return "attended"
    gap = sentence.low[end : match.start()]
    if (
        any(mark in gap for mark in (";", ". ", ":"))
        or _NOUN_OF_WORK.search(gap)
        or (gap.count(",") > 1 and not _ASIDE.fullmatch(gap))
    ):
        return "attended"
    role = people().roles[match[0]]
    if role == "chaired" and _GIVES_TO.search(gap):
        return "spoke"
    if role == "chaired" and _FOR_OTHERS.search(gap):  # "tặng Cờ thi đua cho 19 đơn vị dẫn đầu phong trào"
        return "attended"
    if match[0] == "thay mặt" and _SIGNS_FOR.match(sentence.low, match.end(), limit):
        return "signed"
    if role == "spoke" and "kết luận" in sentence.low[match.start() : match.start() + 40]:
        return "concluded"
    # "phát biểu khai mạc và chủ trì kỳ họp": what is said second may say more
    return "chaired" if role == "spoke" and _AND_CHAIRS.match(sentence.low, match.end(), limit) else role


def _listed_as(low: str, start: int) -> OfficialRole:
    """The role that opens the list a person stands in: "Chủ trì hội nghị có bà A và ông B"."""
    before = low[max(0, start - _BACK) : start]
    others = max((m.start() for m in _OTHERS.finditer(before)), default=-1)
    for pattern, role in ((_SIGNED_BY, "signed"), (_CHAIRED_BY, "chaired")):
        opened = max((m.start() for m in pattern.finditer(before)), default=-1)
        if opened > others:
            return role  # type: ignore[return-value]
    return "attended"


def _before(sentence: Sentence, person: Titled) -> str:
    """The words before a person, a form of address left out."""
    start = begins(person)
    return people().before_name.sub("", sentence.low[max(0, start - 160) : start])


def role_in(sentence: Sentence, person: Titled, limit: int) -> OfficialRole:
    """What a sentence says a person did; `limit` is where the next person's title or name begins."""
    start, end = begins(person), ends(person)
    before = _before(sentence, person)
    if _WITNESS.search(before):
        return "attended"
    if _ACCORDING.search(before):  # whatever the clause goes on to tell, others did
        return "spoke"
    role = _verb_after(sentence, end, limit)
    role = stronger(role, "chaired") if _HEADS_DELEGATION.search(person.title.lower()) else role
    role = stronger(role, _listed_as(sentence.low, start))
    if _CONCLUDES.search(before):
        return stronger(role, "concluded")
    if _CHAIRS.search(before):
        return stronger(role, "chaired")
    by = _BY.search(before)
    if by and parties().document.search(before, 0, by.start()) and _they_sign(sentence.low[:limit], end):
        return "signed"
    if _LED_BY.search(before) and _LEADS.search(sentence.low, end, min(limit, end + _REACH)):
        return stronger(role, "chaired")
    if role == "attended" and _SPEAKS.search(before):
        return "spoke"
    return role


def roles_in(sentence: Sentence, persons: Sequence[Titled]) -> list[OfficialRole]:
    """The roles of all persons of a sentence; "A và B ký", "A, B đồng chủ trì" is said of both."""
    limits = [*(begins(p) for p in persons[1:]), len(sentence.low)][: len(persons)]
    roles = [role_in(sentence, person, limit) for person, limit in zip(persons, limits, strict=True)]
    for i in range(len(persons) - 2, -1, -1):
        if _WITNESS.search(_before(sentence, persons[i])):
            continue
        between = sentence.low[ends(persons[i]) : begins(persons[i + 1])]
        listed = roles[i + 1] in ("signed", "chaired") and _AND.match(between)
        if listed or (
            roles[i + 1] == "spoke" and _BOTH.match(between) and not _OTHERS.search(_before(sentence, persons[i]))
        ):
            roles[i] = stronger(roles[i], roles[i + 1])
    return roles


def short_mention_speaks(sentence: Sentence, syllable: str) -> bool:
    """Whether "ông Thành", "Bộ trưởng Dũng" speaks somewhere in a sentence."""
    for match in re.finditer(rf"(?<!\w){re.escape(syllable)}(?!\w)", sentence.text):
        head = sentence.low[max(0, match.start() - 14) : match.start()]
        follows_name = sentence.text[match.end() : match.end() + 2].strip()[:1].isupper()
        if people().before_name.search(head) or people().title.search(head):
            verb = first_verb(sentence.low, match.end(), match.end() + 40)
            if verb is not None and not follows_name and people().roles[verb[0]] == "spoke":
                return True
    return False


def leads_delegation(sentence: Sentence, person: Titled) -> bool:
    """Whether a sentence says that somebody leads a delegation: "do ông A, Bí thư Tỉnh ủy dẫn đầu"."""
    return _leads_after(sentence.low, ends(person)) is not None


def office_does(low: str, office: str) -> OfficialRole:
    """What an office does where its holder isn't named: "Chủ tịch UBND tỉnh và Tổng Giám đốc VOV trao văn bản ký kết"."""
    at = low.find(office)
    if at < 0 or low.endswith(("phó ", "nguyên "), 0, at):
        return "attended"
    end = at + len(office)
    if _CONCLUDES.search(low[:at][-160:]):
        return "concluded"
    verb = first_verb(low, end, end + 70)
    if verb is None:
        return "attended"
    role, gap = people().roles[verb[0]], low[end : verb.start()]
    near = len(gap) <= 25
    return role if ((role == "signed" and "," not in gap) or (near and role == "spoke")) else "attended"
