import type { ClockReport, Event, Settings } from '../backend.ts'
import { Access } from './access.ts'
import { SETTINGS } from './settings.ts'
import type { Start } from './start.ts'
import { Support } from './support.ts'
import { Vault } from './vault.ts'

/** What the parts of the fake share. */
export class World {
  readonly start: Start
  readonly now: () => number
  readonly access: Access
  readonly vault: Vault
  readonly support: Support
  settings: Settings
  clock: ClockReport
  readonly #listeners = new Set<(event: Event) => void>()

  constructor(start: Start) {
    this.start = start
    this.now = start.now ?? Date.now
    this.settings = { ...SETTINGS, ...start.settings }
    this.clock = { synchronised: true, off_ms: null, measured: null, wrong: false, ...start.clock }
    this.access = new Access(start, this.now)
    this.support = new Support(start, this.now)
    this.vault = new Vault(start, this.now, () => this.support.running)
  }

  follow(listener: (event: Event) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly tell = (event: Event): void => {
    for (const listener of this.#listeners) listener(event)
  }
}
