// Fails if a document names a file or folder of this repository that does not exist, or a file that does not contain a
// name given after it: `path/of/a/file`, or `path/of/a/file` (`name`, `another name`). Blocks of code are not looked at.
//
//   node scripts/named-paths.mjs docs/architecture.md docs/glossary.md docs/design/*.md

import { existsSync, readFileSync } from 'node:fs'

const PATH = /`((?:[\w.-]+\/)+[\w.-]*)`(?:\s+\(((?:`[^`]+`(?:,\s+)?)+)\))?/g

let named = 0
const missing = []
for (const document of process.argv.slice(2)) {
  const text = readFileSync(document, 'utf8').replace(/^```[^]*?^```/gm, '')
  for (const [, path, names] of text.matchAll(PATH)) {
    named += 1
    if (!existsSync(path)) missing.push(`${document} names ${path}, which does not exist`)
    else if (names) missing.push(...absent(path, names).map((name) => `${document} names ${name}, which is not in ${path}`))
  }
}
if (named === 0) missing.push('no path is named')
if (missing.length > 0) {
  console.error(missing.join('\n'))
  process.exit(1)
}

/** The names in backticks that are no word of the file. */
function absent(path, names) {
  const text = readFileSync(path, 'utf8')
  return [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name).filter((name) => !new RegExp(`\\b${name}\\b`).test(text))
}
