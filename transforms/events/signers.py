"""Who signs without being named beside the verb: "hai ông ký", "ba trưởng đoàn đã ký", "Chủ tịch UBND hai tỉnh ký"."""

import re

from transforms.events.acts import all_acts
from transforms.events.lexicon import people
from transforms.events.reading import Sentence
from transforms.events.subject import looks_back
from transforms.events.titles import first_verb

# How far behind "ông cùng Bí thư … B" the verb may stand.
_REACH = 130
# "ba trưởng đoàn đã ký biên bản", "trưởng đoàn hai bên ký": whoever led a delegation signed.
_LEADERS_SIGN = re.compile(
    r"(?<!\w)(?:(?:hai|ba|bốn|năm|các|\d)\s(?:đồng chí\s|vị\s)?(?:trưởng đoàn|trưởng các đoàn)|"
    r"trưởng đoàn\s(?:hai|ba|bốn|các)\s(?:bên|tỉnh|nước|đơn vị|lực lượng|địa phương))\s"
    r"(?:đã\s|cùng\s|đại biểu\s)*(?:ký|đặt bút ký|trao)(?!\w)"
)
_TOGETHER = re.compile(
    r"(?<!\w)(?P<office>chủ tịch ubnd|chủ tịch ủy ban nhân dân|bí thư tỉnh ủy|bí thư tỉnh đoàn|bí thư|"
    r"chánh thanh tra|chánh án|viện trưởng|cục trưởng|chi cục trưởng|giám đốc sở|giám đốc công an|giám đốc)\s"
    r"(?:hai|ba|bốn|các|2|3|4)\s(?:tỉnh|thành phố|địa phương|sở|bên|đơn vị|huyện)(?!\w)"
)
_BESIDE = re.compile(r"(?<!\w)(?:ông|bà|đồng chí)\s(?:đã\s)?(?:cùng|và)\s(?=\w+ )")
_THE_TWO_SIGN = re.compile(
    r"(?<!\w)(?:cả )?hai (?:ông|bà|vị|đồng chí|vị lãnh đạo|nhà lãnh đạo)\s(?:đã\s|cùng\s|thay mặt [^.;,]{2,30}\s)*"
    r"(?:đặt bút\s|hạ bút\s)?(?:ký|trao đổi văn)(?! (?:ức|túc|ban hành|tặng|tên|lưu niệm))(?!\w)"
)


def signs_beside(sentence: Sentence) -> bool:
    """Whether "ông cùng Bí thư … B ký" makes whoever the sentence before named a signer too."""
    beside = _BESIDE.search(sentence.low)
    if beside is None:
        return False
    verbs = people().verb.finditer(sentence.low, beside.end(), beside.end() + _REACH)
    return any(people().roles[verb[0]] == "signed" for verb in verbs)


def both_sign(sentence: Sentence) -> bool:
    """Whether "hai ông ký phụ lục" tells that the two who were named last signed: an agreement, and there; no book, and
    not what a sentence looks back on."""
    match = _THE_TWO_SIGN.search(sentence.low)
    if match is None or looks_back(sentence):
        return False
    acts = (act for act in all_acts(sentence, None, follows=False) if match.start() <= act.start < match.end())
    return any(act.document is not None and act.tense in ("now", "unsure") for act in acts)


def names_holders(low: str) -> bool:
    """Whether a sentence names all who hold an office together: "Chủ tịch UBND hai tỉnh"."""
    return _TOGETHER.search(low) is not None


def holders_sign(low: str, office: str) -> bool:
    """ "Chủ tịch UBND hai tỉnh đã ký thỏa thuận": a sentence tells that all who hold such an office signed."""
    match = _TOGETHER.search(low)
    if match is None or low.endswith(("phó ", "nguyên "), 0, match.start()):
        return False
    verb = first_verb(low, match.end(), match.end() + 60)
    signs = verb is not None and people().roles[verb[0]] == "signed" and "," not in low[match.end() : verb.start()]
    return signs and office.startswith(match["office"])


def leaders_sign(low: str) -> bool:
    """ "ba trưởng đoàn đã ký Biên bản": a sentence tells that all who lead a delegation signed."""
    return _LEADERS_SIGN.search(low) is not None
