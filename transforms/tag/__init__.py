"""Tags an article with provinces, regions and sectors, each with the words that made it."""

from msgspec.structs import replace

from records.article import Article
from transforms.gazetteer import Gazetteer, load_gazetteer
from transforms.tag.cooperation import between_provinces
from transforms.tag.mentions import Mention, find_mentions, named_in
from transforms.tag.provinces import tag_provinces, vintage_of, with_events, with_role
from transforms.tag.regions import tag_regions
from transforms.tag.sectors import SectorLexicon, load_sectors, tag_sectors

__all__ = ["Lexicons", "Mention", "Tagger", "find_mentions", "load_tagger", "named_in", "vintage_of", "with_role"]


class Lexicons:
    """Gazetteer and sector lexicon, each for texts as written and for texts without diacritics."""

    def __init__(
        self, gazetteer: Gazetteer, folded_gazetteer: Gazetteer, sectors: SectorLexicon, folded_sectors: SectorLexicon
    ) -> None:
        """Keep the four together."""
        self.gazetteer = gazetteer
        self.folded_gazetteer = folded_gazetteer
        self.sectors = sectors
        self.folded_sectors = folded_sectors


class Tagger:
    """Reads tags from an article's title, lead, body, captions and section; pure, linear in the text's length."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Use the lexicons given."""
        self.lexicons = lexicons
        self._cooperation = {
            False: lexicons.sectors.between_provinces,
            True: lexicons.folded_sectors.between_provinces,
        }

    def tag(self, article: Article, *, source_province: str | None = None) -> Article:
        """The article with provinces, regions and sectors; `source_province` is its portal's unit ("34:40")."""
        lexicons = self.lexicons
        fields, mentions = named_in(article, lexicons.gazetteer, lexicons.folded_gazetteer)
        vintage = vintage_of(article)
        tags = tag_provinces(mentions, lexicons.gazetteer, vintage, source_province=source_province)
        named = [tag for tag in tags if "named" in tag.roles]
        cooperation = between_provinces(fields, mentions, self._cooperation)
        return replace(
            article,
            provinces=tags,
            regions=tag_regions(mentions, named, lexicons.gazetteer, vintage),
            sectors=tag_sectors(
                fields,
                lexicons.sectors,
                lexicons.folded_sectors,
                section=article.section,
                extra={"regional-cooperation": cooperation} if cooperation[0] else {},
                official=source_province is not None,
            ),
        )

    def place(self, article: Article) -> Article:
        """The article with what its events say of its provinces: which are parties, and where each event is held."""
        tags = with_events(article.provinces, article.events, self.lexicons.gazetteer, vintage_of(article))
        return replace(article, provinces=tags)


def load_tagger() -> Tagger:
    """The tagger with the project's own lexicons; raises RegistryError naming the file and key that is wrong."""
    return Tagger(Lexicons(load_gazetteer(), load_gazetteer(folded=True), load_sectors(), load_sectors(folded=True)))
