/** What is asked of the program for one part of the window: whether that is under way, and why it failed. */
export class Attempt {
  /** Whether what runs alone is under way. */
  busy = $state(false)
  /** What the last action was rejected with. */
  error = $state.raw<unknown>()

  /** Runs `action`, and keeps what it is rejected with. */
  async run(action: () => Promise<unknown>): Promise<void> {
    this.error = undefined
    try {
      await action()
    } catch (failure) {
      this.error = failure
    }
  }

  /** Runs `action`, unless another that runs alone is under way: a second click changes nothing. */
  async runAlone(action: () => Promise<unknown>): Promise<void> {
    if (this.busy) return
    this.busy = true
    await this.run(action)
    this.busy = false
  }
}
