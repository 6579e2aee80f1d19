import type { Backend, Row } from '../backend/backend.ts'
import { covers, PAGE, pageAround, type Span } from './viewport.ts'

/**
 * The accounts that match a search, of which only one page is here at a time. Searching and sorting are done in
 * Rust; what is not on the screen is not in the window's memory.
 */
export class Listing {
  /** What is searched for, as it was typed. */
  query = $state('')
  /** How many accounts match, or undefined before the first answer. */
  total = $state<number>()
  /** The place in the list of the first row of the page. */
  from = $state(0)
  rows = $state.raw<Row[]>([])
  /** The place in the list of the chosen row. */
  selected = $state(0)
  /** What the last call that failed was rejected with. */
  error = $state<unknown>()

  /** When the first code of the page ends, in seconds since 1970; infinite while the page has no code. */
  readonly ends = $derived(Math.min(...this.rows.map((row) => row.valid_until ?? Infinity)))
  /** The chosen row, where it is on the page. */
  readonly current = $derived(this.rows[this.selected - this.from])

  readonly #backend: Backend
  /** The page that was asked for last, which may be on its way. */
  #page: Span = { from: 0, count: PAGE }
  #asked = 0

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** Searches anew, from the top. */
  search(query: string): Promise<void> {
    this.query = query
    this.selected = 0
    return this.#load({ from: 0, count: PAGE })
  }

  /** Sees to it that the rows of `span` come, unless they are here or on their way. */
  show(span: Span): Promise<void> {
    if (covers(this.#page, span)) return Promise.resolve()
    return this.#load(pageAround(span, this.total ?? 0))
  }

  /** Asks for the same page again, because codes have ended or something was changed. */
  refresh(): Promise<void> {
    return this.#load(this.#page)
  }

  /** Chooses the row at `index`, or the nearest there is. */
  select(index: number): void {
    this.selected = Math.max(0, Math.min(index, (this.total ?? 0) - 1))
  }

  async #load(page: Span): Promise<void> {
    this.#page = page
    const asked = ++this.#asked
    try {
      const answer = await this.#backend.list(this.query, page.from, page.count)
      // An answer that was overtaken by a later question is of no use.
      if (asked !== this.#asked) return
      this.total = answer.total
      this.from = page.from
      this.rows = answer.rows
      this.error = undefined
      this.select(this.selected)
    } catch (failure) {
      if (asked === this.#asked) this.error = failure
    }
  }
}
