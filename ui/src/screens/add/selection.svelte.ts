import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import type { Draft } from '../../lib/backend/backend.ts'

/** A client as it stands in a field: one there is, or the name of a new one. */
export interface Client {
  name: string
  id: string | undefined
}

/** Which of the keys that were found are added, and to which clients. */
export class Selection {
  readonly ticked: SvelteSet<number>
  /** Whether each has a client of its own. */
  each = $state(false)
  /** The client of all, otherwise. */
  client = $state<Client>({ name: '', id: undefined })
  readonly clients = new SvelteMap<number, Client>()

  /** All whose key is not in the vault yet; with the clients of `before`, where more was read since. */
  constructor(found: readonly Draft[], before?: Selection) {
    this.ticked = new SvelteSet(found.filter(isNewKey).map(({ draft }) => draft))
    if (!before) return
    this.each = before.each
    this.client = before.client
  }

  tick(draft: number, on: boolean): void {
    if (on) this.ticked.add(draft)
    else this.ticked.delete(draft)
  }

  /** Gives each a client of its own, to begin with that of all; or all the same again. */
  giveEach(each: boolean): void {
    this.each = each
    this.clients.clear()
  }

  /** The client of one key. */
  clientOf(draft: number): Client {
    return this.clients.get(draft) ?? this.client
  }

  /** What is asked for to add them. */
  request() {
    const drafts = [...this.ticked]
    return {
      ask: 'add_many' as const,
      drafts,
      folder: this.each ? null : folder(this.client),
      folders: this.each
        ? drafts.flatMap((draft): [number, string][] => {
            const own = folder(this.clientOf(draft))
            return own === null ? [] : [[draft, own]]
          })
        : [],
    }
  }
}

/** Whether the vault does not have the key yet: without it, it would be lost. */
function isNewKey({ status }: Draft): boolean {
  return status === 'new' || status === 'same_name'
}

function folder({ name, id }: Client): string | null {
  return id ?? (name.trim() || null)
}
