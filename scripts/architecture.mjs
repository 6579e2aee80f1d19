// Fails when files of a crate, or of the user interface, import each other in a circle, and when a crate depends on one
// that it must not know.
//
//   node scripts/architecture.mjs [--report] [FOLDER]
//
// With `--report` it only prints what it finds.
//
// A file imports another when it names something that is defined there: in a `use`, or in a path. A parent that only
// declares its child (`mod child;`) or passes its names on (`pub use child::Name;`) does not import it, and who takes a
// name that was passed on imports the file that defines it. A module and a child of it may import each other, for they
// are one thing in two files; a circle that leads through a third file is one. Tests inside of files are not looked at.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The crates from the ground up. Each may depend on those that it names, all of which stand above it in this list. */
export const ARROWS = {
  'keyrack-memory': [],
  'keyrack-otp': [],
  'keyrack-paper': [],
  'keyrack-qr': [],
  'keyrack-words': [],
  'keyrack-system': ['keyrack-memory'],
  'keyrack-seal': ['keyrack-memory'],
  'keyrack-vault': ['keyrack-otp', 'keyrack-seal'],
  'keyrack-exchange': ['keyrack-otp'],
  'keyrack-store': [],
  'keyrack-team': ['keyrack-seal', 'keyrack-store', 'keyrack-vault'],
  'keyrack-app': [
    'keyrack-exchange',
    'keyrack-memory',
    'keyrack-otp',
    'keyrack-qr',
    'keyrack-seal',
    'keyrack-store',
    'keyrack-system',
    'keyrack-team',
    'keyrack-vault',
  ],
  'keyrack-reader': ['keyrack-app', 'keyrack-qr', 'keyrack-system'],
  'keyrack-cli': ['keyrack-app', 'keyrack-memory', 'keyrack-qr', 'keyrack-reader', 'keyrack-words'],
  'keyrack-keeper': [
    'keyrack-app',
    'keyrack-memory',
    'keyrack-paper',
    'keyrack-qr',
    'keyrack-reader',
    'keyrack-system',
    'keyrack-words',
  ],
  'keyrack-desktop': ['keyrack-keeper'],
}

/** What only one crate may depend on: the window's libraries, and those of the terminal. */
export const RESERVED = [
  { name: /^(tauri|wry|tao|gtk|webkit2gtk)(-|$)/, only: 'keyrack-desktop' },
  { name: /^(clap|rpassword)(_|-|$)/, only: 'keyrack-cli' },
]

/** Everything that is wrong in the tree under `root`, one text each. */
export function problems(root, arrows = ARROWS, reserved = RESERVED) {
  const crates = readCrates(root)
  const found = wrongArrows(crates, arrows, reserved)
  for (const crate of crates) {
    for (const start of crate.roots) found.push(...circles(rustImports(start), root))
  }
  const ui = join(root, 'ui/src')
  if (existsSync(ui)) found.push(...circles(scriptImports(ui), root))
  return found
}

// --- Crates and their arrows

function readCrates(root) {
  const folders = existsSync(join(root, 'crates'))
    ? readdirSync(join(root, 'crates')).map((name) => join(root, 'crates', name))
    : []
  return [root, ...folders]
    .filter((folder) => existsSync(join(folder, 'Cargo.toml')))
    .map(readCrate)
    .filter((crate) => crate.name)
}

function readCrate(folder) {
  const crate = { name: '', dependencies: new Set(), roots: [] }
  const roots = new Set(['src/lib.rs', 'src/main.rs'])
  let section = ''
  for (const line of readFileSync(join(folder, 'Cargo.toml'), 'utf8').split('\n')) {
    const header = line.match(/^\[+([^\]]+)\]+/)
    if (header) {
      section = header[1]
      const single = section.match(/(?:^|\.)(?:build-)?dependencies\.([\w-]+)$/)
      if (single && !section.startsWith('workspace.')) crate.dependencies.add(single[1])
      continue
    }
    const [, key, value] = line.match(/^([\w-]+)[^=]*=\s*(.*)$/) ?? []
    if (!key) continue
    if (section === 'package' && key === 'name') crate.name = unquoted(value)
    if (['lib', 'bin'].includes(section) && key === 'path') roots.add(unquoted(value))
    if (/^(target\..*\.)?(build-)?dependencies$/.test(section)) {
      crate.dependencies.add(value.match(/package\s*=\s*"([^"]+)"/)?.[1] ?? key)
    }
  }
  crate.roots = [...roots].map((path) => join(folder, path)).filter(existsSync)
  return crate
}

const unquoted = (value) => value.match(/^"([^"]*)"/)?.[1] ?? ''

function wrongArrows(crates, arrows, reserved) {
  const found = []
  const names = Object.keys(arrows)
  for (const [name, allowed] of Object.entries(arrows)) {
    for (const other of allowed) {
      if (!names.slice(0, names.indexOf(name)).includes(other)) {
        found.push(`${name} may depend on ${other}, which does not stand above it in the list of scripts/architecture.mjs`)
      }
    }
  }
  const own = new Set(crates.map((crate) => crate.name))
  for (const { name, dependencies } of crates) {
    if (!arrows[name]) {
      found.push(`${name} is missing in the list of scripts/architecture.mjs`)
      continue
    }
    for (const other of dependencies) {
      if (own.has(other) && !arrows[name].includes(other)) found.push(`${name} must not depend on ${other}`)
      const rule = reserved.find((rule) => rule.name.test(other))
      if (rule && rule.only !== name) found.push(`${name} must not depend on ${other}: only ${rule.only} may`)
    }
  }
  return found
}

// --- Rust

/** What the files of a crate import: file → file → names. `start` is its `lib.rs` or `main.rs`. */
function rustImports(start) {
  const crate = readModule(start, dirname(start), null, '')
  const imports = new Map()
  const visit = (module) => {
    for (const use of module.uses) {
      if (use.passesOn && !isNamed(module, use.alias)) continue
      for (const target of targets(crate, module, use.path)) add(imports, module.file, target, use.path.at(-1))
    }
    for (const path of inlinePaths(module)) {
      for (const target of targets(crate, module, path)) add(imports, module.file, target, path.at(-1))
    }
    module.children.forEach(visit)
  }
  visit(crate)
  return imports
}

/** Whether the code of a module needs a name that it passes on. */
const isNamed = (module, name) => name !== '*' && new RegExp(`\\b${name}\\b`).test(module.code)

function add(imports, from, to, name) {
  if (from === to) return
  if (!imports.has(from)) imports.set(from, new Map())
  const names = imports.get(from)
  names.set(to, (names.get(to) ?? new Set()).add(name))
}

/** A module with its children. `folder` is where the files of its children stand. */
function readModule(file, folder, parent, text) {
  const module = { file, folder, parent, children: new Map(), uses: [], defined: new Set(), code: '' }
  fill(module, withoutTests(stripped(text || readFileSync(file, 'utf8'))))
  return module
}

function fill(module, text) {
  let code = ''
  let at = 0
  const item = /\bmod\s+(\w+)\s*([;{])|((?:\bpub(?:\s*\([^)]*\))?\s+)?)\buse\s+([^;]+);/g
  for (let match; (match = item.exec(text));) {
    code += text.slice(at, match.index)
    const [, name, opening, visibility, tree] = match
    if (tree) {
      module.uses.push(...usePaths(tree).map((use) => ({ ...use, passesOn: visibility.trim() !== '' })))
    } else if (opening === ';') {
      module.children.set(name, childFile(module, name))
    } else {
      const end = closing(text, item.lastIndex - 1)
      const child = { ...module, parent: module, folder: join(module.folder, name) }
      Object.assign(child, { children: new Map(), uses: [], defined: new Set() })
      module.children.set(name, child)
      fill(child, text.slice(item.lastIndex, end))
      item.lastIndex = end + 1
    }
    at = item.lastIndex
  }
  module.code = code + text.slice(at)
  const definition = /\b(?:fn|struct|enum|union|trait|type|const|static|macro_rules!)\s+(?:mut\s+)?(\w+)/g
  for (const [, name] of module.code.matchAll(definition)) module.defined.add(name)
}

function childFile(parent, name) {
  const file = [join(parent.folder, `${name}.rs`), join(parent.folder, name, 'mod.rs')].find(existsSync)
  if (!file) throw new Error(`${parent.file}: there is no file for mod ${name}`)
  return readModule(file, join(parent.folder, name), parent, '')
}

/** The paths of a `use` tree, with the names under which they are known afterwards. */
function usePaths(tree, before = []) {
  const text = tree.trim()
  const brace = text.indexOf('{')
  if (brace >= 0) {
    const path = [...before, ...segments(text.slice(0, brace))]
    const inside = text.slice(brace + 1, text.lastIndexOf('}'))
    return atCommas(inside).flatMap((part) => usePaths(part, path))
  }
  const [whole, alias] = text.split(/\s+as\s+/)
  const path = [...before, ...segments(whole)]
  if (path.length > 1 && path.at(-1) === 'self') path.pop()
  return path.length > 0 ? [{ path, alias: alias ?? path.at(-1) }] : []
}

const segments = (path) =>
  path
    .split('::')
    .map((part) => part.trim())
    .filter(Boolean)

function atCommas(text) {
  const parts = ['']
  let depth = 0
  for (const character of text) {
    if (character === '{') depth += 1
    if (character === '}') depth -= 1
    if (character === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts.filter((part) => part.trim())
}

/** The paths that stand in the code and begin at a module. */
function inlinePaths(module) {
  const paths = []
  for (const [text] of module.code.matchAll(/(?<![\w:.]|:\s)\w+(?:\s*::\s*\w+)+/g)) {
    const path = segments(text)
    const isKnown = ['crate', 'self', 'super'].includes(path[0]) || named(module, path[0])
    if (isKnown) paths.push(path)
  }
  return paths
}

const named = (module, name) => module.children.has(name) || module.uses.some((use) => use.alias === name)

/** The files that define what a path names, as seen from a module; none where it leads out of the crate. */
function targets(crate, module, path, seen = new Set()) {
  let at = module
  let rest = [...path]
  if (rest[0] === 'crate') at = crate
  else if (rest[0] !== 'self' && rest[0] !== 'super' && !named(module, rest[0])) return []
  if (['crate', 'self'].includes(rest[0])) rest.shift()
  while (rest[0] === 'super') {
    at = at.parent ?? at
    rest.shift()
  }
  while (rest.length > 0) {
    const [name] = rest
    // What a name is passed on from may have the same name: `pub use child::child`.
    const key = `${at.file} ${at.folder} ${rest.join('::')}`
    if (seen.has(key)) return []
    seen.add(key)
    if (at.children.has(name)) {
      at = at.children.get(name)
      rest.shift()
      continue
    }
    if (name === '*' || at.defined.has(name)) return [at.file]
    const uses = at.uses.filter((use) => use.alias === name)
    if (uses.length > 0) return uses.flatMap((use) => targets(crate, at, [...use.path, ...rest.slice(1)], seen))
    const globs = at.uses.filter((use) => use.alias === '*')
    const behind = globs.flatMap((use) => targets(crate, at, [...use.path.slice(0, -1), ...rest], seen))
    return behind.length > 0 ? behind : at === module ? [] : [at.file]
  }
  // A module by itself is no import: what is taken out of it is.
  return []
}

/** Rust without comments, and with empty texts. */
function stripped(text) {
  let out = ''
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at, at + 4)
    const raw = /^(?:br|cr|r)(#*)"/.exec(text.slice(at, at + 40))
    if (rest.startsWith('//')) {
      at = end(text, '\n', at)
    } else if (rest.startsWith('/*')) {
      at = blockEnd(text, at)
    } else if (raw && !/\w/.test(text[at - 1] ?? '')) {
      at = end(text, `"${raw[1]}`, at + raw[0].length) + 1 + raw[1].length
      out += '""'
    } else if (rest[0] === '"') {
      for (at += 1; at < text.length && text[at] !== '"'; at += text[at] === '\\' ? 2 : 1);
      at += 1
      out += '""'
    } else if (rest[0] === "'") {
      const character = /^'(?:\\(?:u\{[^}]*\}|x..|.)|[^\\'])'/u.exec(text.slice(at, at + 14))
      at += character ? character[0].length : 1
      out += ' '
    } else {
      out += rest[0]
      at += 1
    }
  }
  return out
}

function end(text, mark, from) {
  const at = text.indexOf(mark, from)
  return at < 0 ? text.length : at
}

function blockEnd(text, from) {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith('/*', at)) {
      depth += 1
      at += 1
    } else if (text.startsWith('*/', at)) {
      depth -= 1
      at += 1
      if (depth === 0) return at + 1
    }
  }
  return text.length
}

/** Without the items that only tests have. */
function withoutTests(text) {
  const mark = /#\s*\[\s*cfg\s*\(\s*(?:test|all\s*\(\s*test\b[^\]]*)\s*\)\s*\]/g
  let out = ''
  let at = 0
  for (let match; (match = mark.exec(text));) {
    out += text.slice(at, match.index)
    at = itemEnd(text, mark.lastIndex)
    mark.lastIndex = at
  }
  return out + text.slice(at)
}

/** Where the item ends that begins, perhaps with attributes, at `from`. */
function itemEnd(text, from) {
  const isUse = /^\s*(?:#\s*\[[^\]]*\]\s*)*(?:pub(?:\s*\([^)]*\))?\s+)?use\b/.test(text.slice(from))
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === ';') return at + 1
    if ('([{'.includes(text[at])) {
      const close = closing(text, at)
      if (text[at] === '{' && !isUse) return close + 1
      at = close
    }
  }
  return text.length
}

function closing(text, opening) {
  let depth = 0
  for (let at = opening; at < text.length; at += 1) {
    if ('([{'.includes(text[at])) depth += 1
    if (')]}'.includes(text[at])) depth -= 1
    if (depth === 0) return at
  }
  return text.length
}

// --- TypeScript and Svelte

function scriptImports(folder) {
  const imports = new Map()
  for (const file of filesUnder(folder)) {
    const text = readFileSync(file, 'utf8')
    const statement = /^\s*(?:import|export)\b([^'"`;]*?)\bfrom\s*['"](\.[^'"]+)['"]|\bimport\s*\(?\s*['"](\.[^'"]+)['"]/gm
    for (const [, names, from, bare] of text.matchAll(statement)) {
      const path = resolve(dirname(file), (from ?? bare).replace(/\?.*$/, ''))
      const target = [path, `${path}.ts`, `${path}.svelte`, join(path, 'index.ts')].find(isFile)
      if (target) add(imports, file, target, (names ?? '').replace(/\s+/g, ' ').trim() || 'all of it')
    }
  }
  return imports
}

const isFile = (path) => existsSync(path) && statSync(path).isFile()

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesUnder(path)
    return /\.(ts|svelte)$/.test(entry.name) ? [path] : []
  })
}

// --- Circles

/** The groups of files that reach each other both ways, with the imports between them. */
function circles(imports, root) {
  // Between a module and what is inside of it, only one direction counts at a time.
  const isMutual = (file, other) => imports.get(other)?.has(file) ?? false
  const isPart = (file, other) => isInside(file, other) || (isRootOf(other, file) && isMutual(file, other))
  const down = knots(without(imports, isPart))
  const up = knots(without(imports, (file, other) => isPart(other, file)))
  const groups = [...down, ...up].sort((a, b) => b.length - a.length)
  const whole = groups.filter((files, at) => !groups.slice(0, at).some((more) => files.every((file) => more.includes(file))))
  return whole.map((files) => {
    const lines = [`${files.length} files import each other in a circle:`]
    for (const file of files) {
      for (const [other, names] of imports.get(file) ?? []) {
        if (!files.includes(other)) continue
        lines.push(`  ${relative(root, file)} → ${relative(root, other)}: ${[...names].sort().join(', ')}`)
      }
    }
    return lines.join('\n')
  })
}

/** Whether a file is that of a module inside of the one in another file: `a/b.rs` in `a.rs`. */
function isInside(file, other) {
  const folder = basename(other) === 'mod.rs' ? dirname(other) : other.replace(/\.rs$/, '')
  return file.startsWith(`${folder}/`) && file !== other
}

/** Everything is inside of the root of a crate, so that only what it imports itself is taken for a part of it. */
const isRootOf = (root, file) => /^(lib|main)\.rs$/.test(basename(root)) && dirname(root) === dirname(file)

function without(imports, isLeftOut) {
  return new Map([...imports].map(([file, others]) => [file, new Map([...others].filter(([other]) => !isLeftOut(file, other)))]))
}

/** Tarjan's strongly connected components of more than one file. */
function knots(imports) {
  const found = []
  const state = new Map()
  const stack = []
  const visit = (file) => {
    const own = { index: state.size, low: state.size, open: true }
    state.set(file, own)
    stack.push(file)
    for (const other of imports.get(file)?.keys() ?? []) {
      if (!state.has(other)) visit(other)
      const { low, open } = state.get(other)
      if (open) own.low = Math.min(own.low, low)
    }
    if (own.low !== own.index) return
    const files = stack.splice(stack.indexOf(file))
    for (const member of files) state.get(member).open = false
    if (files.length > 1) found.push(files.sort())
  }
  for (const file of imports.keys()) if (!state.has(file)) visit(file)
  return found
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2)
  const isReport = words.includes('--report')
  const found = problems(resolve(words.find((word) => word !== '--report') ?? '.'))
  for (const problem of found) console.error(problem)
  if (found.length > 0 && !isReport) process.exit(1)
}
