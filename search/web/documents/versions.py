"""The page of an older text of an article, against the next one or another."""

from records.article import Article
from records.base import Record
from search.protocols import Archive, SourceInfo, Version
from search.web.documents.changes import FieldChange, Stretch, changes, field_changes, is_changed, stretches
from search.web.documents.how_read import field_name
from search.web.documents.tellers import published, source_of
from search.web.i18n import Language


class VersionPage(Record, frozen=True):
    """An older text; `against` is the number of the version it is compared with (None where there is none), `latest` the
    newest one's, `changed` how many paragraphs differ."""

    article: Article
    at: Version
    versions: tuple[Version, ...]
    against: int | None
    latest: int
    stretches: tuple[Stretch, ...]
    changed: int
    fields: tuple[FieldChange, ...]
    source: SourceInfo
    published: str


def version_page(
    archive: Archive, article_id: str, number: int, against: int | None, lang: Language
) -> VersionPage | None:
    """The page of a version; None where there is none of that number, or none of the number it is to be compared with."""
    told, versions = archive.article(article_id, number), tuple(archive.versions(article_id))
    at = next((version for version in versions if version.version == number), None)
    if told is None or at is None:
        return None
    later = archive.article(article_id, number + 1 if against is None else against)
    if later is None and against is not None:
        return None
    paragraphs = changes(told, later or told)
    return VersionPage(
        article=told,
        at=at,
        versions=versions,
        against=(against or number + 1) if later is not None else None,
        latest=max(version.version for version in versions),
        stretches=stretches(paragraphs),
        changed=sum(map(is_changed, paragraphs)),
        fields=_fields(told, later or told, lang),
        source=source_of(told, archive.sources()),
        published=published(told, lang),
    )


def _fields(old: Article, new: Article, lang: Language) -> tuple[FieldChange, ...]:
    """What changed beside the text, under the names that readers know."""
    found = []
    for change in field_changes(old, new):
        was, now = change.old, change.new
        if change.field == "published_at":
            was, now = published(old, lang), published(new, lang)
        found.append(FieldChange(field=field_name(change.field, lang), old=was, new=now))
    return tuple(found)
