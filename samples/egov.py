"""The NukeViet eGovernment portal: NukeViet with another theme, which refuses floods with status 200."""

from typing import ClassVar

from samples.nukeviet import NukeViet
from samples.site import Page, Request, paged


class EGov(NukeViet):
    """See the module. Past the last page of a listing the list is empty, with status 200 for ever."""

    theme: ClassVar[str] = "egov"
    generator: ClassVar[str] = "NukeViet eGov v1.2"
    other_templates: ClassVar[tuple[str, ...]] = ("nukeviet",)
    listing_links: ClassVar[tuple[str, ...]] = ()

    def flooded(self) -> Page:
        """The page that asks to wait; its status says that all is well."""
        return self.drawn("flood.html", path="/")

    def listing(self, request: Request, section: str, number: str = "1", slash: str = "/") -> Page | None:
        """A page of a section, empty past the last."""
        found = self.portal.section(section)
        if not found:
            return None
        home = f"/{section}/"
        if not slash:
            return self.moved(home)
        items, pages = paged(self.portal.in_section(section), int(number))
        return self._list(found, items, int(number), pages, home if number == "1" else f"{home}page-{number}/")
