import { FluentResource } from '@fluent/bundle'
import { expect, test } from 'vitest'

const texts = import.meta.glob<string>('../../../assets/locales/*/window.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const sources = import.meta.glob<string>('../**/*.{svelte,ts}', { query: '?raw', import: 'default', eager: true })

/** The messages of a language by id, each with the variables that it uses. */
const locales = Object.entries(texts).map(([path, text]) => {
  const messages = new Map<string, string[]>()
  for (const { id, value } of new FluentResource(text).body) {
    const variables = JSON.stringify(value).matchAll(/"type":"var","name":"(\w+)"/g)
    messages.set(id, [...new Set([...variables].map((match) => match[1]!))].sort())
  }
  return { path, text, messages }
})
const english = locales.find(({ path }) => path.includes('/en/'))!.messages

test.each(locales)('$path has the messages and variables of the English one', ({ messages }) => {
  expect(Object.fromEntries(messages)).toEqual(Object.fromEntries(english))
})

test.each(locales)('$path has no line that Fluent cannot read', ({ text, messages }) => {
  expect(text.match(/^[a-z][\w-]* =/gm)).toHaveLength(messages.size)
})

test('the window uses each message, and no other', () => {
  const code = Object.entries(sources)
    .filter(([path]) => !path.endsWith('.test.ts'))
    .map(([, text]) => text)
    .join('\n')
  const used = [...code.matchAll(/words\(\s*'([\w-]+)'/g)].map((match) => match[1]!)
  // What goes wrong is named by the program behind the window.
  const own = [...english.keys()].filter((id) => !/^(err|fix|window-fix)-/.test(id))
  expect([...new Set(used)].sort()).toEqual(own.sort())
})
