import type { Backend, SupportStep } from './backend/backend.ts'
import { clock } from './clock.svelte.ts'

/** Help over a remote connection: while it runs, codes and secrets are hidden, and what is done is noted. */
export class Support {
  /** Until when, in seconds since 1970; none while nobody helps. */
  until = $state<number>()
  /** What was done meanwhile, or the last time. */
  done = $state.raw<readonly SupportStep[]>([])
  /** How many steps there were before those. */
  leftOut = $state(0)
  /** Whether it has ended and nobody has seen yet what was done. */
  over = $state(false)

  readonly #backend: Backend

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** Whether somebody helps now. */
  get running(): boolean {
    return this.until !== undefined
  }

  /** Minutes that are left, the begun one among them. Whoever reads it reads the clock. */
  get minutes(): number {
    return this.until === undefined ? 0 : Math.max(1, Math.ceil((this.until - clock.now) / 60))
  }

  /** Asks how it stands. */
  async read(): Promise<void> {
    const { until, done, left_out } = await this.#backend.ask({ ask: 'support' })
    const before = this.running
    this.until = until === null ? undefined : Math.floor(until / 1000)
    this.done = done
    this.leftOut = left_out
    if (before !== this.running) this.over = before
  }

  async start(minutes: number): Promise<void> {
    await this.#backend.ask({ ask: 'start_support', minutes })
    await this.read()
  }

  async end(): Promise<void> {
    await this.#backend.ask({ ask: 'end_support' })
    await this.read()
  }
}
