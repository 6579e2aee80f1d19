import { language } from './words.svelte.ts'

/** A day, as people of the language write it; from milliseconds since 1970 or `YYYY-MM-DD`. */
export function dayWords(day: number | string): string {
  // A date without a time means the day here, not the moment that day begins in Greenwich.
  const date = typeof day === 'number' ? new Date(day) : new Date(`${day}T00:00`)
  return Number.isNaN(date.getTime()) ? String(day) : formats().day.format(date)
}

/** How far away a day is, as "in 5 days" or "3 days ago". */
export function awayWords(days: number): string {
  const unit = Math.abs(days) >= 60 ? 'month' : 'day'
  const count = unit === 'month' ? Math.round(days / 30.4) : days
  return formats().away.format(count, unit)
}

/** The last second of a day, as `YYYY-MM-DD`, in the time of this computer; in seconds since 1970. */
export function endOf(day: string): number {
  return Math.floor(new Date(`${day}T23:59:59`).getTime() / 1000)
}

/** Days from the day of `now`, in milliseconds since 1970, to `day`, as `YYYY-MM-DD`. */
export function daysUntil(day: string, now: number): number {
  const today = new Date(now)
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate())
  // Rounded, because a day on which the clocks change has 23 or 25 hours.
  return Math.round((new Date(`${day}T00:00`).getTime() - midnight.getTime()) / 86_400_000)
}

/** Making one takes longer than a row of the list may. */
const made = new Map<string, { day: Intl.DateTimeFormat; away: Intl.RelativeTimeFormat }>()

function formats() {
  const tag = language()
  let formats = made.get(tag)
  if (!formats) {
    const day = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' })
    const away = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
    formats = { day, away }
    made.set(tag, formats)
  }
  return formats
}

/** How long ago a moment is, as "5 minutes ago"; both in seconds since 1970. */
export function agoWords(at: number, now: number): string {
  const past = Math.max(0, now - at)
  const [unit, seconds] = AGO.find(([, seconds]) => past >= seconds) ?? (['minute', 60] as const)
  return formats().away.format(-Math.floor(past / seconds), unit)
}

const AGO = [
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const
