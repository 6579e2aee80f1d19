import type { Place, Row } from '../backend.ts'
import { code } from './codes.ts'
import type { Handlers } from './contract.ts'
import { NO_DETAILS, type KeptAccount } from './office.ts'
import { alsoServes, type Pair, type Vault } from './vault.ts'

const COLLATOR = new Intl.Collator('hu', { numeric: true })

/** The rows of the list by place and search. */
class Rows {
  readonly #vault: Vault
  readonly #recent: readonly string[]

  constructor(vault: Vault, recent: readonly string[]) {
    this.#vault = vault
    this.#recent = recent
  }

  search(place: Place, query: string): Pair[] {
    const found = this.of(place)
    return query.trim() === '' ? found : found.filter(this.#matches(query))
  }

  /** A row for each factor of each account of a place, in the order of the list. */
  of(place: Place): Pair[] {
    const pairs = (accounts: KeptAccount[]) =>
      accounts.flatMap((kept): Pair[] =>
        kept.factors.length ? kept.factors.map((used): Pair => [kept, used]) : [[kept, undefined]],
      )
    switch (place.in) {
      case 'trash':
        return this.#vault.office.accounts
          .filter(({ trashed }) => trashed !== null)
          .sort((a, b) => b.trashed! - a.trashed!)
          .map((kept): Pair => [kept, undefined])
      case 'recent':
        return pairs(this.#recent.flatMap((id) => this.#vault.live().filter((kept) => kept.id === id)))
      case 'favourites':
        return pairs(this.#sorted().filter(({ id }) => this.#vault.office.favourites.has(id)))
      case 'attention':
        return pairs(this.#sorted()).filter((pair) => this.#vault.badges(pair).length > 0)
      case 'folder':
        return pairs([
          ...this.#sorted().filter((kept) => kept.folder === place.folder),
          ...this.#sorted().filter((kept) => alsoServes(kept, place.folder)),
        ])
      case 'all':
        return pairs(this.#sorted())
    }
  }

  #sorted(): KeptAccount[] {
    const names = new Map(this.#vault.office.folders.map(({ id, name }) => [id, name]))
    const key = (kept: KeptAccount) => `${names.get(kept.folder)} ${kept.service} ${kept.label}`
    return this.#vault
      .live()
      .map((kept) => [key(kept), kept] as const)
      .sort(([a], [b]) => COLLATOR.compare(a, b))
      .map(([, kept]) => kept)
  }

  #matches(query: string): (pair: Pair) => boolean {
    const folders = new Map(this.#vault.office.folders.map((folder) => [folder.id, folder]))
    return ([kept, used]) => {
      const { name, client } = folders.get(kept.folder)!
      const { tax_number, short_code } = client ?? NO_DETAILS
      return holds([name, tax_number, short_code, kept.service, kept.label, used?.label ?? '', ...kept.tags], query)
    }
  }

  view([kept, used]: Pair): Row {
    return {
      account: kept.id,
      factor: used && kept.trashed === null ? code(used, this.#vault.now(), this.#vault.masked()) : null,
      folder: this.#vault.tagOf(kept.folder),
      service: kept.service,
      label: kept.label,
      tags: kept.tags,
      favourite: this.#vault.office.favourites.has(kept.id),
      badges: this.#vault.badges([kept, used]),
      trashed: kept.trashed,
    }
  }
}

/** The list and what stands beside it: accounts, clients, counts. `recent` are the last accounts that were used. */
export function listHandlers(vault: Vault, recent: readonly string[]) {
  const { office } = vault
  const rows = new Rows(vault, recent)
  const count = (place: Place) => rows.of(place).length

  return {
    list({ query, place, from, count }) {
      const found = rows.search(place, query)
      const shown = found.slice(from, from + Math.min(count, 60))
      return { total: found.length, rows: shown.map((pair) => rows.view(pair)) }
    },
    counts() {
      const { folders } = office
      const tags = new Set(vault.live().flatMap(({ tags }) => tags))
      return {
        all: count({ in: 'all' }),
        favourites: count({ in: 'favourites' }),
        recent: count({ in: 'recent' }),
        attention: count({ in: 'attention' }),
        trash: count({ in: 'trash' }),
        folders: folders.filter(({ archived, name }) => !archived && name !== '').length,
        archived: folders.filter(({ archived }) => archived).length,
        tags: [...tags].slice(0, 100),
      }
    },
    folders({ query, from, count, archived }) {
      const found = office.folders
        .filter((folder) => folder.archived === archived && folder.name !== '')
        .filter(({ name, client }) => holds([name, client?.tax_number ?? '', client?.short_code ?? ''], query))
        .sort((a, b) => COLLATOR.compare(a.name, b.name))
      return { total: found.length, folders: found.slice(from, from + count).map((kept) => vault.folderView(kept)) }
    },
  } satisfies Partial<Handlers>
}

/** Whether the texts hold every word of a search. */
export function holds(texts: string[], query: string): boolean {
  const text = folded(texts.join(' '))
  return folded(query)
    .split(' ')
    .every((part) => text.includes(part))
}

/** Small letters without accents and dashes. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}-]/gu, '')
    .toLowerCase()
    .trim()
    .replace(/\s+/g, ' ')
}
