import type { MissingParts, RefusedCode, ScanWays, UnreadPicture } from '../backend.ts'

/** What a scan finds: links of keys, and what else there is to tell. */
export interface FakeScan {
  links: readonly string[]
  refused?: RefusedCode[]
  missing?: MissingParts[]
  unread?: UnreadPicture[]
  doubtful?: number
  pictures?: number
  /** Whether it takes so long that it has to be called off. */
  endless?: boolean
}

/** Scans by their names, one after the other. */
export const SCANS: Readonly<Record<string, readonly FakeScan[]>> = {
  none: [{ links: [], pictures: 2 }],
  one: [{ links: [link('Ügyfélkapu+', 'kovacs.peter', 'JBSWY3DPEHPK3PXP')] }],
  several: [
    {
      links: [
        link('NAV Online Számla', 'szabo.iroda', 'KRSXG5BAONQWY3DP'),
        link('Ügyfélkapu+', 'kovács', 'GEZDGNBVGY3TQOJQ'),
        link('Cégkapu', 'kati@iroda.example', 'GEZDGNBVGY3TQOJQ'),
        link('Cégkapu', 'kovács.iroda', 'MFRGGZDFMZTWQ2LK'),
        link('Mijn Belastingdienst Zakelijk', 'devries.bakkerij@accountant.example', 'NBSWY3DPEB3W64TM', '&period=60'),
        link('K&H e-bank', '', 'ONSWG4TFOQFA3DSO', '&digits=8'),
        link('Basecone', 'molen', 'PFRGGZDFMZTWQ2LK').replace('totp', 'hotp'),
      ],
      pictures: 2,
    },
  ],
  parts: [
    { links: many(14, 'part'), missing: [{ parts: [2, 4], of: 4 }] },
    { links: many(34, 'part'), missing: [] },
  ],
  refused: [
    {
      links: [],
      refused: [
        { reason: 'microsoft_app', issuer: 'Contoso', label: 'anna@iroda.example' },
        { reason: 'web_page', issuer: '', label: '' },
      ],
    },
  ],
  mixed: [
    {
      links: many(3, 'letter'),
      refused: [{ reason: 'algorithm', issuer: 'Régi portál', label: 'anna' }],
      unread: [
        { name: 'scan-0412.pdf', code: 'pdf_locked' },
        { name: 'fénykép a levélről.heic', code: 'picture_unknown' },
      ],
      doubtful: 1,
      pictures: 5,
    },
  ],
  hundred: [{ links: many(100, 'klient') }],
  endless: [{ links: [], endless: true }],
}

/** Which ways to the screens there are, by names. */
export const WAYS: Readonly<Record<string, ScanWays>> = {
  all: { screens: null, area: null, asks: false },
  asks: { screens: null, area: null, asks: true },
  screens: { screens: null, area: 'no_area', asks: true },
  none: { screens: 'no_portal', area: 'no_portal', asks: true },
}

function many(count: number, user: string): string[] {
  const services = ['Ügyfélkapu+', 'NAV Online Számla', 'Mijn Belastingdienst Zakelijk', 'Basecone']
  return Array.from({ length: count }, (_, i) => {
    const letters = [i >> 5, i & 31].map((value) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[value]).join('')
    return link(services[i % 4]!, `${user}.${i + 1}`, `JBSWY3DPEHPK3P${letters}`)
  })
}

function link(issuer: string, label: string, secret: string, more = ''): string {
  const name = encodeURIComponent(issuer)
  return `otpauth://totp/${name}:${encodeURIComponent(label)}?secret=${secret}&issuer=${name}${more}`
}
