# Everything a checkout needs, one target each; CONTRIBUTING.md says more.
# Each target works alone on a fresh machine; a second run only does what has changed.

CUSTOMER := demo/customer
FILLED := demo/filled
CORPUS := ../shared/corpus/packages ../shared/corpus/questionnaires
OUT :=
KAITO := node_modules/.bin/kaito

.PHONY: help setup build page demo test test-rust test-cli test-page lint fmt bench corpus clean

help:
	@echo 'make setup | build | page | demo | test | lint | fmt | bench | corpus | clean'

setup:
	@scripts/setup.sh

# The wasm module by wasm-pack.toml, the semantic encoder where it can be fetched, then the command.
build: setup
	@cargo xtask build
	@cargo xtask encoder --if-possible
	@node_modules/.bin/tsc --project cli

# The page, checked and bundled into www/dist; with the semantic encoder where there is one.
page: build
	@npm run --silent build --workspace www

# Status 1 is the expected end of a fill: some questions are left for a person.
demo: build
	@$(KAITO) sample --out $(CUSTOMER)/
	@for workbook in $(CUSTOMER)/*.xlsx; do \
	  $(KAITO) fill "$$workbook" --out $(FILLED) --report --review-file || [ $$? -eq 1 ] || exit 2; \
	  $(KAITO) verify "$$workbook" "$(FILLED)/$$(basename "$$workbook")" || exit 2; \
	done

test: setup lint test-rust test-cli test-page

lint: setup
	cargo fmt --all --check
	cargo clippy --quiet --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS='-D warnings' cargo doc --quiet --workspace --no-deps

# nextest where it is installed; it does not run the examples in the documentation.
test-rust: setup
	@if cargo nextest --version >/dev/null 2>&1; then \
	  cargo nextest run --workspace && cargo test --workspace --doc; \
	else \
	  cargo test --workspace; \
	fi

test-cli: build
	node --test --test-concurrency=2 cli/test/

# In Chromium; skipped, and said so, where there is none.
test-page: page
	@npm run --silent test --workspace www

fmt:
	cargo fmt --all

bench: page
	node benches/run.mjs
	node benches/inspect.mjs
	npm run --silent bench --workspace www

# Round trip over every file of some folders; by default those of ../shared/corpus, where it is at hand.
corpus: setup
	@if [ -n "$(firstword $(wildcard $(CORPUS)))" ]; then \
	  cargo run --quiet --profile task --example corpus -- $(CORPUS) $(if $(OUT),--out $(OUT)); \
	else \
	  echo 'skipped: $(CORPUS) is absent'; \
	fi

clean:
	rm -rf target build demo cli/dist cli/wasm www/dist node_modules .cache
