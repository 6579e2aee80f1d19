/** What is asked of the program for one part of the window: whether that is under way, and why it failed. */
export class Attempt {
  /** Whether an action that runs alone is under way. */
  busy = $state(false)
  /** What the last action was rejected with. */
  error = $state.raw<unknown>()

  /** Runs `action`, and keeps what it is rejected with. */
  run(action: () => Promise<unknown>): Promise<void> {
    return this.#run(action, false)
  }

  /** Runs `action`, unless another that runs alone is under way: a second click changes nothing. */
  runAlone(action: () => Promise<unknown>): Promise<void> {
    return this.busy ? Promise.resolve() : this.#run(action, true)
  }

  /** Runs `action`, which the person did not ask for: why something else failed stays in sight unless this fails as well. */
  async refresh(action: () => Promise<unknown>): Promise<void> {
    try {
      await action()
    } catch (failure) {
      this.error = failure
    }
  }

  async #run(action: () => Promise<unknown>, alone: boolean): Promise<void> {
    if (alone) this.busy = true
    this.error = undefined
    try {
      await action()
    } catch (failure) {
      this.error = failure
    } finally {
      if (alone) this.busy = false
    }
  }
}
