import { describe, expect, test, vi } from 'vitest'
import type { Rows, Request } from '../backend/backend.ts'
import { failure } from '../backend/fake/contract.ts'
import { fake } from '../backend/fake/fake.ts'
import type { Fake } from '../backend/fake/start.ts'
import { largeOffice, smallOffice } from '../backend/fake/office.ts'
import { Listing } from './listing.svelte.ts'
import { PAGE } from './viewport.ts'

const NOW = 1_800_000_000_000

async function open(accounts?: number) {
  const office = accounts === undefined ? smallOffice(NOW) : largeOffice(accounts)
  const backend = fake({ state: 'unlocked', office, now: () => NOW })
  const listing = new Listing(backend)
  await listing.go({ in: 'all' })
  return { backend, listing, asked: spy(backend) }
}

/** Notes the requests for rows. */
function spy(backend: Fake) {
  const asked: Extract<Request, { ask: 'list' }>[] = []
  const ask = backend.ask.bind(backend)
  vi.spyOn(backend, 'ask').mockImplementation((request) => {
    if (request.ask === 'list') asked.push(request)
    return ask(request)
  })
  return asked
}

test('of 10,000 rows one page is here', async () => {
  const { listing } = await open(10_000)
  expect(listing.total).toBe(10_000)
  expect(listing.items).toHaveLength(PAGE)
})

describe('show', () => {
  test('asks for nothing while the page holds what is to be seen', async () => {
    const { listing, asked } = await open(10_000)
    await listing.show({ from: 40, count: 20 })
    expect(asked).toEqual([])
  })

  test('lets a search ask for no more rows than were ever in sight, and a few beyond', async () => {
    const { listing, asked } = await open(10_000)
    await listing.show({ from: 0, count: 15 })
    await listing.search('user0')
    await listing.show({ from: 0, count: 2 })
    await listing.search('user00')
    expect(asked.map(({ from, count }) => [from, count])).toEqual([
      [0, 23],
      [0, 23],
    ])
  })

  test('fetches the page around rows that are not here, once', async () => {
    const { listing, asked } = await open(10_000)
    await Promise.all([listing.show({ from: 5_000, count: 10 }), listing.show({ from: 5_003, count: 10 })])
    expect(asked).toEqual([{ ask: 'list', query: '', place: { in: 'all' }, from: 4_975, count: PAGE }])
    expect(listing.from).toBe(4_975)
  })
})

describe('search', () => {
  test('starts at the top, with one question', async () => {
    const { listing, asked } = await open(10_000)
    listing.select(50)
    await listing.search('user00123')
    expect(asked).toHaveLength(1)
    expect(listing.total).toBe(1)
    expect(listing.selected).toBe(0)
    expect(listing.current?.label).toBe('user00123')
  })

  test('an answer that comes after that of a later search is left out', async () => {
    const { backend, listing } = await open(100)
    let answer: (page: Rows) => void = () => {}
    vi.spyOn(backend, 'ask').mockReturnValueOnce(new Promise((resolve) => (answer = resolve)) as never)
    const first = listing.search('slow')
    await listing.search('')
    answer({ total: 0, rows: [] })
    await first
    expect(listing.total).toBe(100)
  })

  test('is settled only when the last answer is here', async () => {
    const { listing } = await open(100)
    void listing.search('user0001')
    void listing.search('user00042')
    await listing.settled
    expect(listing.current?.label).toBe('user00042')
  })
})

test('the choice stays inside the list', async () => {
  const { listing } = await open(3)
  listing.select(7)
  expect(listing.selected).toBe(2)
  listing.select(-1)
  expect(listing.selected).toBe(0)
})

test('where rows come or go, the choice stays with its row', async () => {
  const { backend, listing } = await open(30)
  listing.select(4)
  const chosen = listing.current
  await backend.ask({ ask: 'remove', accounts: [listing.at(1)!.account] })
  await listing.refresh()
  expect(listing.selected).toBe(3)
  expect(listing.current?.account).toBe(chosen?.account)
})

test('the page ends with its first code', async () => {
  const { listing } = await open()
  const ends = listing.items.flatMap((row) => row.factor?.valid_until ?? [])
  expect(ends.length).toBeGreaterThan(1)
  expect(listing.ends).toBe(Math.min(...ends))
})

describe('marks', () => {
  test('are of accounts: the desks of one are marked together', async () => {
    const { listing } = await open()
    await listing.search('front desk')
    listing.toggle(0)
    expect([...listing.marked]).toEqual([listing.current?.account])
    listing.toggle(0)
    expect(listing.marked.size).toBe(0)
  })

  test('reach from the choice to another row, over pages that are not here', async () => {
    const { listing } = await open(10_000)
    listing.select(2)
    await listing.markTo(201)
    expect(listing.marked.size).toBe(200)
  })

  test('can be of all that match', async () => {
    const { listing } = await open(1_000)
    await listing.search('user000')
    await listing.markAll()
    expect(listing.marked.size).toBe(100)
  })

  test('go when one goes elsewhere', async () => {
    const { listing } = await open(30)
    listing.toggle(1)
    await listing.go({ in: 'favourites' })
    expect(listing.marked.size).toBe(0)
  })
})

test('a failure is kept, and the rows stay', async () => {
  const { backend, listing } = await open(3)
  backend.fail('list', failure('locked'))
  await listing.refresh()
  expect(listing.error).toMatchObject({ code: 'locked' })
  expect(listing.items).toHaveLength(3)
  await listing.refresh()
  expect(listing.error).toBeUndefined()
})
