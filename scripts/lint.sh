#!/usr/bin/env bash
# Formatting, clippy, types and lint of the user interface, of scripts and of documents, circles of imports, advisories
# and licences of dependencies. A warning fails.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/prepare.sh app
for script in scripts/*.sh .ci/run; do
  bash -n "$script"
done
cargo fmt --all --check
scripts/lint-tools.sh
# The app embeds the built user interface, so that has to exist before clippy can look at the app.
scripts/build-ui.sh
npm --prefix ui run check
npm run lint
node scripts/named-tests.mjs docs/threat-model.md
node scripts/named-paths.mjs docs/architecture.md docs/glossary.md docs/design/*.md
node scripts/architecture.mjs
cargo clippy --workspace --all-targets -- --deny warnings
# Without a copy of what is known about unsound and unmaintained crates, the rest is looked at all the same.
if ! command -v cargo-deny >/dev/null; then
  echo "SKIPPED: advisories, licences and sources of the dependencies (cargo install --locked cargo-deny)"
elif cargo deny fetch db 2>/dev/null; then
  cargo deny check --hide-inclusion-graph
else
  cargo deny check --hide-inclusion-graph bans licenses sources
  echo "SKIPPED: advisories about the dependencies, for their database cannot be had"
fi
