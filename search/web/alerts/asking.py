"""The alert pages that take an address: to be told of a search's news, and to find the own alerts again."""

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from search.alerting import Frequency, Subscriptions
from search.query import Query
from search.web import addresses, forms
from search.web.alerts import views
from search.web.alerts.answers import desk_of, told
from search.web.alerts.outbox import Outbox, Sending
from search.web.alerts.searches import LONGEST, in_words, query_of, read_saved, saved
from search.web.limits import Buckets, Rate, client_of
from search.web.site import language_of, page, site_of

# Letters that one client may ask for: ten at once, then one in six minutes.
_RATE = Rate(per_minute=10 / 60, burst=10)
_AN_HOUR, _A_MINUTE = 3600, 60  # seconds after which one may ask again: this hour's letters are used up, too many wait


def new(request: Request) -> Response:
    """The form: the search in words, its feed, and a field for an address."""
    return _form(request, query_of(request.query_params.multi_items()))


def _form(
    request: Request, query: Query, *, email: str = "", frequency: str = "run", wrong: str = "", status: int = 200
) -> Response:
    site, lang, desk = site_of(request), language_of(request), desk_of(request)
    search = saved(query)
    view = views.Form(
        title=views.title(query.unit, lang),
        search=search if len(search) <= LONGEST else "",
        words=in_words(query, lang, site.source_names()),
        found=views.found_now(site.engine, query, lang),
        listing=addresses.listing(query),
        feed=site.base(request) + addresses.feed(query),
        lacking=views.lacking_text(desk.lacking() if desk else "mail", lang),
        email=email[:300],
        frequency=frequency,
        wrong=wrong,
    )
    token = "" if view.lacking else forms.token(request)
    return page(request, "alert_new.html", status=status, view=view, token=token, frequencies=views.frequencies(lang))


def find(request: Request) -> Response:
    """The form for those who look for their alerts."""
    desk, lang = desk_of(request), language_of(request)
    lacking = views.lacking_text(desk.lacking() if desk else "mail", lang)
    return page(request, "alert_find.html", lacking=lacking, wrong="", token="" if lacking else forms.token(request))


class Asking:
    """What sends letters on a visitor's word; how often one client may is counted in buckets."""

    def __init__(self, outbox: Outbox | None = None) -> None:
        self._buckets = Buckets(_RATE)
        self._outbox = outbox or Outbox()

    async def ask(self, request: Request) -> Response:
        """Takes the form. The answer is the same whatever is known of the address; the letter goes out in its turn."""
        given, lang, desk = await forms.read_form(request), language_of(request), desk_of(request)
        query = read_saved(given.get("search", "")[:LONGEST])
        email, wanted = given.get("email", ""), given.get("frequency", "")
        frequency: Frequency = "daily" if wanted == "daily" else "run"
        if desk is None or desk.lacking() or len(given.get("search", "")) > LONGEST:
            return await run_in_threadpool(_form, request, query, status=400)
        if not desk.accepts(email):
            wrong = lang.text("Đây không phải một địa chỉ thư. Hãy viết như ten@toasoan.vn.")
            return await run_in_threadpool(
                _form, request, query, email=email, frequency=frequency, wrong=wrong, status=422
            )
        if busy := await self._busy(request, desk):
            return busy
        sending = partial(desk.ask, email, saved(query), lang.code, frequency)
        return self._answer(request, sending, views.asked(lang), addresses.listing(query))

    async def remind(self, request: Request) -> Response:
        """Takes the address of one who looks for the own alerts; the same answer for every address."""
        given, lang, desk = await forms.read_form(request), language_of(request), desk_of(request)
        if desk is None or desk.lacking():
            return find(request)
        if not desk.accepts(given.get("email", "")):
            wrong = lang.text("Đây không phải một địa chỉ thư. Hãy viết như ten@toasoan.vn.")
            token = forms.token(request)
            return page(request, "alert_find.html", status=422, lacking="", wrong=wrong, token=token)
        if busy := await self._busy(request, desk):
            return busy
        sending = partial(desk.remind, given["email"], lang.code)
        return self._answer(request, sending, views.reminded(lang), "/")

    def _answer(self, request: Request, sending: Sending, what: views.Told, href: str) -> Response:
        """Tells it and has the letter sent in its turn; where too many letters wait already, tells that."""
        if not self._outbox.take(sending):
            return _too_many(request, _A_MINUTE)
        return told(request, what, href)

    async def _busy(self, request: Request, desk: Subscriptions) -> Response | None:
        """The answer to one who asks for too many letters, or while all together do."""
        wait = self._buckets.wait(client_of(request.scope), 1)
        if not wait and await run_in_threadpool(desk.admits):
            return None
        return _too_many(request, wait or _AN_HOUR)


def _too_many(request: Request, wait: int) -> Response:
    """The answer to one who must wait, by so many seconds."""
    answer = told(request, views.busy(language_of(request)), "/", status=429)
    answer.headers["Retry-After"] = str(wait)
    return answer
