"""Verbs that tell of a happening because of who does it: a leader visits, two bodies sign, an office opens something."""

import re
from collections.abc import Iterator, Sequence

from transforms.events.lexicon import kinds, people
from transforms.events.reading import Sentence
from transforms.events.recalled import COMMEMORATED, recalls
from transforms.events.tenses import NEGATED
from transforms.events.told_nouns import ASKED, OFFICE, WILL, within
from transforms.events.when import find_dates

# How much a verb says that its happening is the subject, beside told_nouns' figures.
_VERB = 2.2
# "Tại hội nghị X do Y tổ chức, các bên đã ký …": the conference is what is told of, the signing a part of it.
_AT_ANOTHER = 0.9
# How far behind a fronted verb its subject may stand.
_CLAUSE = 160
# "kết quả khảo sát", "cơ quan khảo sát": the verb's words as part of a noun.
_NOUN_BEFORE = re.compile(
    r"(?:kết quả|cuộc|chuyến|cơ quan|(?<!đoàn )công tác|viện|trung tâm|đợt|việc|để|nhằm|chưa|không|được|đề nghị|yêu cầu|"
    r"dự án|kế hoạch|(?<!công )trình|trước|sau khi|khi|từ khi|về|từ chối|đơn vị có|tiến tới|dự kiến)\s+$|"
    # "mời ông A đến làm việc": whoever is asked to come has not come yet
    r"(?<!\w)mời\s[^,;.]{2,70}\s$|"
    # "sau ba tháng ra quân": how long something has gone on
    r"(?<![\w/.\-])(?:\d+|một|hai|ba|bốn|năm|sáu|mấy|đợt|chiến dịch)(?: (?:tháng|ngày|tuần|năm))?\s+$|"
    # "Đây là sự kiện nằm trong chương trình tháp tùng Thủ tướng thăm chính thức": what something else belongs to
    r"(?<!\w)(?:nằm trong|thuộc|trong khuôn khổ) (?:chương trình|chuyến)\s[^.;,]{0,90}\s$|"
    # "bà A cho biết, sau khi nắm được thông tin, sáng cùng ngày Phòng đã làm việc với nhà trường"
    r"(?<!\w)(?:cho biết|cho hay|thông tin),? (?:rằng )?(?:ngay )?sau khi (?:nắm|nhận|tiếp nhận|xảy ra|phát hiện|có)\s[^.;]*$"
)
_DELEGATION = re.compile(r"(?<!\w)(?:đoàn|tổ công tác|lãnh đạo|đồng chí|thường trực)(?!\w)")
# "đã tiếp" of "đã tiếp nhận", "tiếp tục".
_OTHER_WORD = re.compile(
    r"\s(?:nhận|tục|cận|thu|nối|theo|sức|quản|thị|giáp|đó|diễn|tay|ứng|máu|xúc(?! cử tri)|tổ chức|nghề|hôn|luận)(?!\w)"
)
# These need nobody: "đã khai mạc trọng thể Đối thoại …".
_ALONE = frozenset({"khai mạc", "bế mạc", "ký kết", "kí kết", "được ký kết", "đặt bút ký"})
_OF_A_MEETING = frozenset({"đã họp", "khai mạc", "bế mạc"})
# "Nhà máy, được khánh thành ngày 3/5/2019, …", "tuyến đường vừa hỏng sau khi được khánh thành".
_CLAUSE_ON = re.compile(
    r"(?:,|;|\(|(?<!\w)(?:dự kiến|chưa|mới|mà|do))\s(?:đã\s|vừa\s)?$|"
    r"(?<!\w)(?:sau khi|từ khi|kể từ khi|từ ngày|trước khi|khi|nếu|để|cho đến khi)\s[^.;,]*$"
)
# "Cầu A, nối B với C, đã được thông xe ngày 30/12.": what stands between commas is aside, and the clause goes on.
_RESUMES = re.compile(
    r",\s(?:do|nối|bắc|thuộc|nằm|dài|rộng|cao|có|với|gồm|trị giá|tại|ở|là)\s[^.;,]{3,90},\s(?:đã\s|vừa\s)?(?:chính thức\s)?$"
)
_NOTHING_MORE = re.compile(r"[^,;]*$")
# What opens as a body does, and no film or telephone.
_INSTITUTION = re.compile(
    r"(?<!\w)(?:trung tâm|bệnh viện|trường|quỹ|văn phòng|cổng|chi nhánh|ban|hội|hiệp hội|trạm|nhà máy|khu|cầu|tuyến|bến|cảng|sàn|"
    r"đường dây|tổng đài|câu lạc bộ|mạng lưới|liên minh|hợp tác xã|chợ|cửa khẩu|tổ|đội|viện|phòng|trụ sở)(?!\w)[^.;,]*$"
)
_THING = (
    r"(?:trung tâm|bệnh viện|trường|quỹ|văn phòng|cổng|chi nhánh|ban|hội|hiệp hội|trạm|nhà|khu|cầu|tuyến|bến|cảng|sàn|đường|"
    r"tổng đài|câu lạc bộ|mạng lưới|liên minh|hợp tác xã|chợ|cửa khẩu|tổ|đội|viện|phòng|trụ sở|công trình|dự án|cao tốc|"
    r"quốc lộ|hầm|bảo tàng|tượng đài|đài|đền|chùa|hồ|đập|kè|công viên|quảng trường|cơ sở|thư viện|học viện|đại học|"
    r"siêu thị|hệ thống|tổ hợp|cụm|đê|sân|tòa|điểm)(?!\w)"
)
# What a company builds: an event where somebody in office is there (subject.py asks that).
_BUILDS = frozenset({"khởi công", "khánh thành", "động thổ", "khai trương", "thông xe", "hợp long"})
_COMPANY = re.compile(
    r"(?<!\w)(?:công ty|tổng công ty|hợp tác xã|ngân hàng|liên danh|chủ đầu tư)\s(?:(?!(?<!\w)(?:cho biết|được|bị|của)\s)[^.;,])*$"
)
# What is opened is what the clause is on, and nothing it stands by: "một xe lao xuống vực trên tuyến đường được khánh thành".
_ON_THE_THING = re.compile(rf"\W*(?:(?:các|những|một|hai|ba|bốn|năm|\d+)\s)?(?:ngôi\s|cây\s|con\s|tòa\s)?{_THING}")
_BESIDE = re.compile(rf"(?<!\w)(?:trên|tại|ở|gần|trong|vào|cạnh|vì|về|do|bị)\s(?:\w+\s)?{_THING}")
# "Nhà máy A (huyện B, Bến Tre) được khánh thành": where it stands is aside.
_IN_BRACKETS = re.compile(r"\s?\([^()]{1,80}\)\s?")
# "Sáng 9/6, tại TP Vinh, Trung tâm …": what may stand before that clause.
_SETTING = re.compile(r"\W*(?:tại|ở|trong|nhân|sau|theo)\s")
_BEHIND = re.compile(r"[^,.;]{0,30}")
# "được đưa vào sử dụng chưa đầy một năm bốc cháy", "được khánh thành hồi đầu năm".
_SINCE = re.compile(
    r"\s(?:hồi|từ|chưa|cách đây|lại|trở lại|gần|hơn|được|đầu|giữa|cuối|năm|tháng|mới|vừa|bị|bốc|để lại)(?!\w)"
)
_OPENS_AS_BODY = frozenset({"ra mắt", "được đưa vào khai thác", "được đưa vào sử dụng", "bắt đầu hoạt động"})
_LONG_SINCE = re.compile(r"[^,.;]{0,30}?(?<!\w)(?:ngày\s\d{1,2}|tháng|năm|từ)[^,.;]{0,16}?(?:19|20)\d\d")
# "theo thỏa thuận đã ký kết", "các nước đã tham gia ký kết", "đăng ký kết hôn": no signing that is told.
_NOT_SIGNED_NOW = re.compile(
    r"(?:(?:đăng|tham gia|thúc đẩy|không|chưa|từ chối|nếu được|đã từng)\s+|(?<!\w)(?:theo|đúng|so với|thực hiện)\s[^,;.]{0,60}\s"
    r"(?:đã |được |đã được )?)$|"
    # "Bản ghi nhớ nói trên được … ký kết": the one that was named before
    r"(?<!\w)(?:nói trên|này|trên|kể trên|đó)\s(?:đã\s)?được\s[^.;]{0,60}$|"
    # "ban hành kế hoạch triển khai Chương trình giữa A và B, được ký kết ngày …"
    r"(?<!\w)(?:triển khai|thực hiện|ban hành|sơ kết|tổng kết|đánh giá|thông báo)\s[^.;]{8,200},\s(?:vừa |đã |mới )?$"
)
_AHEAD = re.compile(r"[^.;,]{0,40}?(?:\d\s(?:tới|tới đây|sắp tới|này)|tuần tới|tháng tới)(?!\w)")
# "xác minh các hoạt động quảng bá và ký kết hợp đồng": signing as something that is done at large.
_AT_LARGE = re.compile(
    r"(?<!\w)(?:để|nhằm|(?<!làm )việc|(?<!chính )quyền)\s(?:(?!(?<!\w)(?:đã|vừa|tổ chức|tiến hành)\s)[^.;,])*$|"
    r"(?<!\w)(?:hoạt động|hành vi|(?<!đoàn )công tác|nội dung)\s(?:(?!đã |làm việc )[\w ]{2,30},\s){0,3}[\w ]{2,40}\s(?:và|hoặc)\s$"
)
# Trade between companies, in which no office has a part.
_CONTRACT = re.compile(r"[^,;.]{0,40}?(?<!\w)hợp đồng(?!\w)")
# … unless offices of a province sign one.
_LOCAL_BODIES = re.compile(r"(?<!\w)(?:ubnd|ủy ban nhân dân|sở|chi cục|tỉnh đoàn|hội nông dân|hội phụ nữ)\s[^.;]*$")
# "hội nghị toàn quốc tổng kết công tác": the verb is part of the conference's name.
_IN_NAME = re.compile(r"(?<!\w)(?:hội nghị|hội thảo|lễ|cuộc họp|phiên họp)\s[^,;.:]{0,30}$")
# "Làm việc với các sở ngành ngày 6.2, Chủ tịch UBND …": whoever acts is named after the comma.
_OPENS = re.compile(
    r"^[^\w]*(?:[\w&]{2,8}\s*[-–]\s*)?(?:(?:sáng|trưa|chiều|tối|ngày|hôm)\s[^,;]{1,20},\s*)?"
    r"(?:tại\s[^,;]{2,60},\s*)?$"
)
# "được ký kết vào tháng 03/2017 giữa …": another day's signing.
_SIGNED_BEFORE = re.compile(r"\s(?:vào|từ|hồi|trong)\s[^,.;]{0,24}20\d\d")


def told_verbs(sentence: Sentence) -> Iterator[tuple[re.Match[str], str, float]]:
    """The event verbs of a sentence that an office or a delegation is the subject of."""
    words = kinds()
    barred = [m.span() for m in words.not_noun.finditer(sentence.low)]
    nouns = [m.span() for m in words.noun.finditer(sentence.low) if not within(m.start(), barred)]
    for match in words.verb.finditer(sentence.low):
        if any(start <= match.end() and match.start() <= end + 1 for start, end in nouns):
            continue  # part of a noun ("cuộc họp báo") or of its name ("hội nghị sơ kết")
        before = sentence.low[max(0, match.start() - 300) : match.start()]
        if _is_to_come(sentence, match, before) or before.endswith(("sẽ ", "để ", "chưa ", "không ", "nhằm ", "việc ")):
            continue
        if _NOUN_BEFORE.search(before) or ASKED.search(before[-160:]) or _is_other_word(sentence, match):
            continue
        opened = match[0] in words.opened
        if opened and not _is_opened_then(sentence, match, before):
            continue
        acts = opened or _has_subject(before, match[0]) or _subject_follows(sentence, match)
        if _investigates(before) or not acts:
            continue
        if _is_no_act(sentence, match, before):
            continue
        if match[0].endswith("tiếp") and not _somebody_at(sentence, match.end()):
            continue
        if _SIGNED_BEFORE.match(sentence.low, match.end()) and words.types[match[0]] == "signing":
            continue
        signs = words.types[match[0]] == "signing"
        if signs and (
            NEGATED.search(before[-40:]) or COMMEMORATED.search(before[-110:]) or recalls(before, len(before))
        ):
            continue
        yield match, "verb", _AT_ANOTHER if signs and _stands_in(sentence, nouns, match.start()) else _VERB


def _is_opened_then(sentence: Sentence, match: re.Match[str], before: str) -> bool:
    """Whether "được khánh thành" is told of a day that the sentence gives, and not within a clause on something else."""
    if match[0] in _OPENS_AS_BODY and not _INSTITUTION.search(before):
        return False
    resumed = _RESUMES.search(before) and _NOTHING_MORE.match(sentence.low, match.end())
    aside = (_CLAUSE_ON.search(before) and not resumed) or _LONG_SINCE.match(sentence.low, match.end())
    return not (aside or _SINCE.match(sentence.low, match.end())) and _is_main(sentence, match)


def _is_main(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the verb is that of what the sentence opens with, and a day stands before it or straight behind."""
    parts = _IN_BRACKETS.sub(" ", sentence.low[: match.start()]).split(", ")
    dated = [[*find_dates(part)] for part in parts]
    opens = next((i for i, part in enumerate(parts[:-1]) if not (dated[i] or _SETTING.match(part))), len(parts) - 1)
    days, subject = dated[opens], parts[opens]
    if days and not subject[: days[0].start].strip():
        subject = subject[days[0].end :]
    others = opens < len(parts) - 1 and _ON_THE_THING.match(parts[-1])  # "bệnh viện quá tải, hội bắt đầu hoạt động"
    if not _ON_THE_THING.match(subject) or others or _BESIDE.search(", ".join((subject, *parts[opens + 1 :]))):
        return False
    behind = _BEHIND.match(sentence.low, match.end())
    return any(dated) or (behind is not None and any(find_dates(behind[0])))


def may_be_past(sentence: Sentence, start: int, verb: str) -> bool:
    """Whether an opening told within a text ("Tuyến đường được thông xe ngày 3/2") may be what went before."""
    return sentence.field == "body" and verb in kinds().opened and not sentence.low.endswith("vừa ", 0, start)


def _stands_in(sentence: Sentence, nouns: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a meeting that is no signing is named before, as the place of what the verb tells."""
    return any(
        end < at and kinds().inside.search(sentence.low[:start]) and kinds().types[sentence.low[start:end]] != "signing"
        for start, end in nouns
    )


def _is_other_word(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether "tiếp" is of "tiếp nhận", "ký kết" of "đăng ký kết hôn"."""
    return match[0].endswith(("tiếp", "kết")) and _OTHER_WORD.match(sentence.low, match.end()) is not None


def _is_to_come(sentence: Sentence, match: re.Match[str], before: str) -> bool:
    """Whether what a verb tells of is still ahead: "sẽ …", "… khai mạc sáng 22/5 tới đây"."""
    ahead = kinds().future.search(before[-60:]) or WILL.search(before[-110:])
    return bool(ahead or _AHEAD.match(sentence.low, match.end()))


def _is_no_act(sentence: Sentence, match: re.Match[str], before: str) -> bool:
    """Whether a verb of signing tells of an agreement in force, or a verb of reviewing stands in a conference's name."""
    kind = kinds().types[match[0]]
    if match[0] == "tiếp công dân":  # "Ban tiếp công dân", "trụ sở tiếp công dân": an office
        return before.endswith(("ban ", "trụ sở ", "phòng ", "công tác ", "nơi ", "lịch "))
    if kind == "conference":
        return _IN_NAME.search(before) is not None
    if match[0] in _OF_A_MEETING:  # "Hội nghị lần thứ năm … đã họp": the conference is what is told of
        return kinds().noun.search(before[-120:]) is not None
    if kind != "signing":
        return False
    contract = _CONTRACT.match(sentence.low, match.start())
    traded = contract and not (people().title.search(sentence.low) or _LOCAL_BODIES.search(before))
    return bool(_NOT_SIGNED_NOW.search(before) or _AT_LARGE.search(before[-160:]) or traded)


def _subject_follows(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a verb opens the sentence and the leader who acts is named after a comma."""
    if not _OPENS.match(sentence.low[: match.start()]):
        return False
    commas = re.finditer(r",\s", sentence.low[match.end() : match.end() + _CLAUSE])
    return any(people().title.match(sentence.low, match.end() + comma.end()) for comma in commas)


def _investigates(before: str) -> bool:
    """Whether police, courts or players act, and no delegation of theirs."""
    return bool(kinds().investigators.search(before)) and not _DELEGATION.search(before)


def _somebody_at(sentence: Sentence, end: int) -> bool:
    """Whether a person or an office follows: whom somebody receives."""
    after = sentence.text[end:].lstrip()[:1]
    return after.isupper() or bool(
        people().title.match(sentence.low, end + 1) or people().honorific.match(sentence.low, end + 1)
    )


def _has_subject(before: str, verb: str) -> bool:
    """Whether a verb has a subject that makes it an event: anybody in office; for going and looking, a leader."""
    if verb in kinds().personal:
        return bool(people().title.search(before[-140:]) or _DELEGATION.search(before))
    in_office = bool(people().title.search(before) or OFFICE.search(before))
    return verb in _ALONE or verb.startswith("quốc hội") or in_office or built_by_company(before, verb)


def built_by_company(before: str, verb: str) -> bool:
    """Whether a company begins or opens what it builds; `before` is what the sentence says before the verb."""
    if verb not in _BUILDS or _COMPANY.search(before) is None:
        return False
    return not (people().title.search(before) or OFFICE.search(before))
