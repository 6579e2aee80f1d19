import { isFailure, type Answers, type Backend, type Event, type Request } from './backend.ts'

/**
 * The program behind the window, asked on behalf of somebody who may have opened the vault with a PIN. Where a PIN is not
 * enough, the request waits until the password was typed, and is then asked again.
 */
export class Proving implements Backend {
  /** Whether the password is to be typed. */
  wanted = $state(false)
  readonly #backend: Backend
  /** What waits, each called with whether the password was proved. */
  #waiting: ((proved: boolean) => void)[] = []

  constructor(backend: Backend) {
    this.#backend = backend
  }

  async ask<Name extends keyof Answers>(request: Extract<Request, { ask: Name }>): Promise<Answers[Name]> {
    try {
      return await this.#backend.ask(request)
    } catch (failure) {
      if (!isFailure(failure) || failure.code !== 'pin_not_enough' || !(await this.#proof())) throw failure
      return this.#backend.ask(request)
    }
  }

  follow(listener: (event: Event) => void): () => void {
    return this.#backend.follow(listener)
  }

  /** Proves the password, and lets go on what waited for it. */
  async prove(password: string): Promise<void> {
    await this.#backend.ask({ ask: 'prove', password })
    this.#settle(true)
  }

  /** Goes on without the password: what waited fails. */
  cancel(): void {
    this.#settle(false)
  }

  #proof(): Promise<boolean> {
    this.wanted = true
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #settle(proved: boolean): void {
    this.wanted = false
    for (const resolve of this.#waiting.splice(0)) resolve(proved)
  }
}
