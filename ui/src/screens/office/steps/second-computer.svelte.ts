import { Attempt } from '../../../lib/attempt.svelte.ts'
import type { Backend, InvitationView, RequestView } from '../../../lib/backend/backend.ts'
import { LOOK_MS } from './joining.svelte.ts'

/** Bringing a further computer of the same person into an office. */
export class SecondComputer {
  step = $state<'code' | 'digits' | 'done'>('code')
  invitation = $state.raw<InvitationView>()
  /** Whether the code is on the clipboard, for all that is known. */
  copied = $state(false)
  /** Computers of people who are in already, which ask to come in. */
  requests = $state.raw<readonly RequestView[]>([])
  /** Which of them is meant. */
  request = $state('')
  /** What it shows, as it was typed. */
  digits = $state('')
  readonly attempt = new Attempt()
  readonly #backend: Backend
  readonly #office: string
  #looking = false

  constructor(backend: Backend, office: string) {
    this.#backend = backend
    this.#office = office
  }

  /** Looks for the other computer now and then, until the function it returns is called. */
  follow(): () => void {
    const timer = setInterval(() => void this.#look(), LOOK_MS)
    const stop = this.#backend.follow(({ event }) => {
      // What has arrived is looked at; nothing more is asked of the store.
      if (event === 'office_changed' && this.step === 'digits') void this.#read().catch(() => {})
    })
    return () => {
      clearInterval(timer)
      stop()
    }
  }

  invite(): Promise<void> {
    return this.attempt.runAlone(async () => {
      this.invitation = await this.#backend.ask({ ask: 'invite_device', office: this.#office })
    })
  }

  show(): Promise<void> {
    return this.#of((invite) => this.#backend.ask({ ask: 'show_invitation', office: this.#office, invite }))
  }

  copy(): Promise<void> {
    return this.#of(async (invite) => {
      await this.#backend.ask({ ask: 'copy_invitation', office: this.#office, invite })
      this.copied = true
    })
  }

  async goOn(): Promise<void> {
    this.step = 'digits'
    await this.attempt.runAlone(() => this.#read())
  }

  back(): void {
    this.attempt.error = undefined
    this.digits = ''
    this.step = 'code'
  }

  /** Looks into the store at once, and says why where it cannot. */
  lookNow(): Promise<void> {
    return this.attempt.runAlone(() => this.#sync())
  }

  /** Lets the computer in whose digits were typed. */
  async approve(): Promise<void> {
    await this.attempt.runAlone(async () => {
      await this.#backend.ask({ ask: 'approve', office: this.#office, request: this.request, digits: this.digits })
      this.step = 'done'
    })
    this.digits = ''
    // After three wrong ones the request is gone.
    if (this.step === 'digits') await this.#read().catch(() => {})
  }

  #of(run: (invite: string) => Promise<unknown>): Promise<void> {
    const invite = this.invitation?.id
    return invite === undefined ? Promise.resolve() : this.attempt.runAlone(() => run(invite))
  }

  async #look(): Promise<void> {
    if (this.step !== 'digits' || this.requests.length > 0 || this.#looking) return
    this.#looking = true
    // It is tried again; who does not want to wait presses the button, and is told why not.
    await this.#sync().catch(() => {})
    this.#looking = false
  }

  async #sync(): Promise<void> {
    await this.#backend.ask({ ask: 'sync_office', office: this.#office, incomplete: false, seed: false })
    await this.#read()
  }

  async #read(): Promise<void> {
    const { requests } = await this.#backend.ask({ ask: 'people', office: this.#office })
    this.requests = requests.filter((request) => request.class === null)
    if (!this.requests.some(({ id }) => id === this.request)) this.request = this.requests[0]?.id ?? ''
  }
}
