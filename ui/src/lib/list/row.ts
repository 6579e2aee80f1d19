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

/** The time during which a code is right, in seconds since 1970; without `until` itself. */
export interface Turn {
  from: number
  until: number
}

/** When the code of `row` is right; undefined where it has none. */
export function turnOf(row: Row): Turn | undefined {
  if (row.valid_from === null || row.valid_until === null) return undefined
  return { from: row.valid_from, until: row.valid_until }
}

/** The turn that most codes of `rows` share. */
export function commonTurn(rows: readonly Row[]): Turn | undefined {
  const counted = new Map<string, { turn: Turn; count: number }>()
  for (const turn of rows.map(turnOf)) {
    if (!turn) continue
    const key = `${turn.from}-${turn.until}`
    const count = (counted.get(key)?.count ?? 0) + 1
    counted.set(key, { turn, count })
  }
  return [...counted.values()].sort((a, b) => b.count - a.count)[0]?.turn
}
