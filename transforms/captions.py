"""Tells captions from text: by how a line is worded, and photo credits from the captions they close."""

import re

from transforms.page_words import anywhere, at_start, whole_line

# "Ảnh: VGP/Nhật Bắc", "(Ảnh: Minh Hà)", "Ảnh Minh Hà" at the end, with what some portals print after it.
_CREDIT = re.compile(
    r"(?:^|[\s.(,;|–—-])\(?(?P<credit>(?:Ảnh|Hình|Ảnh và clip|Nguồn ảnh|Photo|Ảnh minh họa)\s*:\s*[^()|]{2,60}?)\)?[\s|.]*$",
    re.I,
)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){2,}(?:\.(?:jpe?g|png|webp|gif))?|[\w-]+\.(?:jpe?g|png|webp|gif)", re.I)
_FINAL = (".", "!", "?", ":", ";", "…", "...", ",", '."', ".”", "…”")
_LONGEST = 400
# What a picture with a full stop shows; "chủ trì hội nghị" is missing for it opens many a text's second paragraph.
_SHOWN = re.compile(
    r"(?:phát biểu|trao|tham quan|chụp ảnh|cắt băng|ký kết|tham luận|báo cáo|trình bày)(?: \w+){0,4}"
    r" (?:tại|hội nghị|hội thảo|buổi|kỳ họp|lễ|cuộc họp|phiên họp|diễn đàn|với|cho)\b.{0,60}\.$",
    re.I,
)


def split_credit(caption: str) -> tuple[str, str]:
    """A caption and its photo credit as printed: ("Đại biểu dự hội nghị.", "Ảnh: Minh Hà")."""
    caption = caption.strip().rstrip("|").strip()
    found = _CREDIT.search(caption) if ":" in caption else None
    if found is None or len(found["credit"]) > 70:
        return caption, ""
    before = caption[: found.start("credit")].rstrip(" (-–—|")
    return before, found["credit"].strip(" .")


def is_photo_credit(line: str) -> bool:
    """Whether a line is nothing but a photo credit."""
    caption, credit = split_credit(line)
    return bool(credit) and not caption


def is_slug(line: str) -> bool:
    """Whether a line is a file's or an address' name, as a picture without a caption leaves behind."""
    return _SLUG.fullmatch(line.strip()) is not None


def is_worded_as_caption(line: str) -> bool:
    """Whether a line without markup reads like a caption.

    It closes with a photo credit; or it says what a picture shows ("Toàn cảnh hội nghị", "Các đại biểu tham dự…"); or
    it names an office holder before a camera's verb, with no full stop: a sentence of the text would have one. With a
    full stop, only a short line that says no more than who speaks or hands over what at which occasion.
    """
    line = line.strip()
    if not 8 <= len(line) <= _LONGEST:
        return False
    if split_credit(line)[1]:
        return True
    ends = line.endswith(_FINAL)
    if whole_line("caption_sentences").fullmatch(line):
        return True
    shows = not ends and whole_line("caption_starts").match(line) is not None
    if shows and "," not in line[:25] and _one_sentence(line):
        return True
    person = at_start("person_starts").match(line)
    if person is None or not _one_sentence(line, most=3):
        return False
    if not ends:
        return anywhere("caption_verbs").search(line) is not None
    return len(line) <= 140 and line.endswith(".") and _SHOWN.search(line) is not None


def _one_sentence(line: str, most: int = 1) -> bool:
    """Whether at most so many sentences stand in a line."""
    return len(re.findall(r"[.!?…](?=\s+[^\W\d_a-z])", line)) < most
