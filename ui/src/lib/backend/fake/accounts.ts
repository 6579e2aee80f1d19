import type { AccountDetails, RecoveryView } from '../backend.ts'
import { failure, type Handlers } from './contract.ts'
import { NO_DETAILS, type KeptAccount, type KeptFactor, type KeptFolder } from './office.ts'
import type { Vault } from './vault.ts'

type Fields = [string, string][]

/** Changes of accounts, one or many, and of their factors. */
/** Codes of keys that were set at the same time. */
const RIVALS = ['123456', '654321']

export function accountHandlers(vault: Vault) {
  const { office, now } = vault
  const removed: KeptFactor[] = []

  function change(account: string, factor: string, how: (kept: KeptFactor) => void): AccountDetails {
    how(vault.findFactor(account, factor))
    return vault.view(vault.find(account))
  }

  return {
    account: ({ account }) => vault.view(vault.find(account)),
    favourite({ accounts, on }) {
      for (const id of accounts) office.favourites[on ? 'add' : 'delete'](id)
      return null
    },
    edit({ account, fields }) {
      editAccount(vault, vault.find(account), fields)
      return vault.view(vault.find(account))
    },
    move({ accounts, folder }) {
      const to = vault.folderFor(folder)
      return vault.each(accounts, (kept) => (kept.folder = to))
    },
    tag: ({ accounts, add, remove }) =>
      vault.each(accounts, (kept) => {
        kept.tags = [...new Set([...kept.tags, ...add])].filter((tag) => !remove.includes(tag))
      }),
    remove: ({ accounts }) => vault.each(accounts, (kept) => (kept.trashed = now())),
    restore: ({ accounts }) => vault.each(accounts, (kept) => (kept.trashed = null)),
    empty_trash() {
      const before = office.accounts.length
      office.accounts = vault.live()
      return before - office.accounts.length
    },
    rivals: () =>
      RIVALS.map((code, i) => ({ id: String(i), set: vault.now() - i * 60_000, code, valid_until: vault.now() / 1000 + 30 })),
    choose_rival: ({ account, factor }) => change(account, factor, (kept) => Object.assign(kept, { confirmed: true, rivals: 0 })),
    confirm: ({ account, factor }) => change(account, factor, (kept) => Object.assign(kept, { confirmed: true, replaced: [] })),
    edit_factor: ({ account, factor, desk }) => change(account, factor, (kept) => (kept.label = desk)),
    remove_factor({ account, factor }) {
      const kept = vault.find(account)
      removed.push(...kept.factors.filter(({ id }) => id === factor))
      kept.factors = kept.factors.filter(({ id }) => id !== factor)
      return vault.view(kept)
    },
    restore_factor({ account, factor }) {
      vault.find(account).factors.push(takeBack(removed, factor))
      return vault.view(vault.find(account))
    },
  } satisfies Partial<Handlers>
}

/** What helps where a factor is lost. */
export function recoveryHandlers(vault: Vault) {
  const removed: RecoveryView[] = []

  return {
    add_recovery({ account, kind, label, whose, value }) {
      const kept = vault.find(account)
      const codes = kind === 'backup_codes' ? value.split('\n').filter((line) => line.trim()).length : null
      kept.recovery.push({
        id: `recovery-${vault.next()}`,
        kind,
        label,
        whose,
        codes_left: codes,
        codes_total: codes,
        file: null,
      })
      return vault.view(kept)
    },
    use_recovery({ account, item }) {
      const used = vault.find(account).recovery.find(({ id }) => id === item)
      if (used?.codes_left) used.codes_left -= 1
      return vault.view(vault.find(account))
    },
    remove_recovery({ account, item }) {
      const kept = vault.find(account)
      removed.push(...kept.recovery.filter(({ id }) => id === item))
      kept.recovery = kept.recovery.filter(({ id }) => id !== item)
      return vault.view(kept)
    },
    restore_recovery({ account, item }) {
      vault.find(account).recovery.push(takeBack(removed, item))
      return vault.view(vault.find(account))
    },
  } satisfies Partial<Handlers>
}

export function folderHandlers(vault: Vault) {
  return {
    add_folder({ name, fields }) {
      const fresh = vault.addFolder(name)
      editFolder(fresh, fields)
      return vault.folderView(fresh)
    },
    edit_folder({ folder, fields }) {
      const kept = vault.findFolder(folder)
      editFolder(kept, fields)
      return vault.folderView(kept)
    },
    remove_folder({ folder }) {
      const { accounts } = vault.folderView(vault.findFolder(folder))
      if (accounts > 0) throw failure('folder_not_empty', { count: String(accounts) })
      vault.office.folders = vault.office.folders.filter(({ id }) => id !== folder)
      return null
    },
  } satisfies Partial<Handlers>
}

/** Changes fields of an account by their names, as `label`, `deadline.review` or `channel.phone`. */
export function editAccount(vault: Vault, kept: KeptAccount, fields: Fields): void {
  for (const [name, value] of fields) {
    const [group, key] = name.split('.') as [string, string | undefined]
    if (key !== undefined) {
      const map = group === 'deadline' ? kept.deadlines : kept.channels
      if (group === 'deadline' && value !== '' && Number.isNaN(Date.parse(value))) {
        throw { ...failure('bad_value', { field: name }), hint: 'date' }
      }
      if (value === '') delete map[key]
      else map[key] = value
    } else if (name === 'tags') kept.tags = value.split(',').flatMap((tag) => tag.trim() || [])
    else if (name === 'folder') kept.folder = vault.folderFor(value)
    else if (name === 'also_serves') kept.also_serves = value.split(',').flatMap((id) => id.trim() || [])
    else if (name in kept) Object.assign(kept, { [name]: value })
    else throw failure('unknown_field', { field: name })
  }
  kept.changed = vault.now()
}

function editFolder(kept: KeptFolder, fields: Fields): void {
  for (const [name, value] of fields) {
    if (name === 'client') kept.client = value === 'true' ? (kept.client ?? NO_DETAILS) : null
    else if (name === 'archived') kept.archived = value === 'true'
    else if (name === 'colour') Object.assign(kept, { colour: value, shown_colour: value || kept.shown_colour })
    else if (name === 'name') kept.name = value
    else kept.client = { ...(kept.client ?? NO_DETAILS), [name]: value }
  }
}

function takeBack<Part extends { id: string }>(removed: Part[], id: string): Part {
  const place = removed.findIndex((part) => part.id === id)
  if (place < 0) throw failure('not_found', { query: id })
  return removed.splice(place, 1)[0]!
}
