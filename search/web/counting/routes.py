"""The pages that count, at their addresses; each with its table as a file."""

from collections.abc import Callable

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from search.query import Unit
from search.web.asking import Asking, on_page
from search.web.counting import about as telling_about
from search.web.counting import analysis as analysing
from search.web.counting import coverage as covered
from search.web.counting import days, pairs, question, table
from search.web.counting import matrix as cooperation_matrix
from search.web.counting.alone import standing_alone
from search.web.counting.common import ORIGIN, csv_file, naming_host, origin
from search.web.documents.reporting import mail_address
from search.web.site import language_of, page, site_of


def cooperation(request: Request) -> Response:
    """Provinces and regions against each other."""
    site, lang, asking = site_of(request), language_of(request), _pairs_of(request)
    view = cooperation_matrix.matrix(site.engine, asking, lang, site.source_names())
    return page(request, "matrix.html", view=view)


def cooperation_csv(request: Request) -> Response:
    """Each pair once a year, with the address of the list that proves it, and what all stand on."""
    site, asking = site_of(request), _pairs_of(request)
    query, told = asking.query, pairs.together(site.engine, asking.query)
    stands_on = origin(site.engine, query, (*asking.notices, *told.notices), asking.ignored)
    header = (*pairs.columns(query), *ORIGIN)
    lines = ((*line, *stands_on) for line in pairs.rows(told, query, site.base(request)))
    return csv_file("khotin-cooperation.csv", header, lines, naming_host(site))


def _pairs_of(request: Request) -> Asking:
    """The query of the matrix: of agreements where events are not asked for."""
    given = request.query_params.multi_items()
    unit: Unit = "events" if dict(given).get("unit") == "events" else "agreements"
    return on_page([pair for pair in given if pair[0] not in ("sort", "page", "after")], unit)


def analysis(request: Request) -> Response:
    """Any facet by any other, as a chart and a table."""
    return page(request, "analysis.html", view=_analysed(request))


def analysis_csv(request: Request) -> Response:
    """The whole table, a line a cell, each with what it stands on."""
    site = site_of(request)
    asked = question.question(request.query_params.multi_items(), site.today())
    told = analysing.counted(site.engine, site.archive, asked, site.today())
    portals = "constant panel" if told.panel else "all"
    taken = origin(site.engine, asked.counted(), told.notices, asked.ignored)
    stands_on = (asked.query.basis, asked.query.role, portals, *taken)
    header = (*asked.facets, asked.query.unit, "coverage", "basis", "role", "portals", *ORIGIN)
    return csv_file("khotin-analysis.csv", header, ((*line, *stands_on) for line in table.lines(told)))


def analysis_svg(request: Request) -> Response:
    """The chart as a picture that stands alone: it says what it shows, on which basis, and where it comes from."""
    site, lang, view = site_of(request), language_of(request), _analysed(request)
    sheet = standing_alone(view, site.base(request) + view.permalink, lang, site.today())
    drawn = site.environment.get_template("analysis.svg").render(view=view, sheet=sheet, lang=lang, _=lang.text)
    headers = {"Content-Language": lang.code, **naming_host(site, "Accept-Language, Cookie")}
    headers["Content-Disposition"] = 'inline; filename="khotin-analysis.svg"'
    return Response(drawn, media_type="image/svg+xml", headers=headers)


def _analysed(request: Request) -> analysing.Analysis:
    site = site_of(request)
    asked = question.question(request.query_params.multi_items(), site.today())
    return analysing.analysis(
        site.engine, site.archive, asked, language_of(request), site.source_names(), site.today()
    )  # fmt: skip


def coverage(request: Request) -> Response:
    """Portals by days, and how far back each reaches."""
    site, lang = site_of(request), language_of(request)
    shown = _days_of(request)
    view = covered.coverage(site.archive, shown, lang, site.source_names(), site.today())
    return page(request, "coverage.html", view=view)


def coverage_csv(request: Request) -> Response:
    """The same days, a line a portal and day since it was first asked."""
    site, shown = site_of(request), _days_of(request)
    rows = days.rows_of(site.archive, shown)
    unread = days.unread_of(site.archive, shown, rows, site.today())
    return csv_file("khotin-coverage.csv", days.HEADER, days.lines(rows, unread))


def about(request: Request) -> Response:
    """What the archive is, who runs it, how it is cited and corrected."""
    site, lang = site_of(request), language_of(request)
    view = telling_about.about(
        site.engine, site.archive, lang, contact=site.contact, mail=mail_address(site.contact), address=site.base(request),
        today=lang.day(site.today()),
    )  # fmt: skip
    return page(request, "about.html", view=view)


def _days_of(request: Request) -> days.Span:
    site = site_of(request)
    return days.span(request.query_params.get("month", ""), days.last_day(site.archive, site.today()))


def router() -> APIRouter:
    """The pages and their files."""
    pages: dict[str, Callable[..., Response]] = {
        cooperation_matrix.PATH: cooperation,
        cooperation_matrix.CSV_PATH: cooperation_csv,
        telling_about.PATH: about,
        covered.PATH: coverage,
        covered.CSV_PATH: coverage_csv,
        question.PATH: analysis,
        question.CSV_PATH: analysis_csv,
        question.SVG_PATH: analysis_svg,
    }
    routes = APIRouter(include_in_schema=False)
    for path, endpoint in pages.items():
        routes.add_route(path, endpoint, methods=["GET", "HEAD"])
    return routes
