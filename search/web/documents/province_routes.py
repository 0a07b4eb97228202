"""The page of a province, by its key or by its name in an address."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from records.places import provinces
from search.web.documents.provinces import era, province_page
from search.web.documents.units import address_of, slugs
from search.web.site import language_of, page, site_of


def all_provinces(request: Request) -> Response:
    """Their table is on the first page, on the basis asked for."""
    basis = request.query_params.get("basis", "")
    return RedirectResponse(f"/?basis={basis}#provinces" if basis in ("then", "today") else "/#provinces")


def province(request: Request, key: str) -> Response:
    """One province of then ("63:15") or of today ("34:15"); "yen-bai" and "yen-bai-63" lead there."""
    known = slugs().get(key.lower())
    if known is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, f"{key!r} is no province; write 63:15, 34:15 or yen-bai-63")
    unit, site, lang = provinces()[known], site_of(request), language_of(request)
    if key != known:
        return RedirectResponse(address_of(unit), status_code=308)
    view = province_page(site.engine, site.archive, unit, site.today(), lang)
    return page(request, "province.html", view=view, era=era(unit, lang))
