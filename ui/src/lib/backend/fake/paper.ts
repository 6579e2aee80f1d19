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
}

/** A stand-in for the program behind the paper window. Its picture shows only lines. */
export function fakePaper(start: PaperStart): PaperBackend {
  const paper: Paper = {
    name: start.kind === 'kit' ? '' : 'Kovács Bt. · Ügyfélkapu+',
    items: ITEMS[start.kind] ?? [],
    until: start.kind === 'kit' ? null : Math.floor(Date.now() / 1000) + 60,
    speaks: true,
    ...start,
  }
  type Carried = {
    [Name in PaperRequest['ask']]: (request: Extract<PaperRequest, { ask: Name }>) => PaperAnswers[Name]
  }
  const carried: Carried = {
    paper: () => paper,
    picture: ({ width, dark }) => new Blob([picture(width, dark)], { type: 'image/svg+xml' }),
    save_pdf: () => true,
    print: () => null,
    copy_item: ({ item }) => ({
      folder: { id: 'folder-0', name: paper.name, colour: 'teal' },
      service: '',
      label: '',
      desk: '',
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
