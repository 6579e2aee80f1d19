import { SvelteSet } from 'svelte/reactivity'
import type { Backend, Place, Row } from '../backend/backend.ts'
import { Paged, type Part } from './paged.svelte.ts'
import { PAGE } from './viewport.ts'

/** The rows of a place that match a search, one of them chosen, some perhaps marked. */
export class Listing extends Paged<Row> {
  /** What is searched for, as it was typed. */
  query = $state('')
  place = $state.raw<Place>({ in: 'all' })
  /** The place in the list of the chosen row. */
  selected = $state(0)
  /** The accounts that the next action is meant for, by their ids. */
  readonly marked = new SvelteSet<string>()

  /** When the first code of the page ends, in seconds since 1970; infinite while the page has no code. */
  readonly ends = $derived(Math.min(...this.items.map((row) => row.factor?.valid_until ?? Infinity)))
  /** The chosen row, where it is on the page. */
  readonly current = $derived(this.at(this.selected))

  readonly #backend: Backend
  /** The chosen row as it was last seen. Where rows come or go, the choice stays with it: it is what will be copied. */
  #chosen: Row | undefined
  /** The row from which Shift marks. */
  #anchor = 0

  constructor(backend: Backend) {
    super(async ({ from, count }) => {
      const { total, rows } = await backend.ask({ ask: 'list', query: this.query, place: this.place, from, count })
      return { total, items: rows }
    })
    this.#backend = backend
  }

  /** Searches anew, from the top. */
  search(query: string): Promise<void> {
    this.query = query
    this.selected = this.#anchor = 0
    this.#chosen = undefined
    return this.restart()
  }

  /** Goes somewhere else, where everything is shown. */
  go(place: Place): Promise<void> {
    this.place = place
    this.marked.clear()
    return this.search('')
  }

  /** Chooses the row at `index`, or the nearest there is. */
  select(index: number): void {
    this.selected = Math.max(0, Math.min(index, (this.total ?? 0) - 1))
    this.#anchor = this.selected
    this.#chosen = this.current
  }

  /** Chooses the first row of an account, wherever in the list it is. */
  async choose(account: string): Promise<void> {
    const { query, place } = this
    for (let from = 0; from < (this.total ?? 0); from += PAGE) {
      const { rows } = await this.#backend.ask({ ask: 'list', query, place, from, count: PAGE })
      const at = rows.findIndex((row) => row.account === account)
      if (at < 0) continue
      await this.show({ from: from + at, count: 1 })
      return this.select(from + at)
    }
  }

  /** Marks the account of the row at `index`, or marks it no longer. */
  toggle(index: number): void {
    const id = this.at(index)?.account
    this.select(index)
    if (id !== undefined && !this.marked.delete(id)) this.marked.add(id)
  }

  /** Marks all from the row that was chosen last to that at `index`. Only their ids stay here. */
  async markTo(index: number): Promise<void> {
    const anchor = this.#anchor
    await this.#mark(Math.min(anchor, index), Math.max(anchor, index) + 1)
    this.selected = index
  }

  /** Marks all that match. */
  markAll(): Promise<void> {
    return this.#mark(0, this.total ?? 0)
  }

  protected override take(part: Part<Row>, from: number): void {
    super.take(part, from)
    const chosen = this.#chosen
    const place = chosen ? part.items.findIndex((row) => sameRow(row, chosen)) : -1
    this.selected = Math.max(0, Math.min(place >= 0 ? from + place : this.selected, part.total - 1))
    this.#chosen = this.current
  }

  async #mark(from: number, end: number): Promise<void> {
    const { query, place } = this
    for (let at = from; at < end; at += PAGE) {
      const count = Math.min(PAGE, end - at)
      const { rows } = await this.#backend.ask({ ask: 'list', query, place, from: at, count })
      for (const { account } of rows) this.marked.add(account)
    }
  }
}

function sameRow(a: Row, b: Row): boolean {
  return a.account === b.account && a.factor?.id === b.factor?.id
}
