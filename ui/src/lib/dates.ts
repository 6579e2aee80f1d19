import { language } from './words.svelte.ts'

/** A day, as people of the language write it; from milliseconds since 1970 or `YYYY-MM-DD`. */
export function dayWords(day: number | string): string {
  // A date without a time means the day here, not the moment that day begins in Greenwich.
  const date = typeof day === 'number' ? new Date(day) : new Date(`${day}T00:00`)
  return Number.isNaN(date.getTime()) ? String(day) : format(language()).format(date)
}

/** How far away a day is, as "in 5 days" or "3 days ago". */
export function awayWords(days: number): string {
  const unit = Math.abs(days) >= 60 ? 'month' : 'day'
  const count = unit === 'month' ? Math.round(days / 30.4) : days
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(count, unit)
}

/** Days from the day of `now`, in milliseconds since 1970, to `day`, as `YYYY-MM-DD`. */
export function daysUntil(day: string, now: number): number {
  const today = new Date(now)
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate())
  // Rounded, because a day on which the clocks change has 23 or 25 hours.
  return Math.round((new Date(`${day}T00:00`).getTime() - midnight.getTime()) / 86_400_000)
}

/** The name of the weekday of `day`, as `YYYY-MM-DD`. */
export function weekdayWords(day: string): string {
  return new Intl.DateTimeFormat(language(), { weekday: 'long' }).format(new Date(`${day}T00:00`))
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(tag: string): Intl.DateTimeFormat {
  let format = formats.get(tag)
  if (!format) {
    format = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' })
    formats.set(tag, format)
  }
  return format
}
