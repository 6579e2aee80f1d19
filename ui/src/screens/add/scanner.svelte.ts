import type { Backend, Scan, ScanFrom } from '../../lib/backend/backend.ts'

/** Reads QR codes, one time after the other: tells how far it is, and can be called off. */
export class Scanner {
  /** Where the codes of the present or the last time come from. */
  from = $state<ScanFrom>()
  busy = $state(false)
  /** How much is done, of 1000, where it takes long enough to say so. */
  done = $state<number>()

  readonly #backend: Backend

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /**
   * Reads from there; `more` adds to what was read of a transfer in several parts. None when the person calls it off, and
   * while it is still at work.
   */
  async read(from: ScanFrom, more = false): Promise<Scan | null> {
    if (this.busy) return null
    this.from = from
    this.busy = true
    try {
      return await this.#backend.ask({ ask: 'scan', from, more })
    } finally {
      this.busy = false
      this.done = undefined
    }
  }

  /** Calls off what it is at. */
  cancel(): void {
    // A scan that cannot be called off ends by itself.
    if (this.busy) this.#backend.ask({ ask: 'cancel_scan' }).catch(() => {})
  }

  /** Listens for how far it is, until the function it returns is called. */
  follow(): () => void {
    return this.#backend.follow((event) => {
      if (event.event === 'scan_progress' && this.busy) this.done = event.done
    })
  }
}
