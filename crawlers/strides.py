"""Which page of a listing comes next: one after another, over what earlier nights went down, or looking ahead."""

from crawlers.walk import Step, Walk


def needs_state(walk: Walk) -> bool:
    """Whether a page can be asked for only with what stands on another one."""
    return walk.request is not None and walk.request.hidden_fields


def in_sequence(walk: Walk) -> bool:
    """Whether a page can be asked for only from the one before it: with its state, and not by its number."""
    by_number = walk.request is not None and any("{n}" in value for value in walk.request.form.values())
    return needs_state(walk) and not by_number


def further(step: Step) -> int:
    """The next page of a walk to the bottom that is known so far: what an earlier night went down is passed over,
    unless its pages come only one after another."""
    return step.number + 1 if in_sequence(step.walk) else max(step.number + 1, step.walk.resumed_at)


def after_news(step: Step) -> Step:
    """Goes down from a page that showed what nobody knew. A jump that found what no sitemap knows goes down page by page
    from where it was made."""
    walk = step.walk
    if step.known_to is not None:
        walk.to_bottom = True
        return Step(walk, step.known_to + 1)
    return _down(step, step.number + 1)


def to_the_bottom(step: Step) -> Step:
    """Goes on down from a page that is all known."""
    return _down(step, further(step))


def _down(step: Step, number: int) -> Step:
    walk = step.walk
    walk.to_bottom = walk.to_bottom or walk.is_new
    jumped = needs_state(walk) and number > step.number + 1
    walk.hidden_before = walk.hidden
    return Step(walk, number, jumped_from=step.number if jumped else 0)


def look_ahead(step: Step, last: int | None) -> Step | None:
    """All of the page is known, on the first night with this listing: see whether its last page (`last`, None where its
    pager names none) is known as well, before believing that the sitemap knows all between."""
    walk, at = step.walk, step.number
    if needs_state(walk):
        # Its pages can't be jumped to.
        walk.to_bottom = True
        return Step(walk, at + 1)
    if step.end is not None:
        return between(walk, at, step.end)
    number = 2 * at if walk.request and last is None else last or 0
    if number <= at:
        return None
    # A pager that names only the next page: double the stride.
    return Step(walk, number if number > at + 1 else 2 * at, known_to=at)


def after_the_end(step: Step) -> Step | None:
    """There is no such page: over, unless a jump went too far; then the last page lies between. One to where an
    earlier night left off may not be allowed with the state of the page before it: then go down page by page."""
    if step.jumped_from:
        step.walk.resumed_at = 0
        step.walk.hidden = step.walk.hidden_before
        return Step(step.walk, step.jumped_from + 1)
    return between(step.walk, step.known_to, step.number) if step.known_to is not None else None


def between(walk: Walk, known_to: int, end: int) -> Step | None:
    """The page half-way between the last that is all known and the first that is not there; None where none is left."""
    return Step(walk, (known_to + end) // 2, known_to=known_to, end=end) if end - known_to > 1 else None
