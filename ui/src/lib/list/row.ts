import type { Row } from '../backend/backend.ts'

/** What a row is called, the most telling first: client, service, user name; what is empty is left out. */
export function names(row: Row): string[] {
  return [row.folder, row.issuer, row.label].filter((name) => name !== '')
}

/** The code in groups of three, or of two if it comes out even only so: "123 456", "1234 5678". */
export function groups(code: string): string[] {
  const size = code.length % 3 === 0 ? 3 : code.length % 4 === 0 ? 4 : code.length
  return code.match(new RegExp(`.{1,${size}}`, 'gu')) ?? []
}
