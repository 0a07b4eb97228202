"""Which content system each sample portal runs on, and the address that it gives an article."""

from samples.shape import Family, Portal, SampleArticle

# {day} is the day of publication without leading zeros, {token} the number in digits and letters, as some systems make
# addresses. {stamp} is the time of publication in digits and three digits of the number, as some systems number their articles.
FORMS: dict[Family, str] = {
    "nukeviet": "/{section}/{slug}-{number}.html",
    "liferay": "/web/guest/-/{slug}",
    "wordpress": "/{section}/{slug}/",
    "vnpt": "/{section}/{slug}-{number}",
    "tan-dan": "/portal/Pages/{day}/{slug}-{token}.aspx",
    "sharepoint-ministry": "/tintuc/Pages/{section}.aspx?ItemID={number}",
    "common-title": "/{section}/{slug}.{number}.html",
    "nukeviet-egov": "/{section}/{slug}-{number}.html",
    "vccorp": "/{slug}-102{stamp}.htm",
    "webforms": "/vi/{section}/{slug}",
    "bac-ninh": "/news/-/details/57182/{slug}-{number}",
    "ha-tinh": "/bai-viet/{slug}",
}

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def address(portal: Portal, article: SampleArticle) -> str:
    """The path of the article's one canonical address on its portal."""
    return FORMS[portal.platform].format(
        section=article.section,
        slug=article.slug,
        number=article.number,
        token=_token(article.number),
        day=f"{article.published_at.year}-{article.published_at.month}-{article.published_at.day}",
        stamp=f"{article.published_at:%y%m%d%H%M%S}{article.number % 1000:03}",
    )


def _token(number: int) -> str:
    digits = ""
    while number:
        number, last = divmod(number, len(_DIGITS))
        digits = _DIGITS[last] + digits
    return digits
