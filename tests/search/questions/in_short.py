"""Sentences told in short, for the tests of what they mean."""

from datetime import date

from search.questions.reading import read

TODAY = date(2026, 11, 22)


def parts(text: str) -> str:
    """The parts in short: "province Nghệ An, when 2023"."""
    question = read(text, TODAY)
    if question is None:
        return ""
    told = []
    for part in question.parts:
        when = part.when
        value = part.value or (when and (", ".join(when.years) or f"{when.first or ''}..{when.last or ''}")) or ""
        told.append(f"{part.kind} {value}".strip())
    return "; ".join(told)
