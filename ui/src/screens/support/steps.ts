import type { SupportStep } from '../../lib/backend/backend.ts'
import { words } from '../../lib/words.svelte.ts'

/** Whether it is more than that the help began or ended. */
export function isWork({ what }: SupportStep): boolean {
  return !['begin_support', 'end_support', 'support_over'].includes(what)
}

/** What was done, in words; `what` is the name of a request. One of a newer version has general words. */
export function stepWords(what: string): string {
  const id = `support-did-${what.replaceAll('_', '-')}`
  const said = words(id)
  return said === id ? words('support-did-other') : said
}
