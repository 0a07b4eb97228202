"""Tells running text from what surrounds it, by how the blocks of a page follow each other."""

from collections.abc import Sequence

from transforms.byline_stamps import without_stamp
from transforms.extract.block import Block
from transforms.extract.letters import letters_of
from transforms.page_words import ends_article, is_among_comments, is_imprint, is_noise, may_end_article

_PROSE = 100  # characters of a line of running text
_SENTENCE = 40  # characters of a last sentence behind it
_LINKED = 0.3  # the share of a line's letters in links up to which it is one
_STAMP = 60  # characters of a line that may say when a comment was written
_GAP = 4  # blocks in a row without running text that end a text
_LONGEST_GAP = 20  # the same where none of them links elsewhere
_HEADLINE = 20  # letters of a link that leads to an article
_HOLDS_LINK = 0.12  # the share of a summary's letters in such a link before it
_FEWEST_LINKS = 3  # of a list
_BEFORE = 5  # blocks before a summary among which the headline stands that it belongs to


def prose_run(shown: Sequence[Block]) -> list[str]:
    """The longest run of running text with what stands between its lines, a paragraph each."""
    runs: list[list[int]] = []
    for number, block in enumerate(shown):
        if len(block.text) < _PROSE or block.linked > _LINKED or block.kind == "row":
            continue
        if runs and (number - runs[-1][-1] <= _GAP or _is_one_text(shown[runs[-1][-1] + 1 : number])):
            runs[-1].append(number)
        else:
            runs.append([number])
    longest = max(runs, key=lambda run: sum(len(shown[n].text) for n in run), default=[])
    return [b.text for b in shown[longest[0] : _end_of(shown, longest[-1]) + 1]] if longest else []


def _end_of(shown: Sequence[Block], last: int) -> int:
    """The last sentence that follows a run of running text, with nothing between that closes a text."""
    end = last
    for number in range(last + 1, min(last + 1 + _LONGEST_GAP, len(shown))):
        block = shown[number]
        if block.linked > _LINKED or is_noise(block.text) or is_imprint(block.text) or ends_article(block.text):
            break
        if (
            block.kind != "row"
            and len(block.text) >= _SENTENCE
            and block.text.endswith((".", "!", "?", "…", ".”", '."', ")"))
        ):
            end = number
    return end


def _is_one_text(between: Sequence[Block]) -> bool:
    """Whether what stands between two lines of running text is of the same text: the rows of a table, a list."""
    if len(between) > _LONGEST_GAP:
        return False
    return not any(b.linked > _LINKED or (ends_article(b.text) and not may_end_article(b.text)) for b in between)


def heads_chapter(head: str, after: Sequence[Block]) -> bool:
    """Whether a line such as "Ý kiến" heads a chapter of the text: running text follows it, and no reader's comment."""
    if not may_end_article(head) or not after or after[0].linked > _LINKED:
        return False
    end = next((n for n, b in enumerate(after) if ends_article(b.text)), len(after))
    chapter = after[:end]
    if any(is_among_comments(b.text) or _is_stamp(b.text) for b in chapter):
        return False
    return any(len(b.text) > _PROSE and b.linked <= _LINKED and b.kind not in ("row", "caption") for b in chapter)


def _is_stamp(text: str) -> bool:
    return 8 <= len(text) <= _STAMP and without_stamp(text) == ""


def is_teasers(shown: Sequence[Block], lines: Sequence[str], title: str) -> bool:
    """Whether most of a text's lines are summaries, each behind the linked headline of another article."""
    texts = {letters_of(line) for line in lines if len(line) >= _PROSE}
    found = [n for n, b in enumerate(shown) if len(b.text) >= _PROSE and letters_of(b.text) in texts]
    if lists_links([shown[n] for n in found]):
        return True
    headlines = [h for n in found if (h := _headline_of(shown[max(0, n - _BEFORE) : n], letters_of(title)))]
    # A single one may stand behind a menu.
    return len(headlines) * 2 > len(found) and (len(headlines) > 1 or headlines[0].kind == "heading")


def lists_links(blocks: Sequence[Block]) -> bool:
    """Whether most lines hold a link as long as a headline, with or without a summary behind it."""
    lines = [b for b in blocks if len(b.text) >= _HEADLINE]
    linked = [b for b in lines if b.linked > _HOLDS_LINK and b.linked * len(b.text) >= _HEADLINE]
    return len(linked) >= _FEWEST_LINKS and len(linked) * 2 > len(lines)


def _headline_of(before: Sequence[Block], title: str) -> Block | None:
    """The nearest linked headline before a line of text, None where the page's own title or other text is nearer."""
    for block in reversed(before):
        letters = letters_of(block.text)
        if letters == title or (block.linked <= _LINKED and len(block.text) >= _PROSE):
            return None
        if block.linked > 0.9 and len(letters) >= _HEADLINE:
            return block
    return None
