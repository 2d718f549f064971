# Two commands for a fresh machine: `make demo` and `make test`. Both create .venv first and may be run again.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
OUT := out

.PHONY: demo test lint types floors fmt bench docs clean help
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP): pyproject.toml constraints.txt
	@echo "== creating $(VENV) and installing summarizer with its tools (once)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(STAMP) ## fill the form for the fixture reports, offline, into out/
	@echo "== filling the form for fixtures/reports, offline, with the rules engine"
	@$(BIN)/summarizer fill fixtures/reports/*.txt --out $(OUT) --format json,md,html; code=$$?; \
	if [ $$code -gt 1 ]; then exit $$code; fi; \
	echo "== reviews are in $(OUT)/ (open $(OUT)/*.review.html in a browser)"

lint: $(STAMP) ## style
	@echo "== ruff"
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP) ## types
	@echo "== mypy --strict"
	$(BIN)/mypy

floors: $(STAMP) ## import contracts
	@echo "== import contracts"
	$(BIN)/lint-imports --no-cache

test: lint types floors ## everything that must hold before a change lands
	@echo "== tests"
	$(BIN)/pytest -n 2

fmt: $(STAMP) ## format the code
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

clean: ## remove what the targets made
	rm -rf $(VENV) $(OUT) build dist
