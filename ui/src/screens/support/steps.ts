import { words } from '../../lib/words.svelte.ts'

/** What was done, in words; `what` is the name of a request. One of a newer version has general words. */
export function stepWords(what: string): string {
  const id = `support-did-${what.replaceAll('_', '-')}`
  const said = words(id)
  return said === id ? words('support-did-other') : said
}
