"""One piece of a body, as it is written down from the page's tree."""


class Block:
    """One piece of a body. `kind`: text, heading, item, quote, row, caption, image. `group` numbers the outermost
    figure or table it stands in (0: none); `holder` the element it was written in; `pieces` are the texts of a short
    line's inline elements, which may stand apart on the screen with no space between them."""

    __slots__ = (
        "alt",
        "bold",
        "centred",
        "group",
        "holder",
        "italic",
        "kind",
        "linked",
        "pieces",
        "right",
        "src",
        "text",
    )

    def __init__(self, kind: str, text: str = "") -> None:
        self.kind, self.text = kind, text
        self.src = self.alt = ""
        self.bold = self.italic = self.centred = self.right = False
        self.linked = 0.0
        self.group = self.holder = 0
        self.pieces: tuple[str, ...] = ()
