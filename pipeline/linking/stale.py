"""Which events and agreements must be made anew: those whose members changed, and those that name one of these; pure.

Most of what is near new articles stays as it was. A day of a province that is much in the news has dozens of events, and to
make all of them again for each new telling would cost the more, the larger the archive.
"""

from pipeline.ledger.registry import Node
from pipeline.linking.agreements import Mention
from pipeline.linking.events import Telling
from pipeline.linking.neighbours import Neighbourhood

Clusters = list[list[Node]]


def telling_of(node: Node) -> Node:
    """The telling a mention stands in: what was signed there, or what was said there of an earlier agreement."""
    return node[0], Mention.position_of(node[1])


def stale(events: Neighbourhood[Telling], agreements: Neighbourhood[Mention]) -> tuple[Clusters, Clusters]:
    """The clusters of events, and of agreements, whose records may be other than stored.

    An event names its agreements, and has its year from them; an agreement has the days of its events.
    """
    changed = [cluster for cluster in agreements.clusters if not agreements.is_as_it_was(cluster)]
    agreed = {telling_of(node) for cluster in changed for node in cluster}
    own = [c for c in events.clusters if not events.is_as_it_was(c) or not agreed.isdisjoint(c)]
    told = {node for cluster in own for node in cluster}
    return own, [
        cluster
        for cluster in agreements.clusters
        if not agreements.is_as_it_was(cluster) or any(telling_of(node) in told for node in cluster)
    ]
