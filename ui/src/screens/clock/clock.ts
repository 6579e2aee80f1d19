import type { ClockReport } from '../../lib/backend/backend.ts'
import { words } from '../../lib/words.svelte.ts'

/** Milliseconds that no portal minds, and that a person need not read of. */
const UNNOTICED_MS = 2_000

/** What is known about the clock, in a sentence. */
export function clockWords({ synchronised, off_ms, measured, wrong }: ClockReport): string {
  if (off_ms !== null && (wrong || measured === 'online')) {
    if (Math.abs(off_ms) < UNNOTICED_MS) return words('clock-right')
    const args = { seconds: Math.round(Math.abs(off_ms) / 1000), by: wrong ? 'far' : 'near' }
    return off_ms > 0 ? words('clock-ahead', args) : words('clock-behind', args)
  }
  if (wrong) return words('clock-wrong')
  if (synchronised === null) return words('clock-unknown')
  return synchronised ? words('clock-kept') : words('clock-not-kept')
}
