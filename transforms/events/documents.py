"""Documents that parties sign: where a text names one, how far its name reaches, and the date beside it."""

import re

from transforms.events.lexicon import parties
from transforms.events.reading import Sentence

Span = tuple[int, int]
_END = re.compile(
    r"[.;!?“”\"\n]|,\s|\s\((?=(?:được |đã )?(?:ký|kí)(?!\w))|\s(?:được|đã|kể từ|từ ngày|từ tháng|từ năm|"
    r"từ (?:19|20)\d\d(?!\s?[-–]|\sđến)|"
    r"ngày \d+|vào|(?<!đến )(?<!tới )năm \d{4}(?!\s*[-–])|tháng \d+|trên \d+|"
    r"trên các|trên nhiều|trên lĩnh|nhằm|với (?:các )?(?:nội dung|mục|tổng|sự)|"
    r"để|do|tại|nhưng|song(?! phương)|trước sự|trong đó|diễn ra|dưới sự|gồm|bao gồm|sẽ|là|có|theo|"
    r"cho thấy|mang lại|đạt|thay cho|thay thế|hướng tới|"
    r"hai bên|các bên|dự kiến|ký|kí|mà|đến nay|trong (?:khuôn|dịp|năm)|giúp|góp|trị giá)(?!\w)"
)
# A comma inside a document's name: what follows leads to "giữa", "giai đoạn", or is a list that ends with "và".
_COMMA = re.compile(
    r",\s(?:(?!đã |được |sẽ |tại |với |trong |do |là |có |nhằm |để )[^.;,]){2,110}?"
    r"(?:\s(?:giữa|giai đoạn|thời kỳ|đến năm)\s|,\s[^.;,]{2,40}\svà\s|\svà\s(?!ký|trao|tổ chức|các|đại))"
)
# "với" before parties, not of "thích ứng với biến đổi khí hậu".
_PARTIES = re.compile(
    r"\s(?:giữa|của)\s|\svới\s(?=[A-ZĐ\d]|các\s|một\s|hai\s|tỉnh\s|thành\s|những\s|nhiều\s|phía\s|nước\s)"
)
_DATE = re.compile(
    r"(?:ngày\s+|hôm\s+)?(?P<d>\d{1,2})\s*[./\-]\s*(?P<m>\d{1,2})\s*[./\-]\s*(?P<y>(?:19|20)\d\d)|"
    r"ngày\s+(?P<wd>\d{1,2})\s+tháng\s+(?P<wm>\d{1,2})\s+năm\s+(?P<wy>(?:19|20)\d\d)|"
    r"(?:tháng\s+)?(?<![\d/.\-])(?P<tm>\d{1,2})(?:\s*[/\-]\s*|\s+năm\s+)(?P<ty>(?:19|20)\d\d)|"
    r"(?<!đến\s)(?<!tới\s)(?<!hết\s)(?:năm|từ|hồi)\s*(?P<jy>(?:19|20)\d\d)(?!\s*(?:[-–]|đến|tới)\s*\d)"
)
# A title in quotation marks belongs to the document's name: 'Thỏa thuận hợp tác về "Sản xuất và tiêu thụ rau"'.
_OPENED = re.compile(r"[“\"][^“”\"]{4,140}[”\"]")
# "biên bản họp", "biên bản vi phạm": a record, no agreement.
_MINUTES = re.compile(r"\s(?:họp|cuộc họp|làm việc|vi phạm|kiểm tra|ngay|tại chỗ|nội dung|bàn giao|xử phạt)(?!\w)")
_LONGEST = 330
# "Thỏa thuận A (ký năm 2010) và B (ký năm 2014)": the second of a row begins behind the first one's bracket.
_NEXT_OF_ROW = re.compile(r".*\((?:được |đã )?(?:ký|kí)(?!\w)[^()]*\)(?:,|\svà)\s", re.DOTALL)


def document_after(sentence: Sentence, start: int, reach: int) -> Span | None:
    """The document named within reach after a verb: "Bản thỏa thuận Hợp tác … đến năm 2025"."""
    stop = min(len(sentence.low), start + reach)
    for pattern in (parties().document, parties().weak_document):
        match = pattern.search(sentence.low, start, stop)
        if match is not None and _MINUTES.match(sentence.low, match.end()):
            continue
        if match is not None and not re.search(r"[.;:]", sentence.low[start : match.start()]):
            begin = _with_count(sentence, start, match.start())
            return begin, document_end(sentence, begin, match.end())
    return None


def _with_count(sentence: Sentence, floor: int, start: int) -> int:
    """A weaker word right before the document belongs to it ("thỏa thuận chương trình hợp tác")."""
    before = sentence.low[floor:start]
    match = re.search(r"(?:thỏa thuận|biên bản|bản|văn bản)\s$", before)
    return floor + match.start() if match else start


def document_end(sentence: Sentence, start: int, after: int) -> int:
    """Where a document's name ends."""
    stop = min(len(sentence.low), start + _LONGEST)
    at = after
    while (end := _END.search(sentence.low, at, stop)) is not None:
        inside = sentence.low[start : end.start()]
        quoted = (
            _OPENED.match(sentence.text, end.start()) if inside.endswith(("về ", "là ", "tên ", "về", "tên")) else None
        )
        if quoted is not None:
            at = quoted.end()
            continue
        abbreviated = end[0] == "." and inside.endswith(("tp", "t"))
        if (
            inside.count("(") > inside.count(")")
            or abbreviated
            or (end[0][0] == "," and _COMMA.match(sentence.low, end.start(), stop))
        ):
            at = end.end()
            continue
        return end.start()
    return stop


def document_before(sentence: Sentence, end: int, reach: int = _LONGEST) -> Span | None:
    """ "Thỏa thuận hợp tác giữa A và B (gồm …) được ký kết": the last document proper before a passive verb."""
    floor = max(0, end - reach)
    for pattern in (parties().document, parties().weak_document):
        found = [
            m
            for m in pattern.finditer(sentence.low, floor, end)
            if not re.search(r"[;!?]|\.\s", sentence.low[m.end() : end])
        ]
        if found:
            match = found[-1]
            row = _NEXT_OF_ROW.match(sentence.low, match.end(), end)
            start, after = (row.end(), row.end()) if row else match.span()
            return start, min(end, document_end(sentence, start, after))
    return None


def date_in(text: str) -> str | None:
    """A signing's date as YYYY-MM-DD, YYYY-MM or YYYY; None where no year is given."""
    match = _DATE.search(text)
    if match is None:
        return None
    year = match["y"] or match["wy"] or match["ty"] or match["jy"]
    month, day = match["m"] or match["wm"] or match["tm"], match["d"] or match["wd"]
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return None
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


_BRACKETED = re.compile(r"\((?:tháng |ngày )?(?:\d{1,2}[/.\-]){1,2}20\d\d\)$")


def bracketed_date(name: str) -> str:
    """The brackets with a date that a document's name ends with: "Bản ghi nhớ về nuôi trồng thủy sản (1/2017)"; else ""."""
    found = _BRACKETED.search(name.rstrip())
    return found[0] if found else ""


def date_end(text: str) -> int:
    """Where the date that date_in reads ends."""
    match = _DATE.search(text)
    return match.end() if match else 0


def short_name(text: str) -> str:
    """A document's name without its parties."""
    return trimmed(_PARTIES.split(text)[0])


def trimmed(text: str) -> str:
    """A document's name without a joint left at its end ("… hợp tác giữa", "… vừa")."""
    text = re.sub(
        r"\s\((?:(?:được )?(?:ký|kí)(?!\w)[^()]*|(?:tháng |ngày )?(?:\d{1,2}[/.-]){1,2}20\d\d)\)?$", "", text.strip()
    )
    return re.sub(r"\s(?:về việc|về|với|giữa|của|và|vừa|do|trong|này|bao)$", "", text.strip(" ,(:")).strip(" ,(:")


_FIELD = re.compile(r"(?<!\w)ngành ([A-ZĐ][^\W\d_]+(?: [^\W\d_]+)?)")
_BARE = re.compile(
    r"(?:chương trình|thỏa thuận|kế hoạch|biên bản) hợp tác(?: phát triển)?(?= giai đoạn|$)", re.IGNORECASE
)


def with_field(name: str, before: str) -> str:
    """ "ngành Du lịch hai địa phương đã ký Chương trình hợp tác phát triển giai đoạn …": a document that says nothing of
    its field takes it from the branch that signed it."""
    field = _FIELD.search(before)
    bare = _BARE.match(name)
    if field is None or bare is None:
        return name
    return f"{bare[0]} {field[1].lower()}{name[bare.end() :]}"
