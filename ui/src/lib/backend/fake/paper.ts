import type { Paper, PaperAnswers, PaperBackend, PaperRequest } from '../backend.ts'

/** What the fake paper window shows. */
export type PaperStart = Pick<Paper, 'kind' | 'settings'> & Partial<Paper>

const ITEMS: Record<string, Paper['items']> = {
  kit: [{ what: 'recovery_key', label: '' }],
  secrets: [
    { what: 'secret', label: 'Front desk' },
    { what: 'secret', label: 'Kati' },
    { what: 'deletion_code', label: 'Törlőkód' },
    { what: 'backup_codes', label: '' },
  ],
  qr: [{ what: 'secret', label: 'Front desk' }],
  transfer: [{ what: 'transfer_code', label: '' }],
}

const NAMES: Record<string, string> = { secrets: 'Kovács Bt. · Ügyfélkapu+', qr: 'Kovács Bt. · Ügyfélkapu+' }

/** A stand-in for the program behind the paper window. Its pictures show lines, and codes that no reader reads. */
export function fakePaper(start: PaperStart): PaperBackend {
  const paper: Paper = {
    name: NAMES[start.kind] ?? '',
    items: ITEMS[start.kind] ?? [],
    page: 1,
    pages: 1,
    until: start.kind === 'kit' ? null : Math.floor(Date.now() / 1000) + 60,
    speaks: true,
    ...start,
  }
  type Carried = {
    [Name in PaperRequest['ask']]: (request: Extract<PaperRequest, { ask: Name }>) => PaperAnswers[Name]
  }
  const carried: Carried = {
    paper: () => paper,
    turn({ page }) {
      paper.page = Math.min(Math.max(page, 1), paper.pages)
      return { ...paper }
    },
    picture({ width, dark }) {
      const drawn = ['kit', 'secrets'].includes(paper.kind) ? picture(width, dark) : codes(width, paper)
      return new Blob([drawn], { type: 'image/svg+xml' })
    },
    save_pdf: () => true,
    print: () => null,
    copy_item: ({ item }) => ({
      folder: { id: 'folder-0', name: paper.name, colour: 'teal', office: '' },
      service: '',
      label: '',
      factor_label: '',
      what: paper.items[item]!.what,
      clears_in_s: paper.settings.clear_clipboard_s,
      valid_until: null,
      code: null,
    }),
    spell_item: () => null,
    close: () => null,
  }
  return {
    async ask<Name extends keyof PaperAnswers>(request: Extract<PaperRequest, { ask: Name }>) {
      return (carried[request.ask] as (request: unknown) => PaperAnswers[Name])(request)
    },
    appear() {},
  }
}

function picture(width: number, dark: boolean): string {
  const [ink, paper] = dark ? ['#ddd', '#16191b'] : ['#222', '#fff']
  const bars = Array.from({ length: 15 }, (_, i) => {
    const [x, y] = [40 + (i % 5) * 112, 220 + Math.floor(i / 5) * 72]
    return `<rect x="${x}" y="${y}" width="88" height="24" fill="${ink}" opacity=".8"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width * 1.2}" viewBox="0 0 640 768">
<rect width="640" height="768" fill="${paper}"/><rect x="40" y="48" width="320" height="28" fill="${ink}"/>
<rect x="40" y="100" width="520" height="8" fill="${ink}" opacity=".4"/>${bars.join('')}</svg>`
}

/** A page of codes: one in the middle, or as many as a sheet has. */
function codes(width: number, { kind, page }: Paper): string {
  const places =
    kind === 'sheet' ? [0, 1, 2, 3, 4, 5].map((i) => [60 + (i % 2) * 290, 90 + Math.floor(i / 2) * 260, 200]) : [[120, 110, 400]]
  const drawn = places.map(([x, y, size], i) => code(x!, y!, size!, page * 16 + i))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${width * 1.35}" viewBox="0 0 640 864">
<rect width="640" height="864" fill="#fff"/><rect x="120" y="48" width="280" height="20" fill="#222"/>${drawn.join('')}</svg>`
}

/** Squares as of a QR code, with its three corners. */
function code(x: number, y: number, size: number, seed: number): string {
  const side = 29
  const one = size / side
  let random = seed * 0x9e3779b1
  const dark: string[] = []
  for (let i = 0; i < side * side; i += 1) {
    random = Math.imul(random ^ (random >>> 15), 0x2c1b3c6d) + 0x3039
    const [column, row] = [i % side, Math.floor(i / side)]
    const corner = ((column < 8 || column > 20) && row < 8) || (column < 8 && row > 20)
    if (!corner && (random >>> 9) % 2) dark.push(`M${x + column * one} ${y + row * one}h${one}v${one}h-${one}z`)
  }
  const corners = [
    [0, 0],
    [22, 0],
    [0, 22],
  ].map(([column, row]) => {
    const [left, top] = [x + column! * one, y + row! * one]
    const box = (inset: number) =>
      `M${left + inset * one} ${top + inset * one}h${(7 - 2 * inset) * one}v${(7 - 2 * inset) * one}h-${(7 - 2 * inset) * one}z`
    return box(0) + box(1) + box(2)
  })
  return `<path d="${dark.join('')}${corners.join('')}" fill="#111" fill-rule="evenodd"/>`
}
