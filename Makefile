# Every task of the house; `make` alone lists them. Nothing needs to be installed but Python 3.11.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

BIN := .venv/bin
UV_VERSION := 0.13.9
export UV_PROJECT_ENVIRONMENT := .venv
# Else every process that a test starts would compile anew whatever it loads; `make clean` clears up.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run fresh broker tools test check format bench drill drill-daily drill-authority drill-bus drill-intake drill-outage drill-proof judge mutate mutate-policies clean

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: | $(BIN)/uv ## install what is needed into .venv, as uv.lock says
	@$(BIN)/uv sync --locked --quiet --compile-bytecode

run: export VINHDANH_HOME ?= ./var
run: export VINHDANH_PORT ?= 8000
run: export VINHDANH_OPENING_DAYS_BACK ?= 3650
run: export VINHDANH_DEVELOPMENT_ISSUER ?= on
run: setup ## start the service with demo data (VINHDANH_PORT, VINHDANH_HOME, VINHDANH_OPENING_DAYS_BACK)
	@exec $(BIN)/vinhdanh serve --demo

# What is not committed is not in it.
fresh: setup ## start the service in a clone of HEAD, twice: how soon it is ready, and all is kept
	@$(BIN)/python -m tests.fresh

broker: tools ## start Apache Kafka 4 to try things with (VINHDANH_BROKER_PORT)
	@exec $(BIN)/python -m tests.brokers

# Node.js, Chromium, Java, Kafka's jars: what tests need and setup and run do not. Never fails.
tools: setup ## fetch what tests need and this machine lacks, from the registries, into .cache
	@$(BIN)/python -m tests.fetched

# Coverage is weighed here, so that `pytest tests/domain` alone does not fail for what it skips.
test: tools ## run the suite, then weigh coverage: domain 100 %, all 90 %
	@mkdir -p .cache
	@$(BIN)/coverage erase
	@$(BIN)/python -m pytest --numprocesses 4 --dist worksteal --cov --cov-report= 2>&1 | tee .cache/pytest.log
	@$(BIN)/coverage report --include='domain/*' --fail-under=100
	@$(BIN)/coverage report --fail-under=90
	@grep '^not tried: ' .cache/pytest.log || true
	@tail -n 1 .cache/pytest.log

check: setup ## format, lint, types, fences, spelling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/codespell

format: setup ## write the format and the safe fixes
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## measure, print the table, and fail where an aim was missed
	@$(BIN)/python -m bench --aims

drill: tools ## the long drills: kills, races, lost disks (an hour or more)
	VINHDANH_DRILL=full $(BIN)/python -m pytest -m drill --timeout 14400

# The gate runs it as well, so nothing is tried less there than where all of it was in `make test`.
drill-daily: tools ## try whole what `make test` tries a sample of: walks, kills, requests (some minutes)
	@$(BIN)/python -m pytest --numprocesses 3 --dist worksteal -m daily

drill-authority: setup ## every cell of who may do what, in the policy and over HTTP (some minutes)
	@$(BIN)/python -m pytest -q -p no:randomly --show-capture=no -m drill --timeout 14400 tests/authority

# Without Java nothing is collected, and that fails as well; a given broker is not used.
drill-bus: tools ## kill relays on Apache Kafka at full length; the last line counts what was lost
	@VINHDANH_DRILL=full env -u KAFKA_BOOTSTRAP_SERVERS $(BIN)/python -m pytest -q -p no:randomly --timeout 3600 \
	  tests/bus/test_relay.py -k 'killed or fence or fenced'

drill-intake: tools ## kill intakes, then the broker itself, at full length on Apache Kafka (hours)
	@VINHDANH_DRILL=full env -u KAFKA_BOOTSTRAP_SERVERS $(BIN)/python -m pytest -q -p no:randomly --timeout 14400 \
	  tests/bus/test_intake.py tests/bus/test_outage.py

# Shorter ones count what was lost as well, and say nothing of how long an act may take.
drill-outage: tools ## take the broker away while acts come in, 2 minutes (OUTAGE_SECONDS)
	@env -u KAFKA_BOOTSTRAP_SERVERS $(BIN)/python -m tests.bus.outage --seconds $(or $(OUTAGE_SECONDS),120)

drill-erasure: tools ## erase 1,000 people and look for them in every byte; on PostgreSQL, and with a broker, too (an hour)
	@$(BIN)/python -m tests.api.erasing 1000
	@$(BIN)/python -m tests.api.erasing 1000 postgres
	@$(BIN)/python -m tests.api.erasing 1000 broker
	@$(BIN)/python -m tests.api.erasing 200 postgres broker

# Each drill prints its line; a sample of each is in the suite.
drill-proof: setup ## every bit, edits, re-hashes, forks, honest logs and row signatures, by the thousand (some minutes of CPU)
	@$(BIN)/python -m pytest -q -p no:randomly -m drill --timeout 14400 tests/proving

# pm4py weighs 400 MB with all it needs and is AGPL: uv gives it an environment of its own, never ours.
judge: setup ## let pm4py and Go's own library, judges from outside, look at exports and at the tree
	@$(BIN)/python -m tests.judges.tree
	@$(BIN)/python -m tests.judges

mutate-policies: setup ## plant small faults in every rule, one by one: the tests of the domain must see all
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m tests.mutation policies

mutate: setup ## the same in the whole domain: 90 of 100 must be seen
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m tests.mutation domain

clean: ## remove .venv and caches; ./var, the data, stays
	rm -rf .venv .cache .*_cache .coverage .coverage.* .hypothesis .schemathesis dist mutants
	find . -name __pycache__ -prune -exec rm -rf {} +

# Debian without python3-venv has no ensurepip: then the system's pip, if any, fills .venv.
$(BIN)/python:
	@for found in python3.11 python3.12 python3.13 python3 ''; do \
	  test -z "$$found" && break; \
	  "$$found" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && break; \
	done; \
	test -n "$$found" || { echo 'make setup: Python 3.11, 3.12 or 3.13 is needed, none is on PATH' >&2; exit 1; }; \
	echo "Setting up .venv with $$found (once, about a minute)"; \
	"$$found" -m venv .venv >/dev/null 2>&1 || "$$found" -m venv --clear --without-pip .venv

$(BIN)/uv: | $(BIN)/python
	@if found=$$(command -v uv) && "$$found" --version >/dev/null 2>&1; then ln -sf "$$found" $@; \
	elif $(BIN)/python -m pip --version >/dev/null 2>&1; then $(BIN)/python -m pip install --quiet uv==$(UV_VERSION); \
	elif python3 -m pip --version >/dev/null 2>&1; then \
	  python3 -m pip --python $(BIN)/python install --quiet uv==$(UV_VERSION); \
	else echo 'make setup: neither uv nor pip is here; install one: apt install python3-venv' >&2; \
	  rm -rf .venv; exit 1; fi
