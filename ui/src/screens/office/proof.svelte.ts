import { isFailure, type Answers, type Backend, type Request } from '../../lib/backend/backend.ts'

/**
 * Asks for the password where a PIN opened the vault and is not enough for what is done for others, and goes on then with
 * what was asked. `Proof.svelte` shows it.
 */
export class Proof {
  /** Whether the password is asked for. */
  asked = $state(false)
  /** The program, asked in this way. */
  readonly backend: Backend
  readonly #inner: Backend
  #done: ((proved: boolean) => void) | undefined

  constructor(inner: Backend) {
    this.#inner = inner
    this.backend = { ask: (request) => this.#ask(request), follow: (listener) => inner.follow(listener) }
  }

  /** Proves the password. It is rejected where it is wrong, and may be tried again. */
  async prove(password: string): Promise<void> {
    await this.#inner.ask({ ask: 'prove', password })
    this.#end(true)
  }

  /** Calls it off: what was asked fails as it did. */
  cancel(): void {
    this.#end(false)
  }

  async #ask<Name extends keyof Answers>(request: Extract<Request, { ask: Name }>): Promise<Answers[Name]> {
    try {
      return await this.#inner.ask(request)
    } catch (failure) {
      if (!isFailure(failure) || failure.code !== 'pin_not_enough' || this.asked) throw failure
      this.asked = true
      const proved = await new Promise<boolean>((resolve) => (this.#done = resolve))
      if (!proved) throw failure
      return this.#inner.ask(request)
    }
  }

  #end(proved: boolean): void {
    this.asked = false
    this.#done?.(proved)
    this.#done = undefined
  }
}
