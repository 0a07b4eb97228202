"""What the alert pages share: the desk they speak to, a page that only tells something, pages that nobody keeps."""

from starlette.requests import Request
from starlette.responses import Response

from search.alerting import Subscriptions
from search.web.alerts import views
from search.web.site import page, site_of


def told(request: Request, what: views.Told, href: str, *, status: int = 200) -> Response:
    """A page that only tells something and leads on."""
    return private(page(request, "alert_told.html", status=status, told=what, href=href))


def private(response: Response) -> Response:
    """Nobody keeps a page that a signed link leads to."""
    response.headers["Cache-Control"] = "no-store"
    return response


def desk_of(request: Request) -> Subscriptions | None:
    """What sends letters; None where there is nothing."""
    return site_of(request).subscriptions
