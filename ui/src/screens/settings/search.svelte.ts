import { getContext, setContext } from 'svelte'

/** What is looked for among the settings. */
export class Search {
  query = $state('')

  /** Whether a setting of these words is among what is looked for. */
  finds(...texts: (string | undefined)[]): boolean {
    const text = folded(texts.join(' '))
    return folded(this.query)
      .split(' ')
      .every((part) => text.includes(part))
  }
}

/** The search that the rows below follow. */
export function provideSearch(): Search {
  return setContext(KEY, new Search())
}

/** The search of the screen around. */
export function search(): Search {
  return getContext<Search>(KEY)
}

const KEY = Symbol('search')

/** Small letters without accents. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/\s+/g, ' ')
}
