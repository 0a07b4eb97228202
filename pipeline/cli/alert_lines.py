"""What status says of alerts: how many are told of news, and which are not any more."""

from pipeline.alerts.book import Counts
from pipeline.cli.terminal import counted


def alert_lines(counts: Counts) -> list[str]:
    """One line of how many there are, one for each reason why some are suspended; nothing where nobody subscribed."""
    if not (counts.active or counts.waiting or counts.suspended):
        return []
    parts = [counted(counts.active, "subscription")]
    parts += [f"{counts.waiting} wait to be confirmed"] if counts.waiting else []
    parts += [f"{counts.refused} were refused by their mail server lately"] if counts.refused else []
    suspended = [f"         {number} suspended: {why}" for why, number in counts.suspended.items()]
    return [f"alerts:  {', '.join(parts)}", *suspended]
