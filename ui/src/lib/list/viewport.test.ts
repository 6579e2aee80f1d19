import { expect, test } from 'vitest'
import { covers, PAGE, pageAround, ROW_HEIGHT, scrollToShow, visible } from './viewport.ts'

const rows = (n: number) => n * ROW_HEIGHT

test('a row that is seen in part counts as visible', () => {
  expect(visible(0, rows(10), 100)).toEqual({ from: 0, count: 10 })
  expect(visible(1, rows(10), 100)).toEqual({ from: 0, count: 11 })
  expect(visible(rows(3) - 1, rows(10), 100)).toEqual({ from: 2, count: 11 })
})

test('nothing beyond the end is visible, nor before the start', () => {
  expect(visible(rows(95), rows(10), 100)).toEqual({ from: 95, count: 5 })
  expect(visible(-30, rows(10), 100)).toEqual({ from: 0, count: 10 })
  expect(visible(rows(500), rows(10), 3)).toEqual({ from: 3, count: 0 })
  expect(visible(0, rows(10), 0)).toEqual({ from: 0, count: 0 })
})

test('a window taller than a page asks for no more than a page', () => {
  expect(visible(0, rows(200), 10_000).count).toBe(PAGE)
})

test('a page has the visible rows in its middle, and stays inside the list', () => {
  expect(pageAround({ from: 500, count: 10 }, 10_000)).toEqual({ from: 475, count: PAGE })
  expect(pageAround({ from: 0, count: 10 }, 10_000)).toEqual({ from: 0, count: PAGE })
  expect(pageAround({ from: 9_990, count: 10 }, 10_000)).toEqual({ from: 9_940, count: PAGE })
  expect(pageAround({ from: 2, count: 3 }, 5)).toEqual({ from: 0, count: PAGE })
})

test('wherever one scrolls, the page around what is visible covers it', () => {
  for (const total of [0, 1, 59, 60, 61, 10_000]) {
    for (let scrollTop = 0; scrollTop <= rows(total); scrollTop += 97 * (1 + (total >> 6))) {
      const span = visible(scrollTop, rows(14.5), total)
      expect(covers(pageAround(span, total), span)).toBe(true)
    }
  }
})

test('a span is covered only when both of its ends are', () => {
  const page = { from: 10, count: 60 }
  expect(covers(page, { from: 10, count: 60 })).toBe(true)
  expect(covers(page, { from: 9, count: 5 })).toBe(false)
  expect(covers(page, { from: 66, count: 5 })).toBe(false)
})

test('the list scrolls no further than the chosen row needs', () => {
  const height = rows(10)
  expect(scrollToShow(5, 0, height)).toBe(0)
  expect(scrollToShow(10, 0, height)).toBe(ROW_HEIGHT)
  expect(scrollToShow(2, rows(4), height)).toBe(rows(2))
  expect(scrollToShow(3, 0, ROW_HEIGHT / 2)).toBe(rows(3))
})
