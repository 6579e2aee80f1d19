import type { Backend, FolderTag } from '../../lib/backend/backend.ts'
import type { Part } from '../../lib/list/paged.svelte.ts'
import { PAGE } from '../../lib/list/viewport.ts'

/** The clients of the own vault: those with a name that are in no office. */
export class OwnClients {
  readonly #backend: Backend
  readonly #offices: readonly string[]
  /** The ids of the folders that are in an office, once they were asked for. */
  #shared: Promise<Set<string>> | undefined
  /** What matches the last search, which is read once for all of its pages. */
  #found: { query: string; clients: Promise<FolderTag[]> } | undefined

  /** `offices` are the ids of all offices of this person. */
  constructor(backend: Backend, offices: readonly string[]) {
    this.#backend = backend
    this.#offices = offices
  }

  /** A part of those that match, by name. */
  async find(query: string, from: number, count: number): Promise<Part<FolderTag>> {
    if (this.#found?.query !== query) this.#found = { query, clients: this.#read(query) }
    const { clients } = this.#found
    try {
      const all = await clients
      return { total: all.length, items: all.slice(from, from + count) }
    } catch (failure) {
      // Asked for anew the next time.
      if (this.#found?.clients === clients) this.#found = undefined
      this.#shared = undefined
      throw failure
    }
  }

  async #read(query: string): Promise<FolderTag[]> {
    this.#shared ??= this.#inOffices()
    const shared = await this.#shared
    const folders = await whole(async (from) => {
      const { total, folders } = await this.#backend.ask({ ask: 'folders', query, from, count: PAGE, archived: false })
      return { total, items: folders }
    })
    return folders
      .filter(({ id, name }) => name !== '' && !shared.has(id))
      .map(({ id, name, shown_colour: colour }) => ({ id, name, colour, office: '' }))
  }

  async #inOffices(): Promise<Set<string>> {
    const ids = new Set<string>()
    for (const office of this.#offices) {
      const rows = await whole(async (from) => {
        const { total, rows } = await this.#backend.ask({ ask: 'matrix', office, people: '', query: '', from, count: PAGE })
        return { total, items: rows }
      })
      for (const { folder } of rows) ids.add(folder.id)
    }
    return ids
  }
}

/** All of a long list, page by page. */
async function whole<Item>(page: (from: number) => Promise<Part<Item>>): Promise<Item[]> {
  const all: Item[] = []
  for (;;) {
    const { total, items } = await page(all.length)
    all.push(...items)
    if (!items.length || all.length >= total) return all
  }
}
