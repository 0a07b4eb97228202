"""Reads a page by the rules of its source or platform: each field where the rules say it stands."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Literal

from selectolax.lexbor import LexborNode

from records.article import Image
from records.platform import FieldName, FieldRule
from transforms.byline_stamps import without_stamp
from transforms.bylines import are_people, names_no_writer, read_byline
from transforms.clean import clean_line
from transforms.dates import Stamp, read_date, read_format, without_bracketed_date
from transforms.extract.attachments import read_attachments
from transforms.extract.beside import signature_beside
from transforms.extract.blocks import read_blocks
from transforms.extract.draft import Draft
from transforms.extract.facts import is_label, opens_fact, without_facts
from transforms.extract.footer import is_open
from transforms.extract.icons import beside_icon, lines_around
from transforms.extract.labelled import is_surely_writer, tells_other
from transforms.extract.letters import letters_of
from transforms.extract.parts import next_parts
from transforms.extract.pictures import pictures_of, take_pictures
from transforms.extract.rulebook import Rulebook
from transforms.extract.selecting import Page
from transforms.extract.stamps import ancestors, first_stamp, is_elsewhere
from transforms.extract.structured import page_title
from transforms.extract.unnamed import Unnamed
from transforms.extract.values import label_pattern, outward_link, value_of
from transforms.page_words import is_noise, line_start
from transforms.pen_names import is_also_a_place

_NO_RULE = FieldRule()
_LONE_ID = re.compile(r"#[\w-]+")  # what only one element of a page has
_MOST_TEXT = 0.5  # the share of the text of all matches that one must have to be the body among them
_BESIDE_TITLE = " :|»>/–-"
_LONGEST_VALUE = 60  # characters of what stands in the line behind its label
_LEAST_REST = 12  # characters of a title that stands beside a link in one element
_SENTENCE_ENDS = (".", "!", "?", "…", ".”", '."')


class RuleReader:
    """Reads one page by one set of rules. `address` is the page's own, `absolute` completes an address on it."""

    def __init__(
        self, page: Page, book: Rulebook, *, now: datetime, address: str, absolute: Callable[[str], str]
    ) -> None:
        self._page, self._book, self._rules = page, book, book.fields
        self._now, self._address, self._absolute = now, address, absolute
        self._skip: set[int] = set()
        self._written: dict[int, list[str]] = {}
        self._around: frozenset[int] = frozenset()

    def read(self, body: LexborNode | None = None, *, title: str = "") -> Draft | None:
        """The fields found; None where the rules find no title or no body. Those found otherwise may be given."""
        body = body or self._body()
        title = (self._title() or title) if body is not None else ""
        if body is None or not title:
            return None
        self._around = ancestors(body.parent)
        draft = Draft(title=title, absolute=self._absolute)
        self._skip.update(node.mem_id for node in self._page.inside(body, self._book.drop))
        draft.lead = self._lead()
        if self._book.extractor == "rule":
            draft.unnamed = Unnamed(self._page, body, title)
            draft.lead = draft.lead or draft.unnamed.lead()
        draft.byline = self._labelled("byline")[0]
        draft.credit, draft.credit_url = self._labelled("credit")
        if self._book.extractor == "learned" and not ("byline" in self._rules and "credit" in self._rules):
            self._sign_otherwise(draft, body)
        draft.section = self._first_text("section")
        draft.published = self._stamp("published_at", body, draft)
        draft.modified = self._stamp("modified_at", body, draft)
        draft.keywords = self._keywords()
        self._take_links(draft, body)
        draft.images = self._pictures()
        draft.blocks = read_blocks(body, skip=frozenset(self._skip))
        if self._book.extractor == "learned":
            draft.blocks = without_facts(draft.blocks)
        files = {a.name for a in draft.attachments}
        draft.blocks = [b for b in draft.blocks if not (b.linked > 0.9 and b.text in files)]
        draft.lead_in_body = not draft.lead and self._rule("lead").first_bold
        in_body = self._book.extractor == "learned" or not (draft.byline and draft.credit)
        draft.signed_in_body = self._rule("byline").last_line or (in_body and self._rule("credit").last_line)
        return draft

    def sign(self, draft: Draft) -> None:
        """Takes byline and credit into what was read another way: a second template often signs like the first."""
        draft.byline = self._labelled("byline")[0] or draft.byline
        credit = self._labelled("credit")
        draft.credit, draft.credit_url = credit if credit[0] else (draft.credit, draft.credit_url)
        draft.signed_in_body |= self._rule("byline").last_line or self._rule("credit").last_line

    def _sign_otherwise(self, draft: Draft, body: LexborNode) -> None:
        """Takes byline and credit, where nothing was learned of their place, from beside the text."""
        byline, credit = signature_beside(body, draft.title)
        # What many pages of the site showed for no author's place may name the place where a text was written.
        if "byline" not in self._rules and not all(map(is_also_a_place, read_byline(byline).authors)):
            draft.byline = draft.byline or byline
        if "credit" not in self._rules:
            draft.credit = draft.credit or credit
            if not draft.credit:
                draft.credit = beside_icon(
                    self._page,
                    "credit_labels",
                    lambda: lines_around(self._page.shown, draft.title, [b.text for b in read_blocks(body)]),
                )

    def _take_links(self, draft: Draft, body: LexborNode) -> None:
        """The files offered, and the addresses of further parts."""
        draft.attachments = read_attachments(
            self._page,
            (node for node, _ in self._every("attachments")),
            body,
            label=label_pattern(self._rule("attachments").label),
            absolute=self._absolute,
        )
        draft.next_parts = next_parts(
            self._page,
            body,
            (node for node, _ in self._every("next_part")),
            address=self._address,
            absolute=self._absolute,
        )

    def _rule(self, field: FieldName) -> FieldRule:
        return self._rules.get(field, _NO_RULE)

    def _nodes(self, field: FieldName) -> Iterator[tuple[LexborNode, str | None]]:
        for selector in self._rule(field).select:
            yield from self._page.nodes(selector)

    def _every(self, field: FieldName) -> Iterator[tuple[LexborNode, str | None]]:
        for selector in self._rule(field).select:
            yield from self._page.every(selector)

    def _body(self) -> LexborNode | None:
        """The node of the first selector that matches; of several nodes the one that holds most of their text."""
        for selector in self._rule("body").select:
            first = self._page.first(selector)
            if first is not None and not _LONE_ID.fullmatch(selector):
                found = [node for node, _ in self._page.nodes(selector)]
                first = first if len(found) == 1 else _dominant(found)
            if first is not None:
                return None if self._page.is_cut and is_open(self._page.tree, first) else first
        return None

    def _title(self) -> str:
        """The first title that agrees with <title>, without the links in it where only the rest does; else the first
        there is."""
        first = ""
        said = page_title(self._page)
        whole = None
        for node, attribute in self._nodes("title"):
            text = clean_line((node.attributes.get(attribute) or "") if attribute else node.text())
            if self._book.extractor == "learned" and text not in said:
                text = without_bracketed_date(text, now=self._now)
            if text and text[0].isalnum() and text in said:
                return text
            letters = letters_of(text)
            if not letters:
                continue
            whole = letters_of(said) if whole is None else whole
            if not whole or letters in whole or (len(whole) > 20 and letters.startswith(whole)):
                return text
            rest = "" if attribute else clean_line(node.text(deep=False)).strip(_BESIDE_TITLE)
            if len(rest) >= _LEAST_REST and letters_of(rest) in whole:
                return rest
            first = first or text
        return first

    def _lead(self) -> str:
        rule = self._rule("lead")
        for selector in rule.select:
            for node, attribute in self._page.nodes(selector):
                text = clean_line(node.attributes.get(attribute) or "") if attribute else self._text(node, rule)
                if text and not is_noise(text):
                    self._skip.add(node.mem_id)
                    return text
        return ""

    def _text(self, node: LexborNode, rule: FieldRule) -> str:
        """A node's text on one line, without its pictures, their captions and what the rules drop or strip."""
        dropped = self._page.inside(node, (*self._book.drop, *rule.strip))
        skip = self._skip.union(inner.mem_id for inner in dropped)
        written = read_blocks(node, skip=frozenset(skip))
        blocks, _ = take_pictures(written, self._absolute)
        text = " ".join(b.text.replace("\n", " ") for b in blocks)
        # All of a lead beside a small picture looks like its caption.
        return text or next((b.text.replace("\n", " ") for b in written if b.text.endswith(_SENTENCE_ENDS)), "")

    def _labelled(self, field: FieldName) -> tuple[str, str]:
        """A field's text without its label, and the address it links to. With labels, only a line that has one."""
        rule = self._rule(field)
        label = label_pattern(rule.label) if rule.label else None
        # A label may stand in any of them, and byline and credit share theirs.
        for node, attribute in self._every(field) if label else self._nodes(field):
            if node.mem_id in self._skip or (label is None and is_elsewhere(node, self._around)):
                continue
            lines = [clean_line(node.attributes.get(attribute) or "")] if attribute else self._lines(node)
            if field == "byline" and label is None and len(lines) > 1:
                # The names may stand behind a date and a counter in one list.
                lines.sort(key=lambda line: not are_people(line))
            for number, line in enumerate(lines):
                found = label.match(line) if label else None
                if label is None or found:
                    value = value_of(line, found) or self._in_next_line(field, lines[number + 1 : number + 2])
                    if value and (label is not None or not self._is_others(field, line)):
                        self._skip.add(node.mem_id)
                        return value, outward_link(node) if len(lines) == 1 else ""
        return "", ""

    def _in_next_line(self, field: FieldName, after: list[str]) -> str:
        """The value of a label that stands alone in the line before: "Tác giả:", in the next cell or line the name."""
        if self._book.extractor != "learned" or not after:
            return ""
        is_other = after[0].endswith(":") or is_label(after[0]) or opens_fact(after[0])
        if is_other or len(after[0]) > _LONGEST_VALUE or (field == "byline" and not is_surely_writer(after[0])):
            return ""  # the label may stand there empty, and a section or a town below it
        return after[0]

    def _lines(self, node: LexborNode) -> list[str]:
        """The lines of text that a node holds; byline and credit mostly ask for those of the same ones."""
        known = self._written.get(node.mem_id)
        if known is None:
            known = self._written[node.mem_id] = [b.text for b in read_blocks(node) if b.text]
        return list(known)

    def _is_others(self, field: FieldName, line: str) -> bool:
        """Whether a line in a place that was learned for one of byline and credit begins with a label of the other, or is
        what never wrote a text: a date, a paper, a town."""
        if self._book.extractor != "learned":
            return False
        if without_stamp(line) == "":
            return True
        if field == "byline" and (names_no_writer(line) or tells_other(read_byline(line).byline)):
            return True
        if field == "credit" and (is_noise(line) or line_start("value_labels").match(line)):
            return True
        other = {"byline": "credit_labels", "credit": "byline_labels"}.get(field, "")
        return other != "" and line_start(other).match(line) is not None

    def _first_text(self, field: FieldName) -> str:
        for node, attribute in self._nodes(field):
            text = clean_line((node.attributes.get(attribute) or "") if attribute else node.text())
            if text and not is_elsewhere(node, self._around):
                return text
        return ""

    def _stamp(self, field: Literal["published_at", "modified_at"], body: LexborNode, draft: Draft) -> Stamp | None:
        """The first date among a field's nodes."""
        if field not in self._rules:
            return None
        unnamed = draft.unnamed if field == "published_at" else None
        which: Literal["published", "modified"] = "modified" if field == "modified_at" else "published"
        return first_stamp(
            self._nodes(field),
            lambda text: self._parsed(text, which),
            now=self._now,
            around=self._around,
            body=body if self._book.extractor == "learned" else None,
            title=draft.title,
            by_title=lambda: unnamed.published(now=self._now) if unnamed else None,
        )

    def _parsed(self, text: str, which: Literal["published", "modified"]) -> Stamp | None:
        for form in self._book.date_forms:
            stamp = read_format(text, form.format, has_time=form.has_time, now=self._now)
            if stamp:
                return stamp
        return read_date(text, now=self._now, day_first=self._book.day_first, which=which)

    def _keywords(self) -> list[str]:
        texts = (clean_line((n.attributes.get(a) or "") if a else n.text()) for n, a in self._every("keywords"))
        parts = (part.strip(" ,.#") for text in texts for part in text.split(","))
        return list(dict.fromkeys(p for p in parts if p))

    def _pictures(self) -> list[Image]:
        """The pictures that stand outside the body; all text beside them is their caption."""
        found: list[Image] = []
        for node, _ in self._every("images"):
            if node.mem_id not in self._skip:
                self._skip.update(inner.mem_id for inner in node.traverse())
                found += pictures_of(read_blocks(node), self._absolute)
        return found


def _dominant(nodes: list[LexborNode]) -> LexborNode | None:
    """Of several matches the outermost with most of their text; None where none has: a listing's abstracts."""
    inside: set[int] = set()
    for node in nodes:
        if node.mem_id not in inside:
            inside.update(inner.mem_id for inner in node.traverse() if inner.mem_id != node.mem_id)
    outer = [(len(node.text()), node) for node in nodes if node.mem_id not in inside]
    longest, chosen = max(outer, key=lambda pair: pair[0])
    return chosen if longest >= _MOST_TEXT * sum(length for length, _ in outer) else None
