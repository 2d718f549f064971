# Two commands for a fresh machine: `make demo` and `make test`. Both create .venv first and may be run again.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
OUT := out
SECONDS := 60
TARGETS :=

.PHONY: demo test coverage fuzz test-local-model test-browser test-cluster lint types floors fmt docs bench clean help
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP): pyproject.toml constraints.txt
	@echo "== creating $(VENV) and installing summarizer with its tools (once)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(STAMP) ## fill the form for the fixture reports, offline, into out/, and show one
	@echo "== filling the form for fixtures/reports, offline, with the rules engine"
	@$(BIN)/summarizer fill fixtures/reports/*.txt --quiet --out $(OUT) --format json,md,html || [ $$? -eq 1 ]
	@echo "== one of them filled anew from recorded answers of a careless model: what is wrong comes first"
	@$(BIN)/summarizer fill fixtures/reports/101_township.txt --engine replay \
	  --recording fixtures/replies/recorded.jsonl --out $(OUT)/careless --format json,md,html || [ $$? -eq 1 ]
	@echo "== reviews are in $(OUT)/ and $(OUT)/careless/ (open a *.review.html in a browser)"

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
	$(BIN)/pytest -n 2 -m "not browser and not cluster"

coverage: $(STAMP) ## the tests again, with the share of lines and branches that they run
	@echo "== coverage, processes of the command line counted"
	$(BIN)/pytest -n 2 -m "not browser and not cluster" --cov --cov-report=term

fuzz: $(STAMP) ## fuzz what reads strangers' text and files; SECONDS=600 TARGETS="html pdf" for longer, or for some
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,fuzz]'
	@mkdir -p out/fuzz; cd tests; python="../$(BIN)/python"; for target in $(or $(TARGETS),$$($$python -m fuzz)); do \
	  echo "== $$target, $(SECONDS) s"; log=../out/fuzz/$$target.log; \
	  $$python -m fuzz $$target --seconds $(SECONDS) >$$log 2>&1 || { tail -25 $$log; exit 1; }; \
	  grep -a "^stat::number" $$log; \
	done

test-browser: $(STAMP) ## the pages in a real browser; needs chromium and fonts-noto-cjk
	@echo "== pages in chromium"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,browser]'
	$(BIN)/pytest -m browser tests/browser

test-cluster: $(STAMP) ## a batch on a Ray cluster of two nodes on this machine
	@echo "== installing ray and running batches on two nodes"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,ray]'
	$(BIN)/pytest -m cluster tests/test_cluster.py

docs: $(STAMP) ## renew the outputs that the docs show, and the library reference
	$(BIN)/python tests/library.py
	$(BIN)/python tests/console.py README.md README.zh-CN.md $(wildcard docs/*.md)

bench: $(STAMP) ## say what each benchmark measures, and run the quick ones
	@for file in $$(grep -l '^if __name__' benchmarks/*.py); do \
	  printf '%-26s %s\n' $$file "$$(head -1 $$file | tr -d '"')"; done
	@echo "== amounts found in the fixture reports (docs/benchmarks/figures.md has the peers)"
	@$(BIN)/python benchmarks/figures.py --only summarizer
	@echo "== claims judged, made from the gold figures"
	@$(BIN)/python benchmarks/crosscheck.py --only summarizer
	@echo "== where the time of a fill goes"
	@$(BIN)/python benchmarks/stages.py

test-local-model: $(STAMP) ## the model engine on a real llama.cpp server (builds it once, ten minutes)
	@echo "== installing llama.cpp's server and running the engine on a model of random weights"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[local-model]'
	$(BIN)/pytest -s tests/test_local_model.py

fmt: $(STAMP) ## format the code
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

clean: ## remove what the targets made
	rm -rf $(VENV) $(OUT) build dist .ruff_cache .mypy_cache .pytest_cache .hypothesis
