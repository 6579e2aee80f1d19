import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Clock } from './clock.svelte.ts'

let hidden = false

function setHidden(value: boolean) {
  hidden = value
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  hidden = false
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden)
  vi.useFakeTimers({ now: 1_000_300 })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('it turns at the full second', () => {
  const { seen, stop } = readClock(new Clock())
  vi.advanceTimersByTime(699)
  flushSync()
  expect(seen).toEqual([1000])
  vi.advanceTimersByTime(1)
  flushSync()
  expect(seen).toEqual([1000, 1001])
  stop()
})

test('two readers share one timer, and none is left when the last has gone', async () => {
  const clock = new Clock()
  const one = readClock(clock)
  const two = readClock(clock)
  expect(vi.getTimerCount()).toBe(1)
  one.stop()
  await Promise.resolve()
  expect(vi.getTimerCount()).toBe(1)
  two.stop()
  await Promise.resolve()
  expect(vi.getTimerCount()).toBe(0)
})

test('no timer runs while the window is hidden, and the time is right at once when it shows again', () => {
  const { seen, stop } = readClock(new Clock())
  setHidden(true)
  expect(vi.getTimerCount()).toBe(0)
  vi.setSystemTime(2_000_000)
  setHidden(false)
  flushSync()
  expect(seen.at(-1)).toBe(2000)
  expect(vi.getTimerCount()).toBe(1)
  stop()
})

/** Reads `clock` as a component would, and notes each value. */
function readClock(clock: Clock): { seen: number[]; stop: () => void } {
  const seen: number[] = []
  const stop = $effect.root(() => {
    $effect(() => {
      seen.push(clock.now)
    })
  })
  flushSync()
  return { seen, stop }
}
