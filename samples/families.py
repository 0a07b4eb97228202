"""Which content system each sample portal runs on, and the address that it gives an article."""

from samples.shape import Portal, SampleArticle


def address(portal: Portal, article: SampleArticle) -> str:
    """The path of the article's one canonical address on its portal."""
    if portal.platform == "nukeviet":
        return f"/{article.section}/{article.slug}-{article.number}.html"
    if portal.platform == "liferay":
        return f"/web/guest/-/{article.slug}"
    return f"/{article.section}/{article.slug}/"
