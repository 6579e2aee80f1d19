import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle'
import { isFailure } from './backend/backend.ts'

/** What happened, and what to do next if there is something to do. */
export interface ErrorWords {
  what: string
  next: string | undefined
}

/** The language that has every message. */
const FIRST = 'en'

const files = import.meta.glob<string>(
  '../../../assets/locales/*/{errors,notices,reasons,window,setup,add,import,backup,settings}.ftl',
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
)

const bundles = bundle(files)

/** The languages there are words in, by their tags. */
export const languages: readonly string[] = [...bundles.keys()].sort()

let current = $state(systemLanguage())

/** The language in use. */
export function language(): string {
  return current
}

/** Changes the language of the window; null for that of the system. */
export function setLanguage(tag: string | null): void {
  const wished = tag ?? systemLanguage()
  if (bundles.has(wished)) current = wished
}

/** The name of a language in that language, as "magyar". */
export function nameOf(tag: string): string {
  return new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag
}

/** The message `id` in the language in use, else in English, else its id. */
export function words(id: string, args?: Record<string, FluentVariable>): string {
  return find(id, args) ?? id
}

/** The words for whatever a call was rejected with. A code that is not known has general words. */
export function errorWords(error: unknown): ErrorWords {
  // What is no answer of the program is a defect, and its insides help nobody who reads them.
  const { code, args: told, hint } = isFailure(error) ? error : { code: 'unexpected', args: {}, hint: null }
  // An error that names no place is one of the vault.
  const args = { path: words('place-vault'), ...told }
  return {
    what: own('err', code, args) ?? words('error-general', { code }),
    next: (hint && own('fix', `${code}_${hint}`, args)) || own('fix', code, args),
  }
}

/** The message of a `kind` for a case that the program names, as "no_display"; none for one that is not known. */
export function wordsOf(kind: string, code: string): string | undefined {
  return find(`${kind}-${code.replaceAll('_', '-')}`)
}

/** The window's own words, or the shared ones where those do not speak of commands and ids. */
function own(kind: 'err' | 'fix', code: string, args: Record<string, FluentVariable>): string | undefined {
  const id = `${kind}-${code.replaceAll('_', '-')}`
  return find(`window-${id}`, args) ?? find(id, args)
}

function find(id: string, args?: Record<string, FluentVariable>): string | undefined {
  return format(current, id, args) ?? format(FIRST, id, args)
}

function format(tag: string, id: string, args?: Record<string, FluentVariable>): string | undefined {
  const bundle = bundles.get(tag)
  const pattern = bundle?.getMessage(id)?.value
  // Most messages are one text, and every row of a list says some at each key.
  if (typeof pattern === 'string') return pattern
  // Given a place for its errors, Fluent does not throw over a missing argument.
  return bundle && pattern ? bundle.formatPattern(pattern, args ?? null, []) : undefined
}

function systemLanguage(): string {
  return navigator.languages.map((tag) => tag.split('-')[0]!).find((tag) => bundles.has(tag)) ?? FIRST
}

function bundle(files: Record<string, string>): Map<string, FluentBundle> {
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- it is filled once
  const bundles = new Map<string, FluentBundle>()
  for (const [path, text] of Object.entries(files)) {
    const tag = path.split('/').at(-2) ?? FIRST
    // No message mixes directions of writing, and the marks that part them would be read aloud and copied.
    const bundle = bundles.get(tag) ?? new FluentBundle(tag, { useIsolating: false })
    bundle.addResource(new FluentResource(text))
    bundles.set(tag, bundle)
  }
  return bundles
}
