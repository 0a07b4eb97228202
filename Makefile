# What a person types; CI calls `make check` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EMBEDDED := $(VENV)/.embedded
DEV := $(VENV)/.dev
# Airflow lives apart: nothing else needs it, and it pins much.
AIRFLOW_VENV := .venv-airflow
AIRFLOW_BIN := $(AIRFLOW_VENV)/bin
AIRFLOW := $(AIRFLOW_VENV)/.installed
PORTALS ?= 34
# Much of the suite waits for servers and processes: three workers on two cores, a file's tests in one of them. They must
# collect the same tests, so sets are ordered alike.
SIDE_BY_SIDE := PYTHONHASHSEED=0 $(BIN)/python -m pytest -n 3 --dist loadfile

# The extractors that `make quality` puts beside this project live apart as well.
BENCH_VENV := .venv-bench
BENCH_BIN := $(BENCH_VENV)/bin
BENCH := $(BENCH_VENV)/.installed

.PHONY: help install airflow run test test-dags check format smoke bench quality docs screenshots week faults supply audit lock clean
.PHONY: standalone smoke-airflow smoke-distributed smoke-standalone screenshots-airflow costs-airflow

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-20s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# $(call environment,FOLDER): makes one, of a Python that will do.
define environment
@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	{ echo "Kho Tin needs Python 3.11 to 3.13; $(PYTHON) is $$($(PYTHON) --version). Say which: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
$(PYTHON) -m venv $(1)
endef

$(BIN)/python:
	@echo "making $(VENV): this takes some minutes the first time, and pip says nothing meanwhile"
	$(call environment,$(VENV))

$(EMBEDDED): requirements/embedded.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/embedded.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(DEV): requirements/dev.txt $(EMBEDDED)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/dev.txt
	@touch $@

$(AIRFLOW): requirements.txt requirements/dev.txt pyproject.toml
	@echo "making $(AIRFLOW_VENV), Airflow and all it needs: this takes some minutes, and pip says nothing meanwhile"
	$(call environment,$(AIRFLOW_VENV))
	$(AIRFLOW_BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(AIRFLOW_BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements/dev.txt pytest pytest-timeout
	$(AIRFLOW_BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

airflow: $(AIRFLOW)  ## the environment of the DAGs, in .venv-airflow

install: $(EMBEDDED)  ## the environment for crawling, searching and the page, in .venv

run: $(EMBEDDED)  ## sample portals, one night over them, the search page; Ctrl-C ends all of it
	@$(if $(ENGINE),KHOTIN_ENGINE=$(ENGINE) )$(BIN)/khotin samples try

test: $(DEV) $(AIRFLOW)  ## everything; installs Chromium itself where it is root on Debian
	@sh tests/system-packages.sh
	$(SIDE_BY_SIDE)
	$(MAKE) test-dags

test-dags: $(AIRFLOW)
	$(AIRFLOW_BIN)/python -m pytest -W default tests/dags

smoke: $(DEV) $(AIRFLOW)  ## the tests that start real processes: nights over portals, kills, the browser
	@sh tests/system-packages.sh
	$(SIDE_BY_SIDE) -m smoke

smoke-airflow: $(DEV) $(AIRFLOW)  ## of these: Airflow on PostgreSQL, a night by REST, kills, an answer of Elasticsearch
	@sh tests/system-packages.sh
	$(BIN)/python -m pytest tests/topology

# Minutes each, so they are no part of `make test`: files that pytest takes only by name.
smoke-distributed: $(DEV) $(AIRFLOW)  ## the same with Redis and a Celery worker
	@sh tests/system-packages.sh redis
	$(BIN)/python -m pytest tests/topology/distributed.py

smoke-standalone: $(DEV) $(AIRFLOW)  ## a night in what `make standalone` starts
	$(BIN)/python -m pytest tests/topology/standalone.py

costs-airflow: $(DEV) $(AIRFLOW)  ## measures what Airflow adds to a night over PORTALS=34 portals
	@sh tests/system-packages.sh
	PORTALS=$(PORTALS) $(BIN)/python -m pytest -s tests/topology/costs.py

standalone: $(AIRFLOW)  ## Airflow on SQLite for one person, at http://127.0.0.1:8080; Ctrl-C ends it
	@ops/standalone.sh

check: $(DEV) $(AIRFLOW)  ## format, lint, types, import arrows
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/ruff check --preview --select AIR dags
	$(BIN)/mypy
	MYPYPATH=dags $(BIN)/mypy --python-executable $(AIRFLOW_BIN)/python --explicit-package-bases --follow-imports silent dags
	$(BIN)/python -m pytest tests/test_arrows.py

format: $(DEV)  ## puts the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DEV)  ## measures; writes docs/benchmarks.md
	$(BIN)/python -m benchmarks

$(BENCH): requirements/bench.txt pyproject.toml
	$(call environment,$(BENCH_VENV))
	$(BENCH_BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements/bench.txt
	$(BENCH_BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

quality: $(DEV) $(BENCH)  ## scores reading, tagging and events, and other extractors beside; writes docs/quality.md
	KHOTIN_PEERS=$(BENCH_BIN)/python $(BIN)/python -m benchmarks.quality

docs: $(DEV)  ## rewrites the generated pages in docs/
	$(BIN)/python docs/generate.py

screenshots: $(DEV)  ## takes the pictures in docs/images again
	@sh tests/system-packages.sh
	$(BIN)/python docs/screenshots.py

screenshots-airflow: $(DEV) $(AIRFLOW)  ## those of Airflow's page
	@sh tests/system-packages.sh
	$(BIN)/python -m pytest tests/topology/pictures.py

# Minutes, so no part of `make test`: pytest takes the file only by name.
week: $(DEV)  ## seven nights with edits, an outage and a redesign; every verdict and the corpus compared with what happened
	$(BIN)/python -m pytest tests/faults/seven_nights.py

# Minutes as well, by name alone. KHOTIN_KILLS=500 kills more often, KHOTIN_KILL_SEED=2 elsewhere; KHOTIN_EXAMPLES=5000
# sends the readers more and other rubbish than the tests do.
faults: $(DEV)  ## kill -9 at a hundred random points of two nights; strangers' bytes by the thousand
	$(BIN)/python -m pytest -s tests/faults/hundred_kills.py
	KHOTIN_EXAMPLES=$${KHOTIN_EXAMPLES:-1000} $(BIN)/python -m pytest --timeout 1800 tests/faults/strangers

supply: $(DEV)  ## an SBOM of what is shipped; no secret in files or history
	sh ops/supply.sh sbom
	sh ops/supply.sh leaks

audit: $(DEV)  ## locked packages taken back, or known to be weak; asks the index and an advisory service
	sh ops/supply.sh yanked
	sh ops/supply.sh audit

lock: $(DEV)  ## rewrites the lock files from requirements/*.in, and docs/licences.md
	$(BIN)/python -m pip install --quiet uv
	UV=$(BIN)/uv sh requirements/compile.sh
	$(BIN)/python ops/licences.py

clean:  ## removes the environment and caches, never data/
	rm -rf $(VENV) $(AIRFLOW_VENV) $(BENCH_VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
