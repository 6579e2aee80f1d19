import type { Backend, Failure, Row, State } from './backend.ts'

interface Settings {
  /** How many accounts the vault holds. */
  accounts?: number
  /** Whether there is a vault already. */
  vault?: boolean
  unlocked?: boolean
}

/** The password that opens the fake vault until another is chosen. */
export const PASSWORD = 'correct horse'

const CLIENTS = ['Kovács Bt.', 'Szabó és Társa Kft.', 'De Vries Bakkerij', 'Őrségi Fa Kft.', 'Jansen Advies']
const PORTALS = ['Ügyfélkapu+', 'NAV Online Számla', 'DigiD', 'Basecone']

/** A stand-in for the program: the same answers, made-up accounts, worthless codes, everything in memory. */
export function fake({ accounts = 14, vault = true, unlocked = false }: Settings = {}): Backend {
  let password = vault ? PASSWORD : undefined
  let open = unlocked
  const names = Array.from({ length: vault ? accounts : 0 }, (_, i) => ({
    folder: CLIENTS[i % CLIENTS.length]!,
    issuer: PORTALS[i % PORTALS.length]!,
    label: `user${String(i).padStart(5, '0')}`,
  }))

  const state = (): State => {
    if (password === undefined) return { state: 'no_vault', recovery_file: '/home/anna/keyrack-recovery-key.txt' }
    return open ? { state: 'unlocked', total: names.length } : { state: 'locked', retry_after_s: null }
  }
  const row = (i: number): Row => {
    const now = Math.floor(Date.now() / 1000)
    // Every fifth code turns once a minute.
    const period = i % 5 === 4 ? 60 : 30
    const from = now - (now % period)
    // Every seventh account has a counter instead of a clock, and so no code in the list.
    const counts = i % 7 === 6
    return {
      id: `account-${i}`,
      ...names[i]!,
      factors: [{ id: `factor-${i}`, label: '', type: counts ? 'hotp' : 'totp' }],
      code: counts ? null : String((from * 7919 + i * 104_729) % 1_000_000).padStart(6, '0'),
      valid_from: counts ? null : from,
      valid_until: counts ? null : from + period,
    }
  }
  const mustBeOpen = () => {
    if (!open) throw failure('locked')
  }

  return {
    async state() {
      return state()
    },
    async create(chosen) {
      password = chosen
      open = true
      return state()
    },
    async unlock(tried) {
      if (tried !== password) throw failure('wrong_password')
      open = true
      return state()
    },
    async lock() {
      open = false
      return state()
    },
    async list(query, from, count) {
      mustBeOpen()
      const parts = query.toLowerCase().split(/\s+/)
      const found = names.flatMap(({ folder, issuer, label }, i) => {
        const name = `${folder} ${issuer} ${label}`.toLowerCase()
        return parts.every((part) => name.includes(part)) ? [i] : []
      })
      return { total: found.length, rows: found.slice(from, from + count).map(row) }
    },
    async copy(factor) {
      mustBeOpen()
      return { name: names[Number(factor.split('-')[1])]!.folder, clears_in_s: 30 }
    },
  }
}

function failure(code: string): Failure {
  return { code, args: {}, hint: null, retry_after_s: null }
}
