import { Attempt } from '../../lib/attempt.svelte.ts'
import type { AlarmCode, Backend, OfficeDetails, People, PersonDetails } from '../../lib/backend/backend.ts'
import type { OfficeGoal, Tab } from './goal.ts'
import { SharingModel } from './sharing-model.svelte.ts'

/** What an office says to whom it has taken out. */
const OUT: readonly AlarmCode[] = ['you_were_removed', 'key_renewed']

/** The page of an office: what is known of it, and which part is shown. */
export class OfficeModel {
  readonly id: string
  readonly backend: Backend
  readonly sharing: SharingModel
  readonly attempt = new Attempt()
  tab = $state<Tab>('state')
  details = $state.raw<OfficeDetails>()
  people = $state.raw<People>()
  /** The member whose details are open. */
  person = $state.raw<PersonDetails>()

  /** Whether this person decides about people. */
  readonly owner = $derived(this.details?.card.class === 'owner')
  /** Whether this person is out of the office, or has to think so. */
  readonly out = $derived(
    this.details !== undefined &&
      (this.details.card.class === null || this.details.alarms.some(({ code }) => OUT.includes(code))),
  )

  constructor(backend: Backend, id: string) {
    this.backend = backend
    this.id = id
    this.sharing = new SharingModel(backend, id)
  }

  go({ tab, member, query, people }: OfficeGoal): void {
    this.tab = tab
    this.person = undefined
    if (tab === 'sharing') this.sharing.look(query ?? '', people ?? '')
    void this.refresh()
    if (member !== undefined) void this.openPerson(member)
  }

  /** Asks for what the part in sight shows. */
  async refresh(): Promise<void> {
    const { backend, id: office, person } = this
    await this.attempt.refresh(async () => {
      this.details = await backend.ask({ ask: 'office', office })
      if (this.tab === 'people') this.people = await backend.ask({ ask: 'people', office })
      if (this.tab === 'sharing') await this.sharing.refresh()
    })
    if (!person || this.person !== person) return
    // Who is out could still be asked for, but is no longer among the people.
    const { id } = person.member
    if (this.people?.people.some(({ member }) => member.id === id)) await this.#reopen(id)
    else this.person = undefined
  }

  async openPerson(member: string): Promise<void> {
    await this.attempt.run(async () => {
      this.person = await this.backend.ask({ ask: 'person', office: this.id, member })
    })
  }

  closePerson(): void {
    this.person = undefined
  }

  /** Reads what the store has, and sends what waits; `seed` makes the office anew in it. */
  async sync(seed = false): Promise<void> {
    await this.attempt.runAlone(async () => {
      await this.backend.ask({ ask: 'sync_office', office: this.id, incomplete: false, seed })
      await this.refresh()
    })
  }

  /** Takes in a change that was set aside, or lets it go. */
  async decide(id: string, take: boolean): Promise<void> {
    await this.attempt.runAlone(async () => {
      this.details = await this.backend.ask({ ask: 'decide_set_aside', office: this.id, id, take })
    })
  }

  async promote(member: string): Promise<void> {
    await this.attempt.runAlone(async () => {
      this.person = await this.backend.ask({ ask: 'promote', office: this.id, member })
      await this.refresh()
    })
  }

  async cancelInvitation(invite: string): Promise<void> {
    await this.attempt.runAlone(async () => {
      this.people = await this.backend.ask({ ask: 'cancel_invitation', office: this.id, invite })
    })
  }

  /** Shows a member as the member is now; who is out has no details. */
  async #reopen(member: string): Promise<void> {
    const { backend, id: office } = this
    this.person = await backend.ask({ ask: 'person', office, member }).catch(() => undefined)
  }
}
