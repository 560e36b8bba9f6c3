# LayerLaw: `make help` lists the targets.

SWIFT ?= swift
# One configuration for the tests: optimised, because the numeric tests are several times slower
# without, with `@testable` allowed.
TEST_FLAGS = -c release -Xswiftc -enable-testing --scratch-path .build/tests
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help demo test lint format build benchmark benchmark-special clean dependencies

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: dependencies ## build, run the demonstration, and name the files it wrote in ./demo
	$(SWIFT) build -c release --product layerlaw
	@sh Docs/Demo/run.sh

test: dependencies ## build everything once, optimised, and run all tests
	$(SWIFT) build --build-tests $(TEST_FLAGS)
	$(SWIFT) test --skip-build $(TEST_FLAGS)

lint: ## check the format of the sources
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format: ## put the sources in the format that lint checks
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

build: dependencies ## build the command-line tool, optimised: .build/release/layerlaw
	$(SWIFT) build -c release --product layerlaw

benchmark: build ## time the exact moments beside other systems
	$(PYTHON) Benchmarks/moments.py

benchmark-special: dependencies ## time special functions and integrals beside other systems
	$(PYTHON) Benchmarks/special.py

clean: ## remove everything that was built or written
	rm -rf .build Benchmarks/.build demo

dependencies:
	@sh .ci/install-dependencies
