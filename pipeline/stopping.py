"""The means to stop a crawl that runs in a process and session of its own: once, and gently."""

import subprocess


class CrawlHandle:
    """Stops the crawl it was handed to; may be asked from a signal's handler, also before the process is there.

    A crawl that is signalled a second time drops what it has at hand, so only the first call says anything.
    """

    def __init__(self) -> None:
        self.is_asked = False
        self._process: subprocess.Popen[bytes] | None = None

    def attach(self, process: "subprocess.Popen[bytes]") -> None:
        """Takes the process of a crawl that has begun."""
        self._process = process
        if self.is_asked:
            process.terminate()

    def stop(self) -> None:
        """Has the crawl end after the page at hand; what it stored until then stands."""
        if self.is_asked:
            return
        self.is_asked = True
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
