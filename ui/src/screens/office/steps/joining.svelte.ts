import { Attempt } from '../../../lib/attempt.svelte.ts'
import { isFailure, type Backend, type FailureCode, type InvitationRead, type JoiningView } from '../../../lib/backend/backend.ts'
import { StoreFields } from './store.svelte.ts'

/** How often the office is looked at for an answer, in milliseconds. */
export const LOOK_MS = 10_000

/** After which answers nothing more comes of a request. */
const ENDED: ReadonlySet<FailureCode> = new Set([
  'invite_used',
  'invite_expired',
  'invite_cancelled',
  'request_dropped',
  'wrong_code',
  'other_office',
  'removed_from_office',
  'office_keys_gone',
  'no_office',
  'not_found',
])

/** Coming into an office, from the invitation until one is in. It goes on where it was left. */
export class Joining {
  step = $state<'look' | 'code' | 'me' | 'wait' | 'in' | 'over'>('look')
  person = $state('')
  email = $state('')
  view = $state.raw<JoiningView>()
  /** How many folders there are, once in. */
  folders = $state(0)
  /** Whether nothing was given to this person yet, once that is known. */
  none = $state(false)
  /** Why nothing more comes of it. */
  ended = $state.raw<unknown>()
  /** Why the office cannot be looked at just now; it is tried again. */
  away = $state.raw<unknown>()
  readonly store = new StoreFields()
  readonly attempt = new Attempt()
  readonly #backend: Backend
  readonly #wanted: string | undefined
  #looking = false

  constructor(backend: Backend, wanted?: string) {
    this.#backend = backend
    this.#wanted = wanted
  }

  /** Goes on with what was asked before, or begins. */
  async begin(): Promise<void> {
    const asked = await this.#backend.ask({ ask: 'offices' }).catch(() => undefined)
    const open = asked?.joining ?? []
    const found = open.find(({ office }) => office.id === this.#wanted) ?? open[0]
    if (!found) {
      this.step = 'code'
      return
    }
    this.#take(found)
    await this.look()
  }

  /** Looks for the answer of the office now and then, until the function it returns is called. */
  follow(): () => void {
    const timer = setInterval(() => void this.look(), LOOK_MS)
    const stop = this.#backend.follow(({ event }) => {
      if (event !== 'office_changed') return
      if (this.step === 'in') void this.#count()
      else void this.look()
    })
    return () => {
      clearInterval(timer)
      stop()
    }
  }

  /** Takes over an invitation that was read. */
  read({ store }: InvitationRead): void {
    this.store.given = false
    this.store.take(store)
    this.step = 'me'
  }

  back(): void {
    this.attempt.error = undefined
    this.step = 'code'
  }

  ask(): Promise<void> {
    return this.attempt.runAlone(async () => {
      const wish = { store: this.store.wish, person: this.person.trim(), email: this.email.trim() }
      const view = await this.#backend.ask({ ask: 'join_office', ...wish })
      this.store.password = this.store.secret = ''
      this.#take(view)
    })
  }

  /** Looks once. */
  async look(): Promise<void> {
    if (this.step !== 'wait' || this.#looking || !this.view) return
    this.#looking = true
    try {
      const view = await this.#backend.ask({ ask: 'joining', office: this.view.office.id })
      this.away = undefined
      // It may have been taken back meanwhile.
      if (this.step === 'wait') this.#take(view)
    } catch (failure) {
      if (this.step === 'wait') this.#failed(failure)
    } finally {
      this.#looking = false
    }
  }

  /** Takes the request back, and begins anew. */
  takeBack(): Promise<void> {
    return this.attempt.runAlone(async () => {
      const office = this.view?.office.id
      const over = this.step === 'over'
      // One that is over may be gone already.
      if (office) await this.#backend.ask({ ask: 'cancel_joining', office }).catch((failure) => !over && Promise.reject(failure))
      this.view = this.ended = this.away = undefined
      this.step = 'code'
    })
  }

  #take(view: JoiningView): void {
    this.view = view
    this.step = view.state === 'joined' ? 'in' : 'wait'
    if (this.step === 'in') void this.#count()
  }

  #failed(failure: unknown): void {
    if (isFailure(failure) && ENDED.has(failure.code)) {
      this.ended = failure
      this.step = 'over'
    } else this.away = failure
  }

  /** Folders come in one after the other. */
  async #count(): Promise<void> {
    const office = this.view?.office.id
    if (!office) return
    const details = await this.#backend.ask({ ask: 'office', office }).catch(() => undefined)
    if (!details) return
    this.folders = details.folders
    this.none = details.folders === 0 && !(await this.#waits(office))
  }

  /** Whether there is something that this person was given, and that is on its way; also where that cannot be told. */
  async #waits(office: string): Promise<boolean> {
    const all = await this.#backend.ask({ ask: 'people', office }).catch(() => undefined)
    const own = all?.people.find(({ member }) => member.you)
    return !own || own.member.class === 'owner' || own.folders > 0
  }
}
