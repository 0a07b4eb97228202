"""Scrapy's settings for one run: the downloader and our middlewares, nothing else switched on."""

from typing import Any

from crawlers.job import CrawlJob

_MIDDLEWARES = {
    "crawlers.middlewares.SafetyMiddleware": 50,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "crawlers.middlewares.ConditionalMiddleware": 420,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "crawlers.unpacking.UnpackingMiddleware": 590,
    "crawlers.middlewares.ChallengeMiddleware": 580,
    # Closest to the downloader: each try is counted and waits for its turn, and sees what the site really sent.
    "crawlers.middlewares.PaceMiddleware": 950,
}


def settings_for(job: CrawlJob) -> dict[str, Any]:
    """What Scrapy is told; redirects, repeats, robots.txt, cookies and pace are handled by our own parts."""
    return {
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        # Nothing of what Scrapy switches on by itself; naming it only to switch it off would still import it all.
        "EXTENSIONS_BASE": {},
        "SPIDER_MIDDLEWARES_BASE": {},
        "DOWNLOADER_MIDDLEWARES_BASE": _MIDDLEWARES,
        "DOWNLOADER_STATS": False,
        "STATS_DUMP": False,
        "LOG_LEVEL": "ERROR",
        "LOG_INSTALL_ROOT_HANDLER": False,
        "ROBOTSTXT_OBEY": False,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "RETRY_ENABLED": False,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "USER_AGENT": job.user_agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "vi,en;q=0.5",
        },
        "CONCURRENT_REQUESTS": job.source.politeness.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": job.source.politeness.concurrency,
        "DOWNLOAD_DELAY": 0,
        "DOWNLOAD_TIMEOUT": job.timeout_seconds,
        "DOWNLOAD_MAXSIZE": job.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        **_tls(lenient=job.source.politeness.tls == "lenient"),
    }


def _tls(*, lenient: bool) -> dict[str, Any]:
    """What is accepted of an encrypted connection: as browsers do, or whatever an old server still has."""
    if not lenient:
        return {"DOWNLOAD_VERIFY_CERTIFICATES": True}
    return {
        "DOWNLOAD_VERIFY_CERTIFICATES": False,
        "DOWNLOADER_CLIENT_TLS_CIPHERS": "ALL:@SECLEVEL=0",
        "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.0",
    }
