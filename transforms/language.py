"""Says in which language a text is written: by its letters where they tell, by langdetect where they don't."""

import re
from functools import cache

# langdetect costs four times as much on a whole article as on its beginning, and is no surer.
_PREFIX = 600
_SURE = 0.8
# Letters that no other language of the portals has; French and Portuguese share à, é, ô and the like.
_VIETNAMESE = re.compile("[ăđơưảãạắằẳẵặấầẩẫậẻẽẹếềểễệỉĩịỏọốồổỗộớờởỡợủũụứừửữựỳỷỹỵ]")
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = (
    (re.compile("[\u1780-\u17ff]"), "km"),
    (re.compile("[\u0e80-\u0eff]"), "lo"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7af]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[\u0400-\u04ff]"), "ru"),
)


def language_of(text: str, *, default: str = "vi") -> str:
    """The ISO 639-1 code of a text's language; `default` where it is too short to tell.

    Vietnamese is known by its letters: one in twenty is enough, other languages have none. Scripts of their own come
    next; only Latin text without them is asked of langdetect.
    """
    prefix = text[:_PREFIX].lower()
    # Mostly the first third settles it.
    if len(_VIETNAMESE.findall(prefix, 0, _PREFIX // 3)) * 20 >= _PREFIX:
        return "vi"
    if len(_VIETNAMESE.findall(prefix)) * 20 >= max(len(prefix), 40):
        return "vi"
    letters = len(_LETTER.findall(prefix))
    if letters < 20:
        return default
    if len(_VIETNAMESE.findall(prefix)) * 20 >= letters:
        return "vi"
    for script, code in _SCRIPTS:
        if len(script.findall(prefix)) * 3 >= letters:
            return code
    return _detected(prefix, default)


def _detected(text: str, default: str) -> str:
    detector = _factory().create()
    detector.append(text)
    guesses = detector.get_probabilities()
    # Names of places and people make folded or mixed text look like many languages: unsure is the default.
    return str(guesses[0].lang[:2]) if guesses and guesses[0].prob >= _SURE else default


@cache
def _factory():  # type: ignore[no-untyped-def]  # langdetect is untyped
    """langdetect with its seed fixed: it is random otherwise."""
    from langdetect import detector_factory  # noqa: PLC0415 - loads 55 profiles, which most runs never need

    detector_factory.DetectorFactory.seed = 0
    detector_factory.init_factory()
    return detector_factory._factory
