import { SvelteMap } from 'svelte/reactivity'
import { Attempt } from '../../lib/attempt.svelte.ts'
import type { Backend, MatrixRow, PersonName, Role, Shared } from '../../lib/backend/backend.ts'
import { endOf } from '../../lib/dates.ts'
import { Paged } from '../../lib/list/paged.svelte.ts'
import { PAGE } from '../../lib/list/viewport.ts'

/** What somebody may be given of a folder; `nothing` takes it away. */
export type Wish = Role | 'nothing'

/** Who sees what: people and folders, some of both chosen, and what those are to have. */
export class SharingModel extends Paged<MatrixRow> {
  /** What folders and people are searched for. */
  query = $state('')
  peopleQuery = $state('')
  people = $state.raw<readonly PersonName[]>([])

  /** The chosen folders and the chosen people, with their names. What is changed is each of these for each of those. */
  readonly folders = new SvelteMap<string, string>()
  readonly members = new SvelteMap<string, string>()

  wish = $state<Wish>('view')
  recovery = $state(false)
  /** The last day, as `YYYY-MM-DD`; empty for ever. */
  until = $state('')
  /** What became of the last change. */
  done = $state.raw<Shared>()
  readonly attempt = new Attempt()

  readonly #backend: Backend
  readonly #office: string

  constructor(backend: Backend, office: string) {
    super(async ({ from, count }) => {
      const { query, peopleQuery: people } = this
      const { people: found, total, rows } = await backend.ask({ ask: 'matrix', office, people, query, from, count })
      this.people = found
      return { total, items: rows }
    })
    this.#backend = backend
    this.#office = office
  }

  /** Shows only what is searched for, with nothing chosen. */
  look(query: string, people: string): void {
    this.peopleQuery = people
    this.clear()
    this.search(query)
  }

  search(query: string): void {
    this.query = query
    void this.restart()
  }

  searchPeople(query: string): void {
    this.peopleQuery = query
    void this.restart()
  }

  clear(): void {
    this.folders.clear()
    this.members.clear()
    this.done = undefined
  }

  toggleFolder({ folder, may_manage }: MatrixRow): void {
    this.done = undefined
    if (!may_manage) return
    if (!this.folders.delete(folder.id)) this.folders.set(folder.id, folder.name)
  }

  /** Chooses the folders from one place in the list to another. Only their ids stay here. */
  async chooseFolders(a: number, b: number): Promise<void> {
    this.done = undefined
    const end = Math.max(a, b) + 1
    for (let from = Math.min(a, b); from < end; from += PAGE) {
      const { query, peopleQuery: people } = this
      const count = Math.min(PAGE, end - from)
      const { rows } = await this.#backend.ask({ ask: 'matrix', office: this.#office, people, query, from, count })
      for (const { folder, may_manage } of rows) if (may_manage) this.folders.set(folder.id, folder.name)
    }
  }

  /** Chooses the folders that match now, and no others: one that comes later is not shared because of it. */
  async chooseAll(): Promise<void> {
    this.folders.clear()
    if (this.total) await this.chooseFolders(0, this.total - 1)
  }

  toggleMember({ id, name, class: kind }: PersonName): void {
    this.done = undefined
    if (kind !== 'owner' && !this.members.delete(id)) this.members.set(id, name)
  }

  /** Chooses the people from one column to another. */
  chooseMembers(a: number, b: number): void {
    this.done = undefined
    for (const { id, name, class: kind } of this.people.slice(Math.min(a, b), Math.max(a, b) + 1)) {
      if (kind !== 'owner') this.members.set(id, name)
    }
  }

  async apply(): Promise<void> {
    const { folders, members, recovery, until, wish } = this
    await this.attempt.runAlone(async () => {
      const role = wish === 'nothing' ? null : wish
      const done = await this.#backend.ask({
        ask: 'share',
        office: this.#office,
        members: [...members.keys()],
        folders: [...folders.keys()],
        role,
        recovery: role !== null && recovery,
        until: role === null || !until ? null : endOf(until),
      })
      await this.refresh()
      this.done = done
    })
  }
}
