"""What of a question no filter can answer: a day that no calendar has, and what is left out; pure."""

import re
from collections.abc import Iterator
from datetime import date

from search.questions.question import Question
from search.web.i18n import Language

_NAMES = "january february march april may june july august september october november december"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split(), start=1)}
_NAMED = "|".join(_MONTHS)
# 30/2/2023, 30 tháng 2 năm 2023; 30 February 2023; February 30, 2023
_DAYS = (
    re.compile(
        r"(?<![\w/.-])(?P<day>\d{1,2})(?:[/.-]|\s+th[aá]ng\s+)(?P<month>\d{1,2})(?:[/.-]|\s+n[aă]m\s+)(?P<year>[12]\d{3})"
        r"(?![\w/-])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_NAMED}),?\s+(?P<year>[12]\d{{3}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{_NAMED})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>[12]\d{{3}})\b", re.IGNORECASE
    ),
)
_MOST_DAYS, _MOST_MONTHS = 31, 12  # beyond them it is something else that is numbered


def unanswerable(text: str, question: Question | None, lang: Language) -> tuple[str, ...]:
    """What to tell of words that are searched as they are; `question` is what was read of them, None for nothing."""
    told = [lang.text("Lịch không có ngày {day}; các từ được tìm như từ khóa.", day=day) for day in missing_days(text)]
    if words := left_out(question):
        told.append(
            lang.text(
                "Bộ lọc không trả lời được câu hỏi phủ định hay loại trừ (“{words}”); các từ được tìm như từ khóa.",
                words=words,
            )
        )
    return tuple(told)


def missing_days(text: str) -> tuple[str, ...]:
    """Days as they are written in a text that don't exist: "30/2/2023", "31 tháng 4 năm 2023"."""
    return tuple(dict.fromkeys(match[0] for pattern in _DAYS for match in pattern.finditer(text) if _is_missing(match)))


def left_out(question: Question | None) -> str:
    """The words by which a question asks for what is not so: "chưa ký kết"; "" where it doesn't."""
    return next(_negations(question), "") if question and question.asks else ""


def _negations(question: Question) -> Iterator[str]:
    for claim in question.claims:
        if claim.kind == "not":
            yield question.text[question.words[claim.first].start : question.words[claim.last - 1].end]


def _is_missing(match: re.Match[str]) -> bool:
    named = match["month"].lower()
    year, month, day = int(match["year"]), _MONTHS.get(named) or int(named), int(match["day"])
    if not (1 <= month <= _MOST_MONTHS and 1 <= day <= _MOST_DAYS):
        return False
    try:
        date(year, month, day)
    except ValueError:
        return True
    return False
