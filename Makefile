# Every target sets up what it needs; Python 3.11 or newer and Java 17 are all that must be there.
# `make` alone lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENVS ?= .venv
PYTEST_ARGS ?=

# One environment per Spark line, each under the Python that its version of Glue has, where there is one.
SPARK_4.1 := 4.1.1
SPARK_3.5 := 3.5.6
PYTHONS_4.1 := 3.13 3.12 3.11
PYTHONS_3.5 := 3.11 3.12 3.13

BIN_4.1 := $(VENVS)/spark-4.1/bin
BIN_3.5 := $(VENVS)/spark-3.5/bin
READY_4.1 := $(VENVS)/spark-4.1/.ready
READY_3.5 := $(VENVS)/spark-3.5/.ready

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z0-9.-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: setup
setup: $(READY_4.1) $(READY_3.5) ## Make both environments, .venv/spark-4.1 (Glue 6.0) and .venv/spark-3.5 (Glue 5.1)

.PHONY: demo
demo: $(READY_4.1) ## Run a Glue job on sample data and show what went in and what came out
	@rm -rf .etl/s3/sample-data .etl/s3/demo
	mkdir -p .etl/s3/sample-data
	cp -R sample_data/*/ .etl/s3/sample-data/
	$(BIN_4.1)/etl run jobs/countries.py --JOB_NAME countries --input s3://sample-data/ --output s3://demo/
	@echo; echo "Written to .etl/s3/demo, which is s3://demo/:"
	@cd .etl/s3/demo && find . -type f | sed 's|^\./||; s|/[^/]*$$||' | sort | uniq -c

.PHONY: test
test: $(READY_4.1) $(READY_3.5) ## Run the tests on both Spark lines, side by side
	@$(MAKE) --no-print-directory --keep-going --jobs=2 test-4.1 test-3.5

.PHONY: test-4.1 test-3.5
test-4.1: $(READY_4.1) ## Run the tests on Spark 4.1 (PYTEST_ARGS="tests/frame -k join" runs some)
test-3.5: $(READY_3.5) ## Run the tests on Spark 3.5
test-4.1 test-3.5: test-%:
	$(VENVS)/spark-$*/bin/pytest -q -o cache_dir=.pytest_cache/$* --durations=15 $(PYTEST_ARGS) 2>&1 | sed -u 's/^/$*  /'

.PHONY: bench
bench: $(READY_4.1) ## Run the benchmarks: ratios against plain Spark
	$(BIN_4.1)/python -m benchmarks

.PHONY: lint
lint: $(READY_4.1) ## Check style, format and types
	$(BIN_4.1)/ruff check .
	$(BIN_4.1)/ruff format --check .
	$(BIN_4.1)/mypy
	$(BIN_4.1)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

.PHONY: format
format: $(READY_4.1) ## Format the code and mend what can be mended
	$(BIN_4.1)/ruff check --fix-only .
	$(BIN_4.1)/ruff format .

.PHONY: clean
clean: ## Remove the environments and everything built; .etl stays
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENVS)/spark-%/.ready: pyproject.toml
	@java -version 2>/dev/null || { echo "Java 17 is needed: install a JDK or JRE, or put java on the PATH." >&2; exit 1; }
	@python=$$(.ci/find-python $(PYTHONS_$*)); \
	echo "Making $(VENVS)/spark-$* with $$("$$python" --version) and Spark $(SPARK_$*) (once) ..."; \
	test -x $(VENVS)/spark-$*/bin/pip || "$$python" -m venv $(VENVS)/spark-$*
	@$(VENVS)/spark-$*/bin/pip install --quiet --disable-pip-version-check "pyspark==$(SPARK_$*)" -e ".[dev]"
	@touch $@
