"""An article's text cut by its evidence, and what its paragraphs look like."""

from records.article import Article, Image
from records.event import Event
from records.tag import Evidence, ProvinceTag
from search.web.documents.reading import read, shapes


def test_overlapping_evidence_is_cut_and_nothing_is_lost() -> None:
    body = "Sáng 25/3, Chủ tịch UBND tỉnh Nghệ An Trần Văn Mẫu phát biểu.\n\nHết."
    official = Evidence(field="body", start=11, end=50, text=body[11:50], fact="official")
    place = Evidence(field="body", start=30, end=37, text="Nghệ An", fact="")
    wrong = Evidence(field="body", start=0, end=4, text="Tối.", fact="date")
    tag = ProvinceTag(
        id="63:40", name="Nghệ An", today_id="34:40", today_name="Nghệ An", role="about", evidence=(place,)
    )
    told = Article(
        article_id="a",
        url="",
        source_id="s",
        body=body,
        images=(Image(url="", caption="Một."), Image(url="")),
        events=(Event(type="conference", evidence=(official, wrong)),),
        provinces=(tag,),
    )
    reading = read(told)
    assert ["".join(piece.text for piece in line) for line in reading.body] == body.split("\n\n")
    kinds = [(piece.text, piece.kind) for piece in reading.body[0] if piece.kind]
    assert kinds == [("Chủ tịch UBND tỉnh ", "person"), ("Nghệ An", "place"), (" Trần Văn Mẫu", "person")]
    assert reading.kinds == ("place", "person")
    assert len(reading.captions) == 1


def test_paragraphs_are_told_apart_by_their_look() -> None:
    long = "Đây là một đoạn văn đủ dài để đứng sau một mục trong bài."
    given = ["Một mục", long, "Địa phương | Số", "Nghệ An | 38", "- gạch đầu dòng", long, "Bài, ảnh: An"]
    assert shapes(given) == ("sub", "text", "row", "row", "text", "text", "text")
