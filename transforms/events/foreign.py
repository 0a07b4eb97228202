"""Whether a text is news from abroad, which reports no happening of ours."""

import re

from transforms.events.provinces import Places, names_abroad
from transforms.events.reading import Reading

# Sentences of the body that are counted to a text's opening.
_OPENING = 3
_OURS = re.compile(r"(?<!\w)(?:việt nam|việt|nước ta|nhân dân ta|ubnd|hđnd|mttq|trong nước|tỉnh ủy|thành ủy)(?!\w)")


def is_foreign(reading: Reading, places: Places) -> bool:
    """Whether a text opens with other countries, and names neither Vietnam nor a place in it."""
    opening = (*reading.title, *reading.lead, *reading.body[:_OPENING])
    if not any(names_abroad(sentence.text) for sentence in opening):
        return False
    return not any(_OURS.search(s.low) or places.in_sentence(s) or places.regions_in(s) for s in reading.everything)
