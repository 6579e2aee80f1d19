import type { FactorCode, Row } from '../backend/backend.ts'

/** What a row is called, the most telling first: client, service, desk, user name; what is empty is left out. */
export function names(row: Row): string[] {
  return [row.folder.name, row.service, row.factor?.label ?? '', row.label].filter((name) => name !== '')
}

/** The code in groups of three, or of two if it comes out even only so: "123 456", "1234 5678". */
export function groups(code: string): string[] {
  const size = code.length % 3 === 0 ? 3 : code.length % 4 === 0 ? 4 : code.length
  return code.match(new RegExp(`.{1,${size}}`, 'gu')) ?? []
}

/** The code as it is shown: "123 456". */
export function grouped(code: string): string {
  return groups(code).join('\u00a0')
}

/** As many dots as a hidden code has characters, grouped alike. */
export function dots(characters: number): string {
  return grouped('•'.repeat(characters))
}

/** The time during which a code is right, in seconds since 1970; without `until` itself. */
export interface Turn {
  from: number
  until: number
}

/** When `code` is right; undefined where it does not follow the clock. */
export function turnOf(code: FactorCode | null | undefined): Turn | undefined {
  if (code?.valid_from == null || code.valid_until === null) return undefined
  return { from: code.valid_from, until: code.valid_until }
}

/** The turn that most codes of `rows` share. */
export function commonTurn(rows: readonly Row[]): Turn | undefined {
  const counted = new Map<string, { turn: Turn; count: number }>()
  for (const { factor } of rows) {
    const turn = turnOf(factor)
    if (!turn) continue
    const key = `${turn.from}-${turn.until}`
    const count = (counted.get(key)?.count ?? 0) + 1
    counted.set(key, { turn, count })
  }
  return [...counted.values()].sort((a, b) => b.count - a.count)[0]?.turn
}
