import { FluentResource } from '@fluent/bundle'
import { describe, expect, test } from 'vitest'

const texts = import.meta.glob<string>('../../../assets/locales/*/*.ftl', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const sources = import.meta.glob<string>('../**/*.{svelte,ts}', { query: '?raw', import: 'default', eager: true })
const rust = import.meta.glob<string>('../../../crates/{app,keeper}/src/**/*.rs', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The files of words that only the windows show; the command line has others, and some that both show. */
const SHOWN = ['window', 'setup', 'add', 'import', 'backup', 'settings', 'office', 'joining', 'leaving']

interface Locale {
  tag: string
  file: string
  text: string
  /** The messages by id, each with the variables that it uses. */
  messages: Map<string, string[]>
}

const locales = Object.entries(texts).map(([path, text]): Locale => {
  const [tag, name] = path.split('/').slice(-2) as [string, string]
  const messages = new Map<string, string[]>()
  for (const { id, value } of new FluentResource(text).body) {
    const variables = JSON.stringify(value).matchAll(/"type":"var","name":"(\w+)"/g)
    messages.set(id, [...new Set([...variables].map((match) => match[1]!))].sort())
  }
  return { tag, file: name.replace('.ftl', ''), text, messages }
})
const english = locales.filter(({ tag }) => tag === 'en')

describe.each(locales)('$tag/$file.ftl', ({ tag, file, text, messages }) => {
  test('has the messages and variables of the English file', () => {
    const first = english.find((locale) => locale.file === file)
    expect(Object.fromEntries(messages)).toEqual(Object.fromEntries(first?.messages ?? []))
  })

  test('has no line that Fluent cannot read', () => {
    expect(text.match(/^[a-z][\w-]* =/gm)).toHaveLength(messages.size)
  })

  test('has no message that another file of the windows has', () => {
    const others = locales.filter((other) => other.tag === tag && other.file !== file && isShown(other) && isShown({ file }))
    expect(others.flatMap((other) => [...other.messages.keys()].filter((id) => messages.has(id)))).toEqual([])
  })

  test('names none of the words that only makers of such programs know', () => {
    const shown = isShown({ file }) ? text.replace(/^#.*|\{[^}]*\}/gm, '') : ''
    expect(shown).not.toMatch(/\b(seed|recipient|payload|ciphertext|base32)\b/i)
  })
})

test('the windows use each message, and no other', () => {
  const code = Object.entries(sources)
    .filter(([path]) => !path.includes('.test.'))
    .map(([, text]) => text)
    .join('\n')
  const own = english.filter(isShown).flatMap(({ messages }) => [...messages.keys()])
  // What goes wrong and what was found are named by the program behind the window.
  const told = /^(err|fix|window-err|window-fix|notice|note)-/
  const literals = new Set([...code.matchAll(/'([a-z][a-z0-9]*(?:-[a-z0-9]+)*)'/g)].map((match) => match[1]!))
  const begun = [...code.matchAll(/`([a-z][a-z-]*-)\$\{|\bwordsOf\('([a-z-]+)'/g)].map((match) => match[1] ?? `${match[2]}-`)
  const used = (id: string) => literals.has(id) || begun.some((begin) => id.startsWith(begin))
  expect(own.filter((id) => !told.test(id) && !used(id))).toEqual([])

  const known = new Set(english.flatMap(({ messages }) => [...messages.keys()]))
  const said = [...code.matchAll(/\bwords\(\s*'([\w-]+)'/g)].map((match) => match[1]!)
  expect([...new Set(said)].filter((id) => !known.has(id))).toEqual([])
})

test('an alarm that names a command says it in the window in another way', () => {
  const messages = english.flatMap(({ text }) => [...new FluentResource(text).body])
  const known = new Set(messages.map(({ id }) => id))
  const named = messages.filter(({ id, value }) => id.startsWith('alarm-') && /“keyrack |--[a-z]/.test(JSON.stringify(value)))
  expect(named.map(({ id }) => id)).toContain('alarm-office-gone')
  expect(named.filter(({ id }) => !known.has(`window-${id}`)).map(({ id }) => id)).toEqual([])
})

test('each failure of the program has words for what happened and for what to do', () => {
  const known = new Set(
    english.filter((locale) => locale.file === 'errors' || isShown(locale)).flatMap(({ messages }) => [...messages.keys()]),
  )
  const codes = Object.entries(rust)
    .filter(([path]) => /\/(app\/src\/error|keeper\/src\/views\/failure)\.rs$/.test(path))
    .flatMap(([, text]) => [...text.matchAll(/^ +[A-Z]\w* = "([a-z_]+)",$/gm)].map((match) => match[1]!))
  expect(codes).toContain('wrong_password')
  expect(codes).toContain('kit_differs')
  const missing = [...new Set(codes)].flatMap((code) => {
    const name = code.replaceAll('_', '-')
    const next = known.has(`fix-${name}`) || known.has(`window-fix-${name}`)
    return [...(known.has(`err-${name}`) ? [] : [`err-${name}`]), ...(next ? [] : [`fix-${name}`])]
  })
  // That it is locked is answered by the lock screen.
  expect(missing).toEqual(['fix-locked'])
})

test('each step that may be done while somebody helps has words', () => {
  const handlers = Object.entries(rust).filter(([path]) => path.includes('/handlers/'))
  const steps = handlers.flatMap(([, text]) => [...text.matchAll(/\("([a-z_]+)", Concerns::/g)].map((match) => match[1]!))
  expect(steps).toContain('copy_field')
  const known = new Set(english.flatMap(({ messages }) => [...messages.keys()]))
  expect(
    [...steps, 'copy', 'begin_support', 'end_support', 'support_over'].filter(
      (step) => !known.has(`support-did-${step.replaceAll('_', '-')}`),
    ),
  ).toEqual([])
})

function isShown({ file }: Pick<Locale, 'file'>): boolean {
  return SHOWN.includes(file)
}
