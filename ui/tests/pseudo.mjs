import { readFile } from 'node:fs/promises'

/** A plugin that puts pseudo words in the place of the English ones. */
export function pseudoWords() {
  return {
    name: 'pseudo-words',
    enforce: 'pre',
    async load(id) {
      const [path, query] = id.split('?')
      if (query !== 'raw' || !/\/en\/[\w-]+\.ftl$/.test(path)) return null
      return `export default ${JSON.stringify(pseudo(await readFile(path, 'utf8')))}`
    },
  }
}

/** The messages of a Fluent file with accents, in brackets, and 40 % longer. */
export function pseudo(text) {
  return text
    .split('\n')
    .map((line) => {
      if (/^#|->\s*$|^\s*\}?\s*$/.test(line)) return line
      const [, head, value] = /^([a-z][\w-]* =\s*|\s+\*?\[[\w-]+\]\s*|\s+)(.*)$/.exec(line) ?? []
      return value ? head + longer(value) : line
    })
    .join('\n')
}

function longer(value) {
  // What stands in braces is not text.
  const accented = value.replace(/\{[^}]*\}|[a-zA-Z]/g, (part) => ACCENTED[part] ?? part)
  const letters = value.replace(/\{[^}]*\}/g, '').length
  const more = 'ő lóng ẃórd äñd '.repeat(Math.ceil((letters * 0.4) / 16)).slice(0, Math.ceil(letters * 0.4))
  return `⟦${accented} ${more.trim()}⟧`
}

const ACCENTED = Object.fromEntries(
  [...'aáeéiíoőuűcčnñsśyýAÁEÉIÍOŐUŰCČNÑSŚYÝ'.matchAll(/(\w)(.)/gu)].map(([, plain, accented]) => [plain, accented]),
)
