/** Where `keys` lead in a list of `total` rows from the one at `selected`; undefined where they move nothing there. */
export function rowAfter(keys: string, selected: number, page: number, total: number): number | undefined {
  const last = Math.max(0, total - 1)
  const to = {
    ArrowDown: selected + 1,
    ArrowUp: selected - 1,
    PageDown: selected + page,
    PageUp: selected - page,
    Home: 0,
    End: last,
  }[keys]
  return to === undefined ? undefined : Math.max(0, Math.min(to, last))
}
