import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle'
import { isFailure } from './backend/backend.ts'

/** What happened, and what to do next if there is something to do. */
export interface ErrorWords {
  what: string
  next: string | undefined
}

/** The language that has every message, and stands in for what another has not. */
const FIRST = 'en'

// A pattern of files has to be written out.
const first = import.meta.glob<string>(
  '../../../assets/locales/en/{errors,notices,reasons,window,setup,add,import,backup,settings,alarms,office,joining,leaving}.ftl',
  { query: '?raw', import: 'default', eager: true },
)
const others = import.meta.glob<string>(
  [
    '../../../assets/locales/*/{errors,notices,reasons,window,setup,add,import,backup,settings,alarms,office,joining,leaving}.ftl',
    '!../../../assets/locales/en/*.ftl',
  ],
  { query: '?raw', import: 'default' },
)

/** The languages whose words are here. */
// eslint-disable-next-line svelte/prefer-svelte-reactivity -- what is shown follows `current`
const bundles = new Map([[FIRST, bundle(FIRST, Object.values(first))]])

/** The languages there are words in, by their tags. */
export const languages: readonly string[] = [FIRST, ...Object.keys(others).map(tagOf)]
  .filter((tag, place, tags) => tags.indexOf(tag) === place)
  .sort()

let current = $state(FIRST)
/** The language that was asked for last, which may still be on its way. */
let wanted = FIRST

/** The language in use. */
export function language(): string {
  return current
}

/**
 * Changes the language of the window, once its words are here; null for that of the system. A language that there is not,
 * or whose words cannot be had, changes nothing.
 */
export async function setLanguage(tag: string | null): Promise<void> {
  const wished = tag ?? systemLanguage()
  if (!languages.includes(wished)) return
  wanted = wished
  if (!bundles.has(wished)) {
    const files = Object.keys(others).filter((path) => tagOf(path) === wished)
    const texts = await Promise.all(files.map((path) => others[path]!())).catch(() => undefined)
    if (texts) bundles.set(wished, bundle(wished, texts))
  }
  if (wanted === wished && bundles.has(wished)) current = wished
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
export function wordsOf(kind: string, code: string, args?: Record<string, FluentVariable>): string | undefined {
  return find(`${kind}-${code.replaceAll('_', '-')}`, args)
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
  return navigator.languages.map((tag) => tag.split('-')[0]!).find((tag) => languages.includes(tag)) ?? FIRST
}

function bundle(tag: string, texts: readonly string[]): FluentBundle {
  // No message mixes directions of writing, and the marks that part them would be read aloud and copied.
  const bundle = new FluentBundle(tag, { useIsolating: false })
  for (const text of texts) bundle.addResource(new FluentResource(text))
  return bundle
}

/** The language of a file of words: the name of its folder. */
function tagOf(path: string): string {
  return path.split('/').at(-2)!
}
