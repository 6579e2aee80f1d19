import type { Backend, OfficeCard, OfficeDetails, Offices } from '../../lib/backend/backend.ts'
import type { OfficeGoal } from './goal.ts'
import { OfficeModel } from './office-model.svelte.ts'

/** The offices of this person, and the page of one where that is open. */
export class OfficesModel {
  all = $state.raw<Offices>()
  /** How each of them stands, as it was last asked. */
  details = $state.raw<readonly OfficeDetails[]>([])
  page = $state.raw<OfficeModel>()

  /** How much a person has to look at. */
  readonly needs = $derived(this.cards.reduce((sum, { needs }) => sum + needs, 0))

  /** Whether anything of an office is to be looked at: what needs a person, or secrets to replace. */
  readonly waiting = $derived(this.details.some(({ card, exposed, alarms }) => card.needs + exposed + alarms.length > 0))

  readonly #backend: Backend

  constructor(backend: Backend) {
    this.#backend = backend
  }

  get cards(): OfficeCard[] {
    return this.all?.offices ?? []
  }

  /** Asks for the offices. Where they cannot be had, there are none to show. */
  async read(): Promise<void> {
    this.all = await this.#backend.ask({ ask: 'offices' }).catch(() => this.all)
    if (this.page && !this.cards.some(({ id }) => id === this.page!.id)) this.page = undefined
  }

  /** Asks how each of them stands. */
  async readDetails(): Promise<void> {
    const all = await Promise.all(
      this.cards.map(({ id }) => this.#backend.ask({ ask: 'office', office: id }).catch(() => undefined)),
    )
    this.details = all.filter((details) => details !== undefined)
  }

  /** Asks again for all that is shown of offices, after something about them was changed. */
  async refresh(): Promise<void> {
    await this.read()
    await Promise.all([this.page?.refresh(), this.details.length ? this.readDetails() : undefined])
  }

  open(office: string, goal: OfficeGoal = { tab: 'state' }): void {
    if (this.page?.id !== office) this.page = new OfficeModel(this.#backend, office)
    this.page.go(goal)
  }

  close(): void {
    this.page = undefined
  }

  nameOf(office: string): string {
    return this.cards.find(({ id }) => id === office)?.name ?? ''
  }
}
