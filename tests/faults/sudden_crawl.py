"""The process of a crawl, ended as by `kill -9` after some processor time: SECONDS JOB.json; its log says what it used.

The time begins when everything is imported: a crawl that is killed before that has done nothing yet.
"""

import sys
import time

import crawlers.settings  # noqa: F401 (imported before the time begins)
from pipeline import crawl_child
from tests.faults.sudden import end_after

if __name__ == "__main__":
    begun = time.process_time()
    end_after(float(sys.argv[1]))
    crawl_child.main(sys.argv[2])
    sys.stderr.write(f"used {time.process_time() - begun}\n")
