import type { CodeStep, FactorCode } from '../backend.ts'
import type { KeptFactor } from './office.ts'

const STEAM = '23456789BCDFGHJKMNPQRTVWXY'

/** What the list shows of a factor at `now`, in milliseconds since 1970. The codes open nothing. */
export function code(factor: KeptFactor, now: number, masked: boolean): FactorCode {
  const { id, label, type, period } = factor
  if (period === null) return { id, label, type, code: null, next: null, valid_from: null, valid_until: null, masked }
  const step = Math.floor(now / 1000 / period)
  return {
    id,
    label,
    type,
    code: masked ? null : digits(factor, step),
    next: masked ? null : digits(factor, step + 1),
    valid_from: step * period,
    valid_until: (step + 1) * period,
    masked,
  }
}

/** The codes of a factor that follows the clock, from two steps ago to two steps ahead. */
export function codesAround(factor: KeptFactor, period: number, now: number): CodeStep[] {
  const present = Math.floor(now / 1000 / period)
  return [-2, -1, 0, 1, 2].map((step) => ({
    step,
    code: digits(factor, present + step),
    valid_from: (present + step) * period,
    valid_until: (present + step + 1) * period,
  }))
}

/** The code of a factor at a step of its clock or counter. */
export function digits({ type, digits, key }: KeptFactor, step: number): string {
  let mixed = Math.imul(step, 0x9e3779b1) ^ Math.imul(key + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0
  const characters = type === 'steam' ? STEAM : '0123456789'
  return Array.from({ length: digits }, (_, i) => {
    mixed = (Math.imul(mixed, 0x41c64e6d) + 0x3039 + i) >>> 0
    return characters[(mixed >>> 8) % characters.length]
  }).join('')
}
