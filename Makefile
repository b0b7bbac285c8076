# Everything a newcomer types. `make run` and `make test` set everything up by themselves.
PY     ?= $(shell command -v python3.11 || command -v python3)
BIN    := .venv/bin
UV     := 0.13.9
NPM    := $(shell command -v npm || echo $(CURDIR)/$(BIN)/npm)
export PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help setup run test lint sure fix demo pictures bench

help:            ## what can be done
	@grep -E '^[a-z]+: .*##|^[a-z]+: +##' $(MAKEFILE_LIST) | sed -E 's/:.*## */\t/' | expand -t 10

setup: .venv/.ok static/vendor/.ok ## everything that is needed, once

run: setup ## the site at http://127.0.0.1:$(PORT) with demo data
	@HACK_DEMO=1 $(BIN)/hack run --demo

test: setup ## all tests: on SQLite, on PostgreSQL, and in a real browser
	$(BIN)/pytest -n 2 --dist worksteal
	$(BIN)/python -m tests.on_postgres -n 2 --dist worksteal
	$(BIN)/pytest -n 2 --maxschedchunk 1 -m e2e

lint: setup ## what the tools say of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/bandit -q -c pyproject.toml -r hack
	$(BIN)/lint-imports

sure: test lint ## all that is asked before work is handed in

fix: setup ## put code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/hack docs

demo: setup ## the demo data again, in a fresh database
	$(BIN)/hack demo --fresh

pictures: setup ## the pictures of the guide, taken anew from the demo data
	$(BIN)/python -m scripts.guide_pictures

bench: setup ## how fast it is with 10,000 needs and 50,000 seeds
	$(BIN)/python -m bench.pages

.venv/.ok: requirements.lock setup.cfg
	@echo "準備しています(1分ほどかかります)…"
	@$(PY) -m venv .venv
	@$(BIN)/pip install -q --disable-pip-version-check uv==$(UV)
	@$(BIN)/uv pip sync -q --require-hashes --compile-bytecode --python $(BIN)/python requirements.lock
	@$(BIN)/uv pip install -q --no-deps --python $(BIN)/python -e .
	@touch $@

static/vendor/.ok: package-lock.json scripts/copy-assets.mjs .venv/.ok
	@command -v npm >/dev/null || $(BIN)/uv pip install -q --require-hashes --python $(BIN)/python -r requirements-node.lock
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@PATH="$(CURDIR)/$(BIN):$$PATH" node scripts/copy-assets.mjs
	@touch $@
