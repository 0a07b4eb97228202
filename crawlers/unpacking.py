"""Unpacks what came packed; what is not what it claims to be is the site's fault, and has one name."""

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawlers.failures import Refused


class UnpackingMiddleware(HttpCompressionMiddleware):
    """Scrapy's, with one way to fail."""

    # Scrapy's own takes a spider too, for callers of long ago.
    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The page unpacked. Raises IgnoreRequest (Scrapy's) where it unpacks to too much, Refused where it can't be."""
        try:
            return super().process_response(request, response)
        except IgnoreRequest:
            raise
        except Exception as exc:  # each packing's library has errors of its own, and which libraries there are varies
            raise Refused("broken-encoding") from exc
