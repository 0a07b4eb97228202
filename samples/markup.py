"""An article's texts as the HTML its editor left: paragraphs three ways, captions four ways, dirt on top."""

from itertools import count

from markupsafe import Markup

from records.base import Record
from samples.dirt import dirty_markup, dirty_text
from samples.shape import Block, Body, SampleArticle
from samples.typography import texturized


class Written(Record, frozen=True):
    """The article as written into a page: HTML of its title, lead and body; `trailer` is what its node holds below
    the signature."""

    title: Markup
    lead: Markup
    body: Markup
    trailer: Markup


class Writer:
    """Writes one article's HTML. `pictures` is the address its pictures lie under, `curly` WordPress' typography."""

    def __init__(self, article: SampleArticle, *, pictures: str, curly: bool = False) -> None:
        self._article = article
        self._pictures = pictures
        self._curly = curly
        self._places = count()

    def written(self, related: tuple[tuple[str, str], ...] = ()) -> Written:
        """Title, lead and body; `related` (address, title) is what a "trailer_related" article lists in its body."""
        article = self._article
        title, lead = self._text(article.title), self._text(article.lead)
        if lead and article.agency_mark:
            lead = self._text(article.agency_mark) + " - " + lead
        doubled = [("text", title)] if "doubled_title" in article.dirt else []
        body = self._joined(doubled + [self._block(block) for block in self._marked_body()])
        trailer = self._joined(self._trailer(related))
        # All four are escaped in dirty_markup.
        return Written(title=Markup(title), lead=Markup(lead), body=Markup(body), trailer=Markup(trailer))  # noqa: S704 escaped before

    def _text(self, text: str) -> str:
        shown = texturized(text) if self._curly else text
        dirt = self._article.dirt
        return dirty_markup(dirty_text(shown, dirt, next(self._places)), dirt)

    def _block(self, block: str | Block) -> tuple[str, str]:
        """The block's kind (text, heading or whole) and HTML; a whole block brings its own element."""
        if isinstance(block, str):
            return "text", self._text(block)
        if block.heading:
            return "text", f"<strong>{self._text(block.heading)}</strong>"
        if block.image:
            return "whole", self._picture(block)
        if block.list:
            items = "".join(f"<li>{self._text(item)}</li>\n" for item in block.list)
            return "whole", f"<ul>\n{items}</ul>"
        if block.quote:
            return "whole", f"<blockquote><p>{self._text(block.quote)}</p></blockquote>"
        rows = "".join(
            "<tr>" + "".join(f"<td>{self._text(cell)}</td>" for cell in row) + "</tr>\n" for row in block.table
        )
        return "whole", f'<table border="1" cellpadding="1" cellspacing="1">\n<tbody>\n{rows}</tbody>\n</table>'

    def _picture(self, block: Block) -> str:
        caption = self._text(" ".join(filter(None, (block.caption, block.credit))))
        image = f'<img src="{self._pictures}{block.image}" alt="" width="640" height="427" />'
        if not caption:
            return f'<p style="text-align: center;">{image}</p>'
        return {
            "figure": f'<div class="image-center"><figure class="image">{image}\n'
            f"<figcaption><em>{caption}</em></figcaption></figure></div>",
            "centered": f'<p style="text-align: center;">{image}</p>\n<p style="text-align: center;">{caption}</p>',
            "table": '<table align="center" border="0" cellpadding="0" cellspacing="0"><tbody>\n'
            f'<tr><td>{image}</td></tr>\n<tr><td style="text-align: center;">{caption}</td></tr>\n</tbody></table>',
            "em": f"<p>{image}</p>\n<p><em>{caption}</em></p>",
        }[self._article.caption_markup]

    def _marked_body(self) -> Body:
        """The body, with the agency's mark before its first text where there is no lead to bear it."""
        mark, lead, body = self._article.agency_mark, self._article.lead, self._article.body
        if not mark or lead or not isinstance(body[0], str):
            return body
        return (f"{mark} - {body[0]}", *body[1:])

    def _trailer(self, related: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
        """What stands below: a rating prompt, links to other articles."""
        lines: list[tuple[str, str]] = []
        if "trailer_rating" in self._article.dirt:
            lines += [("text", "Đánh giá bài viết"), ("text", "Click để đánh giá bài viết")]
        if "trailer_related" in self._article.dirt and related:
            links = "".join(f'<li><a href="{href}">{dirty_markup(text, ())}</a></li>\n' for href, text in related)
            lines += [("text", "<strong>Tin liên quan:</strong>"), ("whole", f"<ul>\n{links}</ul>")]
        return lines

    def _joined(self, blocks: list[tuple[str, str]]) -> str:
        if self._article.markup == "br":
            return _broken_lines(blocks) if blocks else ""
        element = self._article.markup
        return "\n".join(
            html if kind == "whole" else f'<{element} style="text-align: justify;">{html}</{element}>'
            for kind, html in blocks
        )


def _broken_lines(blocks: list[tuple[str, str]]) -> str:
    """One div with no paragraph in it: texts parted by two line breaks, as pasted from a word processor."""
    parts = []
    for kind, html in blocks:
        parts.append(html if kind == "whole" else f"{html}<br />\n<br />\n")
    return f'<div style="text-align: justify;">{"".join(parts)}</div>'
