import { Attempt } from '../../../lib/attempt.svelte.ts'
import type { Backend, ExposedSecret, ListForm } from '../../../lib/backend/backend.ts'
import { Paged } from '../../../lib/list/paged.svelte.ts'

/** The secrets of an office to replace at the portals: which are shown, and how many are done. */
export class Exposed {
  query = $state('')
  /** How many there are, or undefined before the first answer. */
  total = $state<number>()
  /** How many of them are not ticked. */
  open = $state(0)
  readonly rows: Paged<ExposedSecret>
  readonly attempt = new Attempt()
  readonly #backend: Backend
  readonly #of: { office: string; member: string | null }

  constructor(backend: Backend, office: string, member?: string) {
    this.#backend = backend
    this.#of = { office, member: member ?? null }
    this.rows = new Paged(async ({ from, count }) => {
      const page = await backend.ask({ ask: 'exposed', ...this.#of, query: this.query, from, count })
      this.total = page.total
      this.open = page.open
      return { total: page.found, items: page.rows }
    })
  }

  /** How many are ticked. */
  get done(): number {
    return (this.total ?? 0) - this.open
  }

  /** Asks anew while one types. */
  search(): Promise<void> {
    return this.rows.restart()
  }

  /** What the office tells may change the list: it clears itself. */
  follow(): () => void {
    return this.#backend.follow(({ event }) => {
      if (event === 'office_changed' || event === 'changed') void this.rows.refresh()
    })
  }

  /** Ticks one, or takes its tick away. */
  toggle({ id, ticked }: ExposedSecret): Promise<void> {
    return this.attempt.run(async () => {
      await this.#backend.ask({ ask: 'tick_exposed', office: this.#of.office, ids: [id], ticked: ticked === null })
      await this.rows.refresh()
    })
  }

  /** Saves the list, and returns the name of the file; none where the person chose none. */
  async save(form: ListForm): Promise<string | undefined> {
    let file: string | null = null
    await this.attempt.runAlone(async () => {
      file = await this.#backend.ask({ ask: 'save_exposed', ...this.#of, form })
    })
    return file ?? undefined
  }

  print(): Promise<void> {
    return this.attempt.runAlone(() => this.#backend.ask({ ask: 'print_exposed', ...this.#of }))
  }
}
