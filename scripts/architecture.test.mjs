import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

import { ARROWS, problems } from './architecture.mjs'

const ALLOWED = { low: [], high: ['low'] }

/** What is wrong in a tree of these files, where `crates/low` and `crates/high` have their manifests already. */
function found(files, arrows = ALLOWED, reserved = []) {
  const root = mkdtempSync(join(tmpdir(), 'architecture-'))
  const all = {
    'crates/low/Cargo.toml': '[package]\nname = "low"\n\n[dev-dependencies]\nhigh.workspace = true\n',
    'crates/low/src/lib.rs': '',
    'crates/high/Cargo.toml': '[package]\nname = "high"\n\n[dependencies]\nlow.workspace = true\n',
    'crates/high/src/main.rs': 'fn main() {}',
    ...files,
  }
  try {
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    return problems(root, arrows, reserved)
  } finally {
    rmSync(root, { recursive: true })
  }
}

const crate = (files) => found(Object.fromEntries(Object.entries(files).map(([name, text]) => [`crates/low/src/${name}`, text])))

test('a tree whose files and crates look one way passes', () => {
  const clean = crate({
    'lib.rs': 'mod a;\nmod b;\npub use a::A;',
    'a.rs': 'use crate::b::B;\npub struct A(B);',
    'b.rs': 'pub struct B;',
  })
  assert.deepEqual(clean, [])
})

test('a circle is found whether a use or a path closes it, and files and names are told', () => {
  const [first, ...more] = crate({
    'lib.rs': 'mod a;\nmod b;\nmod c;',
    'a.rs': 'use super::b::{B, other as o};\npub struct A(B);',
    'b.rs': 'pub struct B;\npub fn other() { crate::c::call() }',
    'c.rs': 'use crate::a;\npub fn call() { a::A::make() }',
  })
  assert.deepEqual(more, [])
  assert.deepEqual(first.split('\n'), [
    '3 files import each other in a circle:',
    '  crates/low/src/a.rs → crates/low/src/b.rs: B, other',
    '  crates/low/src/b.rs → crates/low/src/c.rs: call',
    '  crates/low/src/c.rs → crates/low/src/a.rs: make',
  ])
})

test('a name that was passed on belongs to the file that defines it', () => {
  const root = 'mod a;\nmod b;\npub use b::*;\npub use a::A;'
  const a = 'use crate::B;\npub struct A(B);'
  assert.deepEqual(crate({ 'lib.rs': root, 'a.rs': a, 'b.rs': 'pub struct B;' }), [])
  const back = crate({ 'lib.rs': root, 'a.rs': a, 'b.rs': 'pub struct B(crate::A);' })
  assert.match(back.join(), /b\.rs → crates\/low\/src\/a\.rs: A/)
})

test('a module and its child may import each other, but not through a third file', () => {
  const pair = {
    'lib.rs': 'mod a;\nmod b;',
    'a.rs': 'mod child;\npub struct A;\npub fn make() { child::fill() }',
    'a/child.rs': 'use super::A;\npub fn fill() -> A { A }',
    'b.rs': '',
  }
  assert.deepEqual(crate(pair), [])
  const third = crate({
    ...pair,
    'a/child.rs': 'use super::A;\nuse crate::b::B;\npub fn fill() {}',
    'b.rs': 'pub struct B(crate::a::A);',
  })
  assert.match(third.join(), /3 files/)
})

test('comments, texts and tests import nothing', () => {
  const quiet = crate({
    'lib.rs': 'mod a;\nmod b;',
    'a.rs': 'use crate::b::B;\npub struct A;',
    'b.rs': `
      pub struct B;
      // crate::a::A
      /* crate::a::A /* nested */ crate::a::A */
      const TEXT: [&str; 3] = ["crate::a::A \\" crate::a::A", r#"" crate::a::A"#, "'"];
      const QUOTE: char = '"';
      fn lifetime<'a>(text: &'a str) -> &'a str { text }
      #[cfg(test)]
      use crate::a::{A};
      #[cfg(test)]
      mod tests { use crate::a::A; mod inner {} }
    `,
  })
  assert.deepEqual(quiet, [])
})

test('code after a test and inside of modules in the same file is read', () => {
  const circle = crate({
    'lib.rs': 'mod a;\nmod b;',
    'a.rs': 'use crate::b::B;\npub struct A;',
    'b.rs': 'pub struct B;\n#[cfg(test)]\nfn only() { let x = [1; 2]; }\nmod inner { use super::super::a::A; }',
  })
  assert.match(circle.join(), /b\.rs → crates\/low\/src\/a\.rs: A/)
})

test('a wrong arrow is found, however the manifest spells it', () => {
  const manifest = (dependency) => ({ 'crates/low/Cargo.toml': `[package]\nname = "low"\n\n${dependency}\n` })
  for (const dependency of [
    '[dependencies]\nhigh.workspace = true',
    '[dependencies]\nhigh = { path = "../high" }',
    '[dependencies]\nother = { package = "high", path = "../high" }',
    '[dependencies.high]\nworkspace = true',
    "[target.'cfg(unix)'.dependencies]\nhigh.workspace = true",
    '[build-dependencies]\nhigh.workspace = true',
  ]) {
    assert.deepEqual(found(manifest(dependency)), ['low must not depend on high'], dependency)
  }
})

test('what is kept for one crate is found in another', () => {
  const reserved = [{ name: /^tauri/, only: 'high' }]
  const tauri = '\n[dependencies]\ntauri.workspace = true\n'
  const low = { 'crates/low/Cargo.toml': `[package]\nname = "low"\n${tauri}` }
  assert.deepEqual(found(low, ALLOWED, reserved), ['low must not depend on tauri: only high may'])
  const high = { 'crates/high/Cargo.toml': `[package]\nname = "high"\n${tauri}` }
  assert.deepEqual(found(high, ALLOWED, reserved), [])
})

test('the list knows every crate, and its own arrows lead one way', () => {
  assert.match(found({}, { low: [] }).join(), /high is missing/)
  assert.match(found({}, { low: ['high'], high: [] }).join(), /high, which does not stand above/)
  assert.doesNotMatch(found({}, ARROWS).join(), /does not stand above/)
})

test('a circle of the user interface is found', () => {
  const ui = (back) =>
    found({
      'ui/src/App.svelte': '<script lang="ts">\n  import { row } from \'./lib/row.ts\'\n</script>',
      'ui/src/lib/row.ts': "import type {\n  Part,\n} from './part.ts'\nexport const row = 1",
      'ui/src/lib/part.ts': `${back}\nexport interface Part {}`,
    })
  assert.deepEqual(ui("// import { row } from './row.ts'"), [])
  for (const back of [
    "import { row } from './row.ts'",
    "export { row } from './row.ts'",
    "import './row.ts'",
    "const later = () => import('./row.ts')",
  ]) {
    assert.match(ui(back).join(), /part\.ts → ui\/src\/lib\/row\.ts/, back)
  }
})
