import { createSubscriber } from 'svelte/reactivity'

/**
 * The wall clock in whole seconds. All that counts down reads this one clock, so there is one timer for all of
 * it; it runs only while something on the screen reads it and the window is to be seen.
 */
export class Clock {
  readonly #subscribe = createSubscriber((update) => {
    let timer: ReturnType<typeof setTimeout>

    const schedule = () => {
      timer = setTimeout(turn, 1000 - (Date.now() % 1000))
    }
    const turn = () => {
      update()
      schedule()
    }
    const follow = () => {
      clearTimeout(timer)
      if (!document.hidden) turn()
    }

    document.addEventListener('visibilitychange', follow)
    if (!document.hidden) schedule()
    return () => {
      document.removeEventListener('visibilitychange', follow)
      clearTimeout(timer)
    }
  })

  /** Seconds since 1970. An effect or a template that reads it runs again each second. */
  get now(): number {
    this.#subscribe()
    return Math.floor(Date.now() / 1000)
  }
}

/** The clock that the whole window shares. */
export const clock = new Clock()
