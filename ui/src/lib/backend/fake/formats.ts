import type { Format, Loss, Losses, Sealing } from '../backend.ts'
import type { KeptAccount } from './office.ts'

/** The formats that the program writes, as it tells them. */
export const FORMATS: Format[] = [
  format('keyrack', 'Keyrack', 'always', 'age'),
  format('keyrack-json', 'Keyrack JSON', 'never', 'json'),
  format('ente', 'Ente Auth', 'may', 'txt'),
  format('google-migration', 'Google Authenticator', 'never', 'txt'),
  format('otpauth', 'otpauth', 'never', 'txt'),
  format('aegis', 'Aegis', 'may', 'json'),
  format('2fas', '2FAS', 'may', '2fas'),
  format('stratum', 'Stratum (Authenticator Pro)', 'may', 'authpro'),
  format('proton-authenticator', 'Proton Authenticator', 'may', 'json'),
  format('bitwarden', 'Bitwarden', 'never', 'json'),
  format('csv', 'CSV', 'never', 'csv'),
]

/** What a format has no place for, of these accounts. */
export function losses(name: string, accounts: readonly KeptAccount[]): Losses {
  if (name.startsWith('keyrack')) return { total: 0, losses: [] }
  const kinds: [Loss, (kept: KeptAccount) => boolean][] = [
    ['folder', () => name !== 'csv'],
    ['hotp', ({ factors }) => name === 'proton-authenticator' && factors.some(({ type }) => type === 'hotp')],
    ['factor_label', ({ factors }) => factors.some(({ label }) => label !== '')],
    ['recovery', ({ recovery }) => recovery.length > 0],
    ['note', ({ note }) => name === 'otpauth' && note !== ''],
    ['details', ({ deadlines }) => Object.keys(deadlines).length > 0],
  ]
  const lines = kinds.flatMap(([loss, lost]) => {
    const whose = accounts.filter(lost).map(({ issuer, label }) => [issuer, label].filter(Boolean).join(' · '))
    return whose.length ? [{ loss, count: whose.length, examples: whose.slice(0, 3) }] : []
  })
  return { total: lines.reduce((sum, { count }) => sum + count, 0), losses: lines.sort((a, b) => b.count - a.count) }
}

function format(name: string, program: string, sealing: Sealing, extension: string): Format {
  return { name, program, sealing, extension }
}
