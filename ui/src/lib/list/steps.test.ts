import { expect, test } from 'vitest'
import { rowAfter } from './steps.ts'

test('keys move by a row, a page, or to an end, and never beyond it', () => {
  const moved = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].map((keys) => rowAfter(keys, 3, 10, 20))
  expect(moved).toEqual([4, 2, 13, 0, 0, 19])
  expect(rowAfter('ArrowDown', 19, 10, 20)).toBe(19)
  expect(rowAfter('End', 0, 10, 0)).toBe(0)
  expect(rowAfter('Space', 3, 10, 20)).toBeUndefined()
})
