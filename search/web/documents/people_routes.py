"""The pages of people, the list of them by name, and a person as JSON."""

from http import HTTPStatus

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from records.base import to_builtins
from records.person import Person
from search.web.documents.people import person_page
from search.web.documents.people_list import people_page
from search.web.errors import absent, refuse_taken_down
from search.web.site import language_of, page, site_of

_MAX_ASKED = 200  # characters of a name that is asked for


def person(request: Request, person_id: str) -> Response:
    """One person; an id that was merged away leads on, one whose name is withheld says so."""
    found = _person(request, person_id)
    if isinstance(found, Response):
        return found
    site = site_of(request)
    return page(request, "person.html", view=person_page(site.engine, site.archive, found, language_of(request)))


def people(request: Request) -> Response:
    """People by name."""
    site = site_of(request)
    asked = " ".join(request.query_params.get("q", "")[:_MAX_ASKED].split())
    return page(request, "people.html", view=people_page(site.engine, site.archive, asked, language_of(request)))


def api_person(request: Request, person_id: str) -> Response:
    """One person with offices, events, articles and namesakes."""
    found = _person(request, person_id, api=True)
    if isinstance(found, Response):
        return found
    told = to_builtins(found)
    body = {"id": told.pop("person_id"), **told}
    body.pop("change")
    return Response(msgspec.json.encode(body), media_type="application/json", headers={"Cache-Control": "no-cache"})


def _person(request: Request, person_id: str, *, api: bool = False) -> Person | Response:
    """The person of an id, or where it leads."""
    if not _is_id(person_id):
        raise HTTPException(HTTPStatus.NOT_FOUND, f"{person_id!r} is no person's id; they look like 'p12'")
    refuse_taken_down(request, "people", person_id)
    found = site_of(request).archive.people(ids=[person_id])
    return found[0] if found else absent(request, "people", person_id, api=api)


def _is_id(text: str) -> bool:
    return text[:1] == "p" and text[1:].isascii() and text[1:].isdigit() and len(text) < 20
