"""What a probe's first two requests tell of a site, and what the whole visit came to."""

from urllib.parse import urlsplit, urlunsplit

from crawlers.facts import SiteFacts, SitePage
from crawlers.robots import Robots
from crawlers.visit import Visit
from transforms.addresses import canonical, same_host


def arrived(visit: Visit, asked: str, user_agent: str) -> SiteFacts:
    """What robots.txt and the home page tell."""
    robots_txt = visit.get(canonical("/robots.txt", asked))
    visit.robots = Robots(robots_txt.body if robots_txt.is_read else b"", user_agent=user_agent)
    home_page = visit.get(asked)
    home = _home(asked, home_page)
    return SiteFacts(
        asked=asked,
        home=home,
        home_page=home_page,
        robots_txt=robots_txt,
        allowed=visit.robots.allows(home),
        crawl_delay=visit.robots.delay_seconds,
    )


def left(visit: Visit, facts: SiteFacts) -> SiteFacts:
    """The facts with what the whole visit came to."""
    read = {page.url for page in facts.pages}
    others = tuple(p for p in visit.pages() if p.is_read and p.url not in read and "html" in p.content_type)
    return with_changes(
        facts,
        other_pages=others,
        answers={page.url: page.status for page in visit.pages()},
        requests=visit.requests,
        seconds=round(visit.seconds, 1),
        problems=(*_home_problems(facts), *facts.problems),
    )


def with_changes(facts: SiteFacts, **changes: object) -> SiteFacts:
    """The facts but for what is given."""
    return SiteFacts(**({name: getattr(facts, name) for name in facts.__struct_fields__} | changes))


def _home(asked: str, page: SitePage) -> str:
    """The address asked for, at the scheme and host at which the site answers (http -> https, with or without www.)."""
    if not page.is_read:
        return asked
    old, new = urlsplit(asked), urlsplit(canonical(page.final_url))
    if not same_host(asked, page.final_url) and old.path != "/":
        return canonical(page.final_url)
    return urlunsplit((new.scheme, new.netloc, old.path, old.query, ""))


def _home_problems(facts: SiteFacts) -> tuple[str, ...]:
    page = facts.home_page
    if page.failure:
        return (f"the home page can't be read: {page.failure}",)
    if page.status != 200:
        return (f"the home page answers {page.status}",)
    return ("the home page is empty",) if not page.body else ()
