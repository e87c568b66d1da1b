# Hengtu: make run | test | check | bench | lock
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
ONLY ?=
export HENGTU_HOME ?= $(CURDIR)/var
# uv does not read the system's certificates unless told so
export UV_SYSTEM_CERTS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

BIN := .venv/bin
PURE_TESTS := $(wildcard tests/law tests/rulebook tests/lib)

.PHONY: help run test check bench mutate facts lock browser

help:
	@echo "make run [PORT=8000]   install, migrate, load the demonstration, serve"
	@echo "make test              everything that guards main (law, services, access, PostgreSQL, browser, contract)"
	@echo "make check             lint, types, import direction, migrations, docs"
	@echo "make bench [ONLY=name] benchmarks, one JSON line each"
	@echo "make mutate            small changes to hengtu/law, one at a time: which ones do the tests not notice?"
	@echo "make lock              renew the hash locks (needs uv)"

# --- installing: a stamp per lock file, so that a second start does nothing ---------------------------------------

.venv/bin/python:
	@for python in $${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    exec "$$python" -m venv .venv; \
	  fi; \
	done; echo "Python 3.11 or newer is needed and was not found (name one with PYTHON=/path/to/python)." >&2; exit 1

# $(1): lock file. The package itself comes last and without dependencies: they are all in the lock.
define install
	@echo "Installing $(1)"
	@if command -v uv >/dev/null; then \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1); \
	  uv pip install --quiet --python $(BIN)/python --no-deps -e .; \
	else \
	  $(BIN)/python -m pip install --quiet --require-hashes -r $(1); \
	  $(BIN)/python -m pip install --quiet --no-deps -e .; \
	fi
	@touch $@
endef

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	$(call install,requirements.lock)

.venv/installed-dev: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(call install,requirements-dev.lock)

# --- running ------------------------------------------------------------------------------------------------------

run: .venv/installed
	@$(BIN)/hengtu migrate
	@$(BIN)/hengtu demo load
	@exec $(BIN)/hengtu serve --port $(PORT) --pay-simulator

# --- guarding -----------------------------------------------------------------------------------------------------

browser:
	@if command -v "$${CHROMIUM:-chromium}" >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq; \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; \
	else \
	  echo "The browser tests need Chromium and a Chinese font; no test is skipped. Install them and come back:" >&2; \
	  echo "  sudo apt-get install chromium fonts-noto-cjk" >&2; exit 1; \
	fi

# Two runs: the law (its docstring examples too) must stand without Django. A home of their own keeps the tests out of var/.
# The second run uses every core, a file of tests at a time; the settings are read once before, so that they draw their secrets.
test: .venv/installed-dev browser
	@export HENGTU_HOME="$$(mktemp -d)"; trap 'rm -rf "$$HENGTU_HOME"' EXIT; \
	export CHROMIUM="$$(command -v "$${CHROMIUM:-chromium}")"; \
	$(BIN)/python -m pytest -p no:django -W ignore::pytest.PytestConfigWarning --durations=10 \
	  --doctest-modules hengtu/law $(PURE_TESTS); \
	DJANGO_SETTINGS_MODULE=hengtu.settings $(BIN)/python -c 'from django.conf import settings; settings.SECRET_KEY'; \
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder --durations=20 $(addprefix --ignore=,$(PURE_TESTS)) tests

check: .venv/installed-dev
	@export HENGTU_HOME="$$(mktemp -d)"; trap 'rm -rf "$$HENGTU_HOME"' EXIT; \
	$(BIN)/ruff check .; \
	$(BIN)/ruff format --check .; \
	$(BIN)/mypy; \
	$(BIN)/lint-imports; \
	$(BIN)/python -m django makemigrations --check --dry-run --settings hengtu.settings; \
	$(BIN)/hengtu rules compile --check; \
	$(BIN)/python -m pytest tests/architecture tests/contract

bench: .venv/installed-dev
	@if [ -n "$(ONLY)" ] && [ ! -f "benchmarks/$(ONLY).py" ]; then \
	  echo "There is no benchmark $(ONLY). There are: $(basename $(notdir $(filter-out benchmarks/_%,$(wildcard benchmarks/*.py))))" >&2; \
	  exit 1; \
	fi; \
	for file in $(if $(ONLY),benchmarks/$(ONLY).py,$(filter-out benchmarks/_%,$(wildcard benchmarks/*.py))); do \
	  $(BIN)/python "$$file"; \
	done

# SEED, LIMIT (mutants), SECONDS (for all), ONLY (parts of paths, with commas)
mutate: .venv/installed-dev
	@$(BIN)/python tests/tools/mutate.py $(if $(SEED),--seed $(SEED)) $(if $(LIMIT),--limit $(LIMIT)) \
	  $(if $(SECONDS),--seconds $(SECONDS)) $(if $(ONLY),--only $(ONLY))

# Which fact stands in which rule and is held by which test: written anew from the rules.
facts: .venv/installed-dev
	@$(BIN)/python -m tests.tools.facts_page

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements.in -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements-dev.in -o requirements-dev.lock
