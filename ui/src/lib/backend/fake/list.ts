import type { Place, Row } from '../backend.ts'
import { code } from './codes.ts'
import type { Handlers } from './contract.ts'
import type { KeptAccount } from './office.ts'
import { alsoServes, type Pair, type Vault } from './vault.ts'

const COLLATOR = new Intl.Collator('hu', { numeric: true })

/** The list and what stands beside it: accounts by place and search, clients, counts. `recent` are the last accounts used. */
export function listHandlers(vault: Vault, recent: readonly string[]) {
  const { office } = vault

  /** A row for each factor of each account of a place, in the order of the list. */
  function rows(place: Place): Pair[] {
    const pairs = (accounts: KeptAccount[]) =>
      accounts.flatMap((kept): Pair[] =>
        kept.factors.length ? kept.factors.map((used): Pair => [kept, used]) : [[kept, undefined]],
      )
    switch (place.in) {
      case 'trash':
        return office.accounts
          .filter(({ trashed }) => trashed !== null)
          .sort((a, b) => b.trashed! - a.trashed!)
          .map((kept): Pair => [kept, undefined])
      case 'recent':
        return pairs(recent.flatMap((id) => vault.live().filter((kept) => kept.id === id)))
      case 'favourites':
        return pairs(sorted().filter(({ id }) => office.favourites.has(id)))
      case 'attention':
        return pairs(sorted()).filter((pair) => vault.badges(pair).length > 0)
      case 'folder':
        return pairs([
          ...sorted().filter((kept) => kept.folder === place.folder),
          ...sorted().filter((kept) => alsoServes(kept, place.folder)),
        ])
      case 'all':
        return pairs(sorted())
    }
  }

  function sorted(): KeptAccount[] {
    const names = new Map(office.folders.map(({ id, name }) => [id, name]))
    const key = (kept: KeptAccount) => `${names.get(kept.folder)} ${kept.service} ${kept.label}`
    return vault
      .live()
      .map((kept) => [key(kept), kept] as const)
      .sort(([a], [b]) => COLLATOR.compare(a, b))
      .map(([, kept]) => kept)
  }

  function matches(query: string): (pair: Pair) => boolean {
    const folders = new Map(office.folders.map((folder) => [folder.id, folder]))
    return ([kept, used]) => {
      const { name, tax_number, short_code } = folders.get(kept.folder)!
      return holds([name, tax_number, short_code, kept.service, kept.label, used?.desk ?? '', ...kept.tags], query)
    }
  }

  function row([kept, used]: Pair): Row {
    return {
      account: kept.id,
      factor: used && kept.trashed === null ? code(used, vault.now(), vault.masked()) : null,
      folder: vault.tagOf(kept.folder),
      service: kept.service,
      label: kept.label,
      tags: kept.tags,
      favourite: office.favourites.has(kept.id),
      badges: vault.badges([kept, used]),
      trashed: kept.trashed,
    }
  }

  return {
    list({ query, place, from, count }) {
      const found = query.trim() === '' ? rows(place) : rows(place).filter(matches(query))
      return { total: found.length, rows: found.slice(from, from + Math.min(count, 60)).map(row) }
    },
    counts() {
      const { folders } = office
      const tags = new Set(vault.live().flatMap(({ tags }) => tags))
      return {
        all: rows({ in: 'all' }).length,
        favourites: rows({ in: 'favourites' }).length,
        recent: rows({ in: 'recent' }).length,
        attention: rows({ in: 'attention' }).length,
        trash: rows({ in: 'trash' }).length,
        folders: folders.filter(({ archived, name }) => !archived && name !== '').length,
        archived: folders.filter(({ archived }) => archived).length,
        tags: [...tags].slice(0, 100),
      }
    },
    folders({ query, from, count, archived }) {
      const found = office.folders
        .filter((folder) => folder.archived === archived && folder.name !== '')
        .filter(({ name, tax_number, short_code }) => holds([name, tax_number, short_code], query))
        .sort((a, b) => COLLATOR.compare(a.name, b.name))
      return { total: found.length, folders: found.slice(from, from + count).map((kept) => vault.folderView(kept)) }
    },
  } satisfies Partial<Handlers>
}

/** Whether the texts hold every word of a search. */
function holds(texts: string[], query: string): boolean {
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
