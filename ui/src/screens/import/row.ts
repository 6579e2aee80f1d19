import type { ImportEntry, SimilarAccount } from '../../lib/backend/backend.ts'
import { words, wordsOf } from '../../lib/words.svelte.ts'

/** The statuses of rows, those first that the person decides about most. */
export const STATUSES = ['new', 'same_name', 'same_secret', 'identical', 'unreadable', 'unsupported'] as const

/** Statuses of rows that can be added or left out. */
export const OPEN = new Set<string>(['new', 'same_name', 'same_secret'])

/** What a status is called. */
export function statusWords(status: string): string {
  return words(`import-status-${status.replace('_', '-')}`)
}

/** What a row is called. */
export function nameOfRow({ issuer, label }: Pick<ImportEntry, 'issuer' | 'label'>): string {
  return [issuer, label].filter(Boolean).join(' · ') || words('import-row-nameless')
}

/** What is to know about a row, in a line: why it is left out, what it resembles, else where it belongs. */
export function aboutRow(row: ImportEntry): string {
  if (row.reason) return reasonWords(row.reason)
  if (row.status !== 'new') return row.same ? accountWords(row.same) : words('import-same-file')
  return row.notices.length ? row.notices.map(noteWords).join(' ') : row.groups.join(', ')
}

/** The account that a row resembles. */
export function accountWords({ folder, service, label }: SimilarAccount): string {
  return [folder.name || words('own-accounts'), service, label].filter(Boolean).join(' · ')
}

export function reasonWords(reason: string): string {
  return wordsOf('reason', reason) ?? words('reason-other')
}

export function noteWords(notice: string): string {
  return wordsOf('note', notice) ?? words('import-note-other')
}
