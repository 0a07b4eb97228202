"""`python -m pipeline.cli` is `khotin`."""

from pipeline.cli import main

main()
