"""An article's text cut by its evidence, and what its paragraphs look like."""

from records.article import Article, Image
from records.event import Event
from records.tag import Evidence, ProvinceTag
from search.web.documents.reading import read, shapes
from search.web.documents.tables import Block, Piece, blocks, text_of


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


def _line(text: str, proof: str = "") -> tuple[Piece, ...]:
    """A line with one stretch of evidence, which is mark 1."""
    if not proof:
        return (Piece(text=text),)
    before, _, after = text.partition(proof)
    marked = Piece(text=proof, kind="place", numbers=(1,), opens=(1,), closes=True)
    return tuple(piece for piece in (Piece(text=before), marked, Piece(text=after)) if piece.text)


def _table(*lines: tuple[Piece, ...]) -> tuple[Block, ...]:
    return blocks(lines, shapes([text_of(line) for line in lines]))


def test_a_run_of_rows_is_a_table_with_its_head_and_numbers() -> None:
    before, table, after = _table(
        _line("Đoạn trước, hết câu."), _line("Địa phương | Số vụ | Ghi chú"), _line("Nghệ An | 1.240 | tăng"),
        _line("Huế | 38"), _line("Đoạn sau, hết câu."),
    )  # fmt: skip
    assert [before.shape, table.shape, after.shape] == ["text", "table", "text"]
    assert [(text_of(cell.line), cell.is_number) for cell in table.head] == [
        ("Địa phương", False), ("Số vụ", True), ("Ghi chú", False),
    ]  # fmt: skip
    assert [[(text_of(cell.line), cell.span) for cell in row] for row in table.rows] == [
        [("Nghệ An", 1), ("1.240", 1), ("tăng", 1)],
        [("Huế", 1), ("38", 2)],
    ]


def test_evidence_in_cells_opens_and_closes_once() -> None:
    (table,) = _table(_line("Nơi | Số", "Nơi | Số"), _line("Tỉnh Nghệ An | 38", "Nghệ An"), _line(" | 2"))
    first, second = table.head
    assert [(piece.text, piece.opens, piece.closes) for piece in first.line] == [("Nơi", (1,), False)]
    assert [(piece.text, piece.opens, piece.closes) for piece in second.line] == [("Số", (), True)]
    inside = table.rows[0][0].line
    assert [(piece.text, piece.kind, piece.opens) for piece in inside] == [
        ("Tỉnh ", "", ()),
        ("Nghệ An", "place", (1,)),
    ]
    assert table.rows[1][0].line == ()


def test_a_lone_row_stays_a_line_and_a_short_line_heads_rows() -> None:
    lone = _table(_line("Báo Nghệ An | Ảnh: An"), _line("Đoạn sau, hết câu."))
    assert [block.shape for block in lone] == ["row", "text"]
    (table,) = _table(_line("a | 1"), _line("II. Công nghiệp"), _line("b | 2"))
    assert [cell.span for cell in table.rows[1]] == [2]
    apart = _table(_line("a | 1"), _line("b | 3"), _line("Một đoạn."), _line("b | 2 | 3"), _line("c | 2 | 4"))
    assert [(block.shape, block.number) for block in apart] == [("table", 1), ("text", 0), ("table", 2)]
