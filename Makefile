# Each target is one plain command; README.md lists them for a person who has no make.
PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin
LIBRARY_LOCK := hooks/openshelf/starter/requirements.txt
COMPILE = CUSTOM_COMPILE_COMMAND="make lock" .venv/lock/bin/pip-compile --quiet --generate-hashes --strip-extras \
  --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
export NO_MKDOCS_2_WARNING := 1  # a banner of the theme about another program

.DEFAULT_GOAL := site
.PHONY: site publish serve check test test-all test-python lint links bench format lint-fix schemas messages lock install clean

site: install  ## check the library, build it, and put it into site/
	$(BIN)/openshelf build

publish: install  ## make site/ as CI publishes it: with a report and a list of sums
	$(BIN)/openshelf publish

serve: install  ## show the site here and follow every change
	$(BIN)/mkdocs serve

check: install  ## say what is wrong in the library
	$(BIN)/openshelf check

test: lint  ## lint, types, and the tests of the generator, those in a browser too
	browser=$$($(BIN)/python tests/browser/find_browser.py) && \
	OPENSHELF_BROWSER="$$browser" $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --durations=25

test-all: lint  ## the same with new samples and many of them, long runs, and what other programs say
	browser=$$($(BIN)/python tests/browser/find_browser.py) && \
	OPENSHELF_BROWSER="$$browser" $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --durations=25 \
	  -m "" --hypothesis-profile=long

test-python: install  ## the tests that need no browser and no linter, for other versions of Python
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --ignore=tests/browser

lint: install  ## style and types of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

links: site  ## follow every link inside the built site over HTTP, and compare with what verify finds
	$(BIN)/python tests/links.py

bench: site  ## measure the numbers that docs/ promises
	$(BIN)/python tests/bench/run.py
	$(BIN)/python tests/bench/readers.py
	$(BIN)/python tests/bench/quality.py
	$(BIN)/python tests/this_library/report.py
	$(BIN)/python tests/bench/links_inside.py
	$(BIN)/python tests/bench/links.py

format: install  ## write the content in one form
	$(BIN)/openshelf format

lint-fix: install  ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schemas: install  ## write schemas/ and the page of rules from the code
	$(BIN)/openshelf schemas
	$(BIN)/openshelf rules

messages: install  ## gather the words of the interface for translation
	$(BIN)/openshelf messages

lock: .venv/lock  ## choose the versions in requirements.txt anew, and list those that a library installs
	$(COMPILE) --upgrade --all-extras --output-file requirements.txt pyproject.toml
	cp requirements.txt $(LIBRARY_LOCK)
	$(COMPILE) --output-file $(LIBRARY_LOCK) pyproject.toml  # keeps the versions that it finds there

clean:  ## remove what was built; .venv stays, and so does a site/ that openshelf did not make
	PYTHONPATH=hooks $(PYTHON) -B -m openshelf.core.site_folder site .site-fresh .site-old .cache/last-site
	@if [ ! -L .cache ]; then rm -f .cache/link-inventory.json .cache/links-journal.jsonl .cache/build.sqlite .cache/.gitignore; fi
	@if [ -d .cache ] && [ ! -L .cache ]; then rmdir .cache 2>/dev/null || true; fi
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis hooks/openshelf.egg-info

# The environment: what requirements.txt names, each file checked against its hash; then this package on top.
install: .venv/installed

.venv/installed: .venv/locked pyproject.toml
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m pip check
	@touch $@

.venv/locked: requirements.txt
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@

.venv/lock:
	$(PYTHON) -m venv $@
	$@/bin/python -m pip install --quiet --disable-pip-version-check 'pip-tools>=7.6,<8'
