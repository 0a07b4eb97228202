"""Whether a province's name only ends the name of a school, a hospital or a company."""

import re

from transforms.events.provinces import Mention
from transforms.events.reading import Sentence

# "Đại học Quốc gia TP.HCM", "Bệnh viện Trung ương Huế": a body of the state that bears a province's name is not the province.
_NAMESAKE = re.compile(
    r"(?<!\w)(?:Đại học|Trường|Bệnh viện|Viện|Học viện|Tổng công ty|Công ty|Tập đoàn|Ngân hàng|Nhà máy)"
    r"(?:\s(?:[^\W\d_]\w*|-|–|&)){0,7}?"
    r"\s(?:TP\.?\s?|Thành phố\s)?$"
)
_LOWER_JOINT = re.compile(r"(?<!\w)(?:và|với|của|tại|ở|do|cùng|tỉnh|giữa|cho|đã)(?!\w)")
_REACH = 70


def is_namesake(sentence: Sentence, mention: Mention) -> bool:
    """Whether a province's name ends the name of a school, a hospital or a company."""
    body = _NAMESAKE.search(sentence.text, max(0, mention.start - _REACH), mention.start)
    return body is not None and not _LOWER_JOINT.search(body[0])
