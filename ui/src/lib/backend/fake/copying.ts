import type { Copied, CopiedField, CopiedText, FolderTag, QrShown, RefusedWhy, Settings } from '../backend.ts'
import type { Access } from './access.ts'
import { code, codesAround, digits } from './codes.ts'
import { failure, type Handlers } from './contract.ts'
import type { KeptAccount, KeptFactor } from './office.ts'
import type { Vault } from './vault.ts'

/** Copying codes and fields. `recent` gets the accounts that were copied from, the last one first. */
export function copyHandlers(vault: Vault, settings: () => Settings, recent: string[]) {
  let last: { folder: FolderTag; at: number } | undefined

  function copied({ folder, service, label }: KeptAccount, what: CopiedText, factor_label: string): Copied {
    const clears_in_s = settings().clear_clipboard_s
    return { folder: vault.tagOf(folder), service, label, factor_label, what, clears_in_s, valid_until: null, code: null }
  }

  return {
    copy({ account, factor, next, sure }) {
      const [kept, used] = [vault.find(account), vault.findFactor(account, factor)]
      const [now, tag] = [vault.now(), vault.tagOf(kept.folder)]
      if (settings().ask_on_client_change && !sure && last && last.folder.id !== tag.id && now - last.at < 10_000) {
        return { copy: 'ask', before: last.folder, now: tag }
      }
      last = { folder: tag, at: now }
      recent.splice(0, Infinity, ...[kept.id, ...recent.filter((id) => id !== kept.id)].slice(0, 20))
      const { valid_until } = code(used, now, vault.masked())
      return {
        copy: 'done',
        ...copied(kept, next ? 'next' : 'code', used.label),
        valid_until: next && valid_until !== null ? valid_until + used.period! : valid_until,
        code: used.counter === null ? null : digits(used, used.counter++),
      }
    },
    clear_clipboard: () => null,
    copy_field: ({ account, field }) => ({ copy: 'done', ...copied(vault.find(account), field as CopiedField, '') }),
    open_page: () => null,
    codes_around({ account, factor }) {
      const used = vault.findFactor(account, factor)
      if (used.period === null) throw failure('not_available')
      return codesAround(used, used.period, vault.now())
    },
  } satisfies Partial<Handlers>
}

/** Showing QR codes. */
export function qrHandlers(vault: Vault, access: Access) {
  return {
    show_qr({ accounts, factor, kind, password }): QrShown {
      access.check(password)
      const asked = accounts
        .map((id) => vault.find(id))
        .flatMap((kept) => kept.factors.filter(({ id }) => factor === null || id === factor).map((used) => [kept, used] as const))
      const out = kind === 'transfer' ? asked.filter(([, used]) => !googleTakes(used)) : []
      const left_out = out.map(([kept, used]) => ({ reason: whyNot(used), issuer: kept.issuer, label: kept.label }))
      return { shown: asked.length - out.length, left_out }
    },
  } satisfies Partial<Handlers>
}

/** Whether a transfer code of Google Authenticator has a place for it. */
function googleTakes({ type, period, digits }: KeptFactor): boolean {
  return type !== 'steam' && (period ?? 30) === 30 && (digits === 6 || digits === 8)
}

/** Why it has none. */
function whyNot({ type, period }: KeptFactor): RefusedWhy {
  if (type === 'steam') return 'unfit_steam'
  return period === 30 ? 'unfit_digits' : 'unfit_period'
}
