import type { AccountDetails, Badge, FolderDetails, FolderTag } from '../backend.ts'
import { code } from './codes.ts'
import { failure, isoDay } from './contract.ts'
import {
  NO_DETAILS,
  account,
  folder,
  smallOffice,
  type KeptAccount,
  type KeptFactor,
  type KeptFolder,
  type Office,
} from './office.ts'
import type { Start } from './start.ts'

/** An account with one of its factors, as a row of the list shows it. */
export type Pair = [KeptAccount, KeptFactor | undefined]

/** What is in the fake vault, and how the window is told of it. */
export class Vault {
  readonly office: Office
  readonly now: () => number
  /** Whether codes are withheld. */
  readonly masked: () => boolean
  /** The folders that are in an office, with its id. */
  readonly shared = new Map<string, string>()
  #made = 0

  constructor(start: Start, now: () => number, masked: () => boolean) {
    const empty = { folders: [folder('default', '', { client: null })], accounts: [], favourites: new Set<string>() }
    this.office = start.office ?? (start.state === 'no_vault' ? empty : smallOffice(now()))
    this.now = now
    this.masked = masked
  }

  /** A number that none was made before with. */
  next(): number {
    return ++this.#made
  }

  /** The accounts that are not in the trash. */
  live(): KeptAccount[] {
    return this.office.accounts.filter(({ trashed }) => trashed === null)
  }

  find(id: string): KeptAccount {
    const kept = this.office.accounts.find((account) => account.id === id)
    if (!kept) throw failure('not_found', { query: id })
    return kept
  }

  findFactor(account: string, id: string): KeptFactor {
    const used = this.find(account).factors.find((factor) => factor.id === id)
    if (!used) throw failure('not_found', { query: id })
    return used
  }

  findFolder(id: string): KeptFolder {
    const kept = this.office.folders.find((folder) => folder.id === id)
    if (!kept) throw failure('not_found', { query: id })
    return kept
  }

  /** The folder of that id or name; a new name makes a new one. */
  folderFor(wished: string): string {
    const kept = this.office.folders.find(({ id, name }) => id === wished || name === wished)
    return (kept ?? this.addFolder(wished, { client: wished === '' ? null : NO_DETAILS })).id
  }

  addFolder(name: string, fields?: Partial<KeptFolder>): KeptFolder {
    const fresh = folder(`new-${this.next()}`, name, fields)
    this.office.folders.push(fresh)
    return fresh
  }

  addAccount(service: string, label: string, fields: Partial<KeptAccount>): KeptAccount {
    const fresh = account(`new-${this.next()}`, 0, service, label)
    Object.assign(fresh, { url: '', created: this.now(), changed: this.now() }, fields)
    this.office.accounts.push(fresh)
    return fresh
  }

  /** Does it to each of these accounts, and returns how many there are. */
  each(ids: string[], how: (kept: KeptAccount) => void): number {
    for (const kept of ids.map((id) => this.find(id))) how(kept)
    return ids.length
  }

  tagOf(folder: string): FolderTag {
    const { id, name, shown_colour: colour } = this.findFolder(folder)
    return { id, name, colour, office: this.shared.get(id) ?? '' }
  }

  folderView(kept: KeptFolder): FolderDetails {
    return {
      ...kept,
      accounts: this.live().filter(({ folder }) => folder === kept.id).length,
      also_serving: this.live().filter((account) => alsoServes(account, kept.id)).length,
    }
  }

  view(kept: KeptAccount): AccountDetails {
    return {
      ...kept,
      folder: this.tagOf(kept.folder),
      also_serves: kept.also_serves.map((id) => this.tagOf(id)),
      favourite: this.office.favourites.has(kept.id),
      badges: kept.factors.flatMap((used) => this.badges([kept, used])),
      factors: kept.factors.map(({ key, ...used }, i) => ({
        ...used,
        code: code(kept.factors[i]!, this.now(), this.masked()),
      })),
    }
  }

  badges([kept, used]: Pair): Badge[] {
    const found: Badge[] = []
    if (used && !used.confirmed) found.push({ badge: 'unconfirmed' })
    if (used && used.rivals > 0) found.push({ badge: 'rivals' })
    for (const [name, date] of Object.entries(kept.deadlines)) {
      const days = Math.round((Date.parse(date) - Date.parse(isoDay(this.now()))) / 86_400_000)
      if (days <= 30) found.push({ badge: 'deadline', name, date, days })
    }
    return found
  }
}

export function alsoServes({ folder, also_serves }: KeptAccount, id: string): boolean {
  return folder !== id && also_serves.includes(id)
}
