import { covers, PAGE, pageAround, type Span } from './viewport.ts'

/** Items that are asked for beyond those in sight while one types, so that scrolling by a few shows no gap. */
const BEYOND = 8

/** A part of a long list, as the program answers it. */
export interface Part<Item> {
  /** How many there are in all. */
  total: number
  items: readonly Item[]
}

/**
 * A long list of which only one page is here at a time. Searching and sorting are done in Rust; what is not on the
 * screen is not in the window's memory.
 */
export class Paged<Item> {
  /** How many there are, or undefined before the first answer. */
  total = $state<number>()
  /** The place in the list of the first item of the page. */
  from = $state(0)
  items = $state.raw<readonly Item[]>([])
  /** What the last call that failed was rejected with. */
  error = $state.raw<unknown>()

  readonly #fetch: (span: Span) => Promise<Part<Item>>
  /** The page that was asked for last, which may be on its way. */
  #page: Span = { from: 0, count: PAGE }
  /** The most items that were in sight at once; none before the list was laid out. */
  #visible = 0
  #asked = 0
  #settled: Promise<void> = Promise.resolve()

  constructor(fetch: (span: Span) => Promise<Part<Item>>) {
    this.#fetch = fetch
  }

  /** Done when what was asked for last is here, or has failed. */
  get settled(): Promise<void> {
    return this.#settled
  }

  /** The item at a place in the list, where it is on the page. */
  at(index: number): Item | undefined {
    return this.items[index - this.from]
  }

  /** Asks for the first page, and for no more of it than is in sight: an answer to each key has to be short. */
  restart(): Promise<void> {
    return this.#load({ from: 0, count: this.#visible ? Math.min(PAGE, this.#visible + BEYOND) : PAGE })
  }

  /** Sees to it that the items of `span` come, unless they are here or on their way. */
  show(span: Span): Promise<void> {
    this.#visible = Math.max(this.#visible, span.count)
    if (covers(this.#page, span)) return Promise.resolve()
    return this.#load(pageAround(span, this.total ?? 0))
  }

  /** Asks for the same page again. */
  refresh(): Promise<void> {
    return this.#load(this.#page)
  }

  /** Takes over an answer; before it, the page is still the old one. */
  protected take(part: Part<Item>, from: number): void {
    this.total = part.total
    this.from = from
    this.items = part.items
    this.error = undefined
  }

  #load(page: Span): Promise<void> {
    this.#page = page
    this.#settled = this.#answer(page, ++this.#asked)
    return this.#settled
  }

  async #answer(page: Span, asked: number): Promise<void> {
    try {
      const part = await this.#fetch(page)
      // An answer that was overtaken by a later question is of no use.
      if (asked === this.#asked) this.take(part, page.from)
    } catch (failure) {
      if (asked === this.#asked) this.error = failure
    }
    // Whoever waited for the question that was overtaken waits for the later one.
    if (asked !== this.#asked) await this.#settled
  }
}
