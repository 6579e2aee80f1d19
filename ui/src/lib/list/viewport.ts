/** The height of an account's row in CSS pixels; the style sheet gets it from here. */
export const ROW_HEIGHT = 52

/** The height of a client's row at the side, in CSS pixels. */
export const CLIENT_HEIGHT = 32

/** The most rows that are asked for, and so drawn, at a time. Rust allows no more. */
export const PAGE = 60

/** The rows from `from` up to, but without, `from + count`. */
export interface Span {
  from: number
  count: number
}

/** The rows of which a viewport of `height` pixels shows at least a part. */
export function visible(scrollTop: number, height: number, total: number, rowHeight = ROW_HEIGHT): Span {
  const first = clamp(Math.floor(scrollTop / rowHeight), 0, total)
  const end = clamp(Math.ceil((scrollTop + height) / rowHeight), first, total)
  return { from: first, count: Math.min(end - first, PAGE) }
}

/** The page with `span` in its middle, so that scrolling either way needs no new page at once. */
export function pageAround(span: Span, total: number): Span {
  const margin = Math.floor((PAGE - span.count) / 2)
  const from = clamp(span.from - margin, 0, Math.max(0, total - PAGE))
  return { from, count: PAGE }
}

/** Whether every row of `inner` is in `outer`. */
export function covers(outer: Span, inner: Span): boolean {
  return outer.from <= inner.from && inner.from + inner.count <= outer.from + outer.count
}

/** The scroll position nearest to `scrollTop` at which the row at `index` is seen whole. */
export function scrollToShow(index: number, scrollTop: number, height: number, rowHeight = ROW_HEIGHT): number {
  const top = index * rowHeight
  return clamp(scrollTop, top + rowHeight - height, top)
}

/** `value` held between `low` and `high`; `high` wins where they contradict. */
function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
