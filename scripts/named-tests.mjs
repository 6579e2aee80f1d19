// Fails if a document names a test that is not there: `path/of/a/file` (`name`, `another name`).
//
//   node scripts/named-tests.mjs docs/threat-model.md

import { existsSync, readFileSync } from 'node:fs'

const NAMED = /`([\w./-]+\.(?:rs|mjs|ts))`\s+\(((?:`[^`]+`(?:,\s+)?)+)\)/g

let named = 0
const missing = []
for (const document of process.argv.slice(2)) {
  for (const [, file, names] of readFileSync(document, 'utf8').matchAll(NAMED)) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    for (const name of [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name.replace(/\s+/g, ' '))) {
      named += 1
      const is = file.endsWith('.rs') ? text.includes(`fn ${name}(`) : text.includes(`test('${name}'`)
      if (!is) missing.push(`${document} names ${file}: ${name}`)
    }
  }
}
if (named === 0) missing.push('no test is named')
if (missing.length > 0) {
  console.error(missing.join('\n'))
  process.exit(1)
}
