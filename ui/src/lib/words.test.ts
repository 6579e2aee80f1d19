import { beforeEach, expect, test } from 'vitest'
import { errorWords, languages, setLanguage, words } from './words.svelte.ts'

beforeEach(() => setLanguage('en'))

test('there is English and Hungarian', () => {
  expect(languages).toEqual(expect.arrayContaining(['en', 'hu']))
})

test('a message follows the language', async () => {
  expect(words('unlock-button')).toBe('Unlock')
  await setLanguage('hu')
  expect(words('unlock-button')).toBe('Feloldás')
})

test('a language that there is not changes nothing', async () => {
  await setLanguage('xx')
  expect(words('unlock-button')).toBe('Unlock')
})

test('numbers take the form of the language', () => {
  expect(words('accounts-count', { total: 1 })).toBe('1 code')
  expect(words('accounts-count', { total: 10_000 })).toBe('10,000 codes')
})

test('a message that there is not shows its id, and one without its argument does not throw', () => {
  expect(words('no-such-message')).toBe('no-such-message')
  expect(words('copied-code')).toContain('{$name}')
})

test('an error without words of its own has general ones, with its code for whoever helps', () => {
  const said = errorWords({ code: 'never_heard_of', args: {}, hint: null, retry_after_s: null })
  expect(said).toEqual({ what: 'That did not work (never_heard_of).', next: undefined })
})

test('a defect of the window shows none of its insides', () => {
  expect(errorWords(new TypeError('x is undefined')).what).toBe('Something went wrong in the window.')
})

test('a hint decides what to do next, where there are words for it', () => {
  const failure = { code: 'bad_value', args: { field: 'deadline.review' }, hint: 'date', retry_after_s: null }
  expect(errorWords(failure).next).toMatch(/2026-12-31/)
  expect(errorWords({ ...failure, hint: 'no_such_hint' }).next).not.toMatch(/2026-12-31/)
})

test('what is no longer there is not called by its id', async () => {
  const failure = { code: 'not_found', args: { query: 'aaaaaaaaaaaaaaaaaaaaaaaaaa' }, hint: null, retry_after_s: null }
  for (const tag of languages) {
    await setLanguage(tag)
    expect(errorWords(failure).what, tag).not.toContain('aaaa')
  }
})

test('the window does not tell people to type commands', async () => {
  const shown = [
    'no_vault',
    'vault_exists',
    'vault_unreadable',
    'ways_in_damaged',
    'permission_denied',
    'file_exists',
    'not_found',
  ].concat(['new_password_needed', 'ways_in_foreign', 'clock_out_of_range', 'counter_at_end'])
  for (const tag of languages) {
    await setLanguage(tag)
    for (const code of shown) {
      const { next } = errorWords({ code, args: {}, hint: null, retry_after_s: null })
      expect(next, `${tag}: ${code}`).toBeTruthy()
      expect(next, `${tag}: ${code}`).not.toMatch(/keyrack |--/)
    }
  }
})
