import { beforeEach, expect, test } from 'vitest'
import { awayWords, dayWords, daysUntil } from './dates.ts'
import { setLanguage } from './words.svelte.ts'

beforeEach(() => setLanguage('en'))

test('a day is written as the language does', async () => {
  expect(dayWords('2026-03-02')).toBe('Mar 2, 2026')
  await setLanguage('hu')
  expect(dayWords('2026-03-02')).toBe('2026. márc. 2.')
})

test('what is no day is left as it is', () => {
  expect(dayWords('soon')).toBe('soon')
})

test('days are counted from midnight to midnight, whatever the time', () => {
  const evening = new Date(2026, 2, 28, 23, 59).getTime()
  expect(daysUntil('2026-03-29', evening)).toBe(1)
  expect(daysUntil('2026-03-30', evening)).toBe(2)
  expect(daysUntil('2026-03-28', evening)).toBe(0)
  expect(daysUntil('2026-03-27', evening)).toBe(-1)
})

test('far days are told in months', () => {
  expect(awayWords(5)).toBe('in 5 days')
  expect(awayWords(-1)).toBe('yesterday')
  expect(awayWords(200)).toBe('in 7 months')
})
