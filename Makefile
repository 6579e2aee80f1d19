# Every target is one short script or command, so that it can be run by hand as well.
.DEFAULT_GOAL := help
.PHONY: help run test lint format bench fuzz check-windows check-macos test-windows package screenshots clean

# A shell that has not been opened anew since Rust was installed does not know cargo yet.
export PATH := $(PATH):$(HOME)/.cargo/bin

help: ## show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-15s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## install what is missing, build, and open the app
	@scripts/run.sh

test: ## every test: Rust, end to end, user interface, real window
	@scripts/test.sh

lint: ## formatting, clippy, types, lint, dependencies; a warning fails
	@scripts/lint.sh

format: ## format everything that `make lint` looks at
	@scripts/format.sh

bench: ## measure, and print the figures beside keepassxc-cli
	@scripts/bench.sh

fuzz: ## each fuzz target for FUZZ_SECONDS (60)
	@scripts/fuzz.sh

check-windows: ## compile and lint everything as for Windows
	@scripts/check-windows.sh

check-macos: ## compile and lint everything as for macOS
	@scripts/check-macos.sh

test-windows: ## run the tests of core and command line as Windows programs, under Wine
	@scripts/test-windows.sh

package: ## an installable package of the app and the command line
	@scripts/package.sh

screenshots: ## retake the README's screenshots
	@scripts/screenshots.sh

clean: ## remove everything that was built
	cargo clean
	rm -rf node_modules ui/dist ui/node_modules tests/window/node_modules
