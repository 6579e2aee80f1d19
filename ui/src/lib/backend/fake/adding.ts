import type { Added, Draft, Event, How, SimilarAccount } from '../backend.ts'
import type { Access } from './access.ts'
import { editAccount } from './accounts.ts'
import { failure, type Handlers } from './contract.ts'
import type { KeptAccount, KeptFactor } from './office.ts'
import { readKey, readUri } from './otpauth.ts'
import { SCANS, WAYS, type FakeScan } from './scans.ts'
import type { Start } from './start.ts'
import type { Vault } from './vault.ts'

/** What lies on the clipboard where nothing else is said. */
const URI = 'otpauth://totp/%C3%9Cgyf%C3%A9lkapu%2B:kovacs.peter?secret=JBSWY3DPEHPK3PXP&issuer=%C3%9Cgyf%C3%A9lkapu%2B'

type KeptDraft = Draft & { factor: KeptFactor }

/** Keys that were read and wait to be added. */
export class Drafts {
  readonly #vault: Vault
  readonly #drafts = new Map<number, KeptDraft>()

  constructor(vault: Vault) {
    this.#vault = vault
  }

  read(text: string, how: Partial<How>): Draft {
    const read = readUri(text) ?? readKey(text, how)
    const id = this.#vault.next()
    const { type, algorithm, digits, period, counter } = read.factor
    const { issuer, label } = read
    const same = this.#alike(read)
    const key = { issuer, label, type, algorithm, digits, period, counter }
    const found: Draft = { draft: id, ...key, notices: [], status: status(same, read), same: same.slice(0, 10) }
    this.#drafts.set(id, { ...found, factor: { ...read.factor, id: `factor-new-${id}` } })
    return found
  }

  take(id: number): KeptDraft {
    const draft = this.#drafts.get(id)
    if (!draft) throw failure('draft_gone')
    this.#drafts.delete(id)
    return draft
  }

  drop(id: number): void {
    this.#drafts.delete(id)
  }

  clear(): void {
    this.#drafts.clear()
  }

  /** The accounts that have the same key, or the same name. */
  #alike({ issuer, label, factor }: ReturnType<typeof readKey>): SimilarAccount[] {
    return this.#vault.live().flatMap((kept) => {
      const sameName = issuer !== '' && kept.issuer === issuer && kept.label === label
      const how = kept.factors.some((used) => used.key === factor.key) ? 'same_secret' : sameName ? 'same_name' : undefined
      const { id: account, service, label: name } = kept
      return how ? [{ how, account, folder: this.#vault.tagOf(kept.folder), service, label: name }] : []
    })
  }
}

/** Adding accounts and factors from drafts. */
export function addHandlers(vault: Vault, drafts: Drafts) {
  const added = (kept: KeptAccount): Added => ({ account: vault.view(kept), factor: kept.factors.at(-1)!.id })

  return {
    read_text: ({ text, how }) => drafts.read(text, how),
    add({ draft, service, label, folder, desk, fields }) {
      const { issuer, factor } = drafts.take(draft)
      const to = vault.folderFor(folder ?? '')
      const fresh = vault.addAccount(service, label, { folder: to, issuer, factors: [{ ...factor, label: desk }] })
      editAccount(vault, fresh, fields)
      return added(fresh)
    },
    add_many({ drafts: ids, folder, folders }) {
      const own = new Map(folders)
      const fresh = ids.map((id) => {
        const { issuer, label, factor } = drafts.take(id)
        const to = vault.folderFor(own.get(id) ?? folder ?? '')
        return vault.addAccount(issuer, label, { folder: to, factors: [factor] })
      })
      return { accounts: fresh.map(({ id }) => id), first: fresh[0] ? added(fresh[0]) : null }
    },
    undo_add({ accounts }) {
      vault.each(accounts, (kept) => (kept.trashed = vault.now()))
      return null
    },
    add_factor({ account, draft, desk }) {
      const kept = vault.find(account)
      kept.factors.push({ ...drafts.take(draft).factor, label: desk })
      return added(kept)
    },
    replace_secret({ account, factor: replaced, draft }) {
      const before = vault.findFactor(account, replaced)
      const kept = vault.find(account)
      const { id, label } = before
      const fresh = { ...drafts.take(draft).factor, id, label, replaced: [...before.replaced, vault.now()] }
      kept.factors = kept.factors.map((one) => (one === before ? fresh : one))
      return { account: vault.view(kept), factor: id }
    },
    drop_draft({ draft }) {
      drafts.drop(draft)
      return null
    },
  } satisfies Partial<Handlers>
}

/** Looking for QR codes: the next scan that was given for each time. */
export function scanHandlers(start: Start, drafts: Drafts, access: Access, tell: (event: Event) => void) {
  const scans = [...(start.scans ?? SCANS.one!)]
  let cancel = () => {}

  /** What lies on the clipboard, as it was given at the start. */
  function clipboard(): FakeScan {
    const text = start.clipboard === undefined ? URI : start.clipboard
    if (text === null) throw failure('clipboard_empty')
    return { links: text.split('\n') }
  }

  return {
    scan_ways: () => start.ways ?? WAYS.all!,
    async scan({ from }) {
      const scan = from === 'clipboard' && !start.scans ? clipboard() : (scans.length > 1 ? scans.shift() : scans[0])!
      access.scanWaits = false
      if (scan.endless) {
        tell({ event: 'scan_progress', done: 420 })
        await new Promise<void>((end) => (cancel = end))
        return null
      }
      return {
        found: scan.links.map((link) => drafts.read(link, {})),
        refused: scan.refused ?? [],
        missing: scan.missing ?? [],
        unread: scan.unread ?? [],
        doubtful: scan.doubtful ?? 0,
        pictures: scan.pictures ?? 1,
      }
    },
    cancel_scan() {
      cancel()
      return null
    },
  } satisfies Partial<Handlers>
}

/** How a key that was read stands to the accounts that are like it. */
function status(same: SimilarAccount[], { issuer, label }: Pick<Draft, 'issuer' | 'label'>): Draft['status'] {
  const [first] = same
  if (!first) return 'new'
  return same.some((one) => one.how === 'same_secret' && one.service === issuer && one.label === label) ? 'identical' : first.how
}
