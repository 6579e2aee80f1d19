import { describe, expect, test, vi } from 'vitest'
import type { Page } from '../backend/backend.ts'
import { fake } from '../backend/fake.ts'
import { Listing } from './listing.svelte.ts'
import { PAGE } from './viewport.ts'

async function open(accounts: number) {
  const backend = fake({ accounts, unlocked: true })
  const listing = new Listing(backend)
  await listing.search('')
  return { listing, list: vi.spyOn(backend, 'list') }
}

test('of 10,000 accounts one page is here', async () => {
  const { listing } = await open(10_000)
  expect(listing.total).toBe(10_000)
  expect(listing.rows).toHaveLength(PAGE)
})

describe('show', () => {
  test('asks for nothing while the page holds what is to be seen', async () => {
    const { listing, list } = await open(10_000)
    await listing.show({ from: 40, count: 20 })
    expect(list).not.toHaveBeenCalled()
  })

  test('fetches the page around rows that are not here, once', async () => {
    const { listing, list } = await open(10_000)
    await Promise.all([listing.show({ from: 5_000, count: 10 }), listing.show({ from: 5_003, count: 10 })])
    expect(list).toHaveBeenCalledExactlyOnceWith('', 4_975, PAGE)
    expect(listing.from).toBe(4_975)
  })
})

test('a search starts at the top and finds by any part of the name', async () => {
  const { listing } = await open(10_000)
  listing.select(70)
  await listing.search('00123')
  expect(listing.total).toBe(1)
  expect(listing.selected).toBe(0)
  expect(listing.current?.label).toContain('00123')
})

test('an answer that comes after that of a later search is left out', async () => {
  const { listing, list } = await open(100)
  let answer: (page: Page) => void = () => {}
  list.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
  const first = listing.search('slow')
  await listing.search('')
  answer({ total: 0, rows: [] })
  await first
  expect(listing.total).toBe(100)
})

test('the choice stays inside the list', async () => {
  const { listing } = await open(3)
  listing.select(7)
  expect(listing.selected).toBe(2)
  listing.select(-1)
  expect(listing.selected).toBe(0)
})

test('the page ends with its first code', async () => {
  const { listing } = await open(14)
  const ends = listing.rows.flatMap((row) => row.valid_until ?? [])
  expect(listing.ends).toBe(Math.min(...ends))
})

test('a failure is kept, and the rows stay', async () => {
  const { listing, list } = await open(3)
  const failure = { code: 'locked', args: {}, hint: null, retry_after_s: null }
  list.mockRejectedValueOnce(failure)
  await listing.refresh()
  expect(listing.error).toEqual(failure)
  expect(listing.rows).toHaveLength(3)
  await listing.refresh()
  expect(listing.error).toBeUndefined()
})
