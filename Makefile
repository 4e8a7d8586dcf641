# From a bare machine: only Python 3.11 or newer with its venv module is needed. `make` lists what can be made.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check -qq
HASHED := $(PIP) --require-hashes --no-build-isolation --use-pep517

# The first Python that can make a virtual environment; `make PYTHON=/opt/python3.12/bin/python3 ...` says another.
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13; do \
	$$python -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

# The OData and MCP clients of the npm registry that the tests try; without node those tests are skipped.
CLIENTS := $(if $(shell command -v npm 2>/dev/null),tests/clients/node_modules/.stamp)

WORKERS ?= 2
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test check format bench image lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

run: $(VENV)/run.stamp ## the server on 4410 with the demo scenario; ARGS="--port 0 ..." for more flags
	@exec $(BIN)/sandbox serve $(ARGS)

test: $(VENV)/development.stamp $(CLIENTS) ## the whole test suite; ARGS="-k name" for less of it
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadgroup $(ARGS)

check: $(VENV)/development.stamp ## ruff, ruff format and mypy strict
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(VENV)/development.stamp ## lays the code out and mends what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/development.stamp ## paired ratios against bare references; ARGS="--only NAME"
	@$(BIN)/python -m bench $(ARGS)

image: ## the container image sandbox:latest, with docker
	docker build --tag sandbox $(ARGS) .

lock: $(VENV)/lock.stamp ## pins and hashes the requirements anew; ARGS=--upgrade takes newer versions
	$(LOCK) --only-build-deps --build-deps-for wheel --output-file requirements-build.txt pyproject.toml
	$(LOCK) --output-file requirements-dev.txt requirements-dev.in
	$(LOCK) --constraint requirements-dev.txt --output-file requirements.txt requirements.in

clean: ## removes the virtual environment and all caches, and leaves the data in .sandbox alone
	rm -rf $(VENV) tests/clients/node_modules build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# No index, no folder and no command line of the machine that made them may get into the files.
LOCK = $(VENV)/lock/bin/pip-compile $(ARGS) --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

$(BIN)/python:
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'Python 3.11 or newer with venv is needed. On Debian and Ubuntu: apt-get install python3 python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# What builds packages comes first and is pinned too, so that nothing unpinned is ever fetched.
$(VENV)/build.stamp: requirements-build.txt $(BIN)/python
	$(HASHED) --requirement requirements-build.txt
	@touch $@

$(VENV)/project.stamp: $(VENV)/build.stamp pyproject.toml setup.py
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/run.stamp: requirements.txt $(VENV)/project.stamp
	$(HASHED) --requirement requirements.txt
	@touch $@

$(VENV)/development.stamp: requirements-dev.txt $(VENV)/project.stamp
	$(HASHED) --requirement requirements-dev.txt
	@touch $@

tests/clients/node_modules/.stamp: tests/clients/package.json tests/clients/package-lock.json
	npm ci --prefix tests/clients --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(VENV)/lock.stamp: $(BIN)/python
	$(BIN)/python -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --disable-pip-version-check -qq pip-tools==7.6.2
	@touch $@
