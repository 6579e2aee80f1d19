import type { Event, Request, Support as SupportView, SupportStep } from '../backend.ts'
import type { Access } from './access.ts'
import { failure, type Handlers } from './contract.ts'
import type { Start } from './start.ts'

/** Help over a remote connection: until when it runs, and what was done meanwhile. */
export class Support {
  #until: number | null
  #done: SupportStep[]
  readonly #doneBefore: number
  readonly #now: () => number

  constructor(start: Start, now: () => number) {
    this.#until = start.support === undefined ? null : now() + start.support * 60_000
    this.#done = start.done ?? []
    this.#doneBefore = start.doneBefore ?? 0
    this.#now = now
  }

  get running(): boolean {
    return this.#until !== null
  }

  begin(minutes: number): void {
    this.#until = this.#now() + minutes * 60_000
    this.note('begin_support', '')
  }

  end(): void {
    if (this.running) this.note('end_support', '')
    this.#until = null
  }

  note(what: string, about: string): void {
    this.#done = [...this.#done, { at: this.#now(), what, about }]
  }

  /** What the window is told; what was done only while the vault is open. */
  view(unlocked: boolean): SupportView {
    return { until: this.#until, done: unlocked ? this.#done : [], left_out: this.#doneBefore }
  }
}

/** What is noted while somebody helps; the real program notes whatever does more than look. */
export const NOTED = new Set<string>('copy copy_field open_page edit confirm change_settings back_up lock unlock'.split(' '))

/** Whether the answer would show a secret to who helps. */
export function showsSecret(request: Request): boolean {
  if (request.ask === 'export') return request.format !== 'keyrack'
  return ['reveal', 'show_qr', 'make_kit', 'show_kit', 'codes_around', 'drill'].includes(request.ask)
}

export function supportHandlers(support: Support, access: Access, tell: (event: Event) => void) {
  const view = () => support.view(access.unlocked)

  function changed() {
    tell({ event: 'support_changed' })
    tell({ event: 'changed' })
    return view()
  }

  return {
    start_support({ minutes }) {
      if (minutes < 5 || minutes > 120) throw failure('bad_value', { field: 'minutes' })
      support.begin(minutes)
      return changed()
    },
    end_support() {
      support.end()
      return changed()
    },
    support: view,
  } satisfies Partial<Handlers>
}
