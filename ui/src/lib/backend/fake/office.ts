import type { AccountDetails, ClientView, Colour, FactorDetails, FolderDetails, RecoveryView } from '../backend.ts'

/** A factor as the fake keeps it. `key` stands for the secret: equal numbers are equal secrets. */
export type KeptFactor = Omit<FactorDetails, 'code'> & { key: number }

/** An account as the fake keeps it, with ids instead of folders. */
export type KeptAccount = Omit<AccountDetails, 'folder' | 'also_serves' | 'badges' | 'favourite' | 'factors'> & {
  folder: string
  also_serves: string[]
  factors: KeptFactor[]
}

export type KeptFolder = Omit<FolderDetails, 'accounts' | 'also_serving'>

/** What the fake vault holds. */
export interface Office {
  folders: KeptFolder[]
  accounts: KeptAccount[]
  favourites: Set<string>
}

/** When everything in the office was made, in milliseconds since 1970: 2 March 2026. */
export const MADE = 1_772_442_000_000

const DAY = 86_400_000

/** Invented clients, with the colour where somebody chose one. */
const CLIENTS: readonly (readonly [name: string, taxNumber: string, shortCode: string, colour: Colour])[] = [
  ['Kovács Bt.', '21456789-1-06', 'KOV', 'teal'],
  ['Szabó és Társa Kft.', '12345678-2-41', 'SZT', 'indigo'],
  ['Kiskunfélegyházi Mezőgazdasági Szövetkezet Kft.', '11223344-2-03', 'KMSZ', 'olive'],
  ['De Vries Bakkerij B.V.', 'NL812345678B01', 'VRI', 'amber'],
  ['Őrségi Fa Kft.', '24681357-2-18', 'ŐFA', 'green'],
  ['Jansen Advies', 'NL001234567B89', 'JAN', 'blue'],
  ['Tisza-parti Fogászat Kft.', '25836914-1-06', 'TPF', 'pink'],
  ['Bakker & Zonen V.O.F.', 'NL823456789B01', 'BAK', 'orange'],
  ['Nagy Ágnes e.v.', '67891234-1-26', 'NÁ', 'violet'],
  ['Zuiderzee Logistiek B.V.', 'NL834567890B01', 'ZUI', 'red'],
  ['Hajnóczy Építész Iroda Zrt.', '13579246-2-43', 'HÉI', 'teal'],
  ['Molen Tandartsen Utrecht', 'NL845678901B01', 'MOL', 'green'],
  ['Üveghegy Pincészet Kft.', '14725836-2-15', 'ÜHP', 'red'],
  ['Van den Berg Techniek', 'NL856789012B01', 'BER', 'indigo'],
]

const HUNGARIAN = ['Ügyfélkapu+', 'NAV Online Számla', 'Cégkapu', 'K&H e-bank'] as const
const DUTCH = ['Mijn Belastingdienst Zakelijk', 'Basecone', 'Infomedics Inzicht', 'ImageCapture'] as const

const PAGES: Readonly<Record<string, string>> = {
  'Ügyfélkapu+': 'https://ugyfelkapu.example/belepes',
  'NAV Online Számla': 'https://onlineszamla.example',
  Cégkapu: 'https://cegkapu.example',
  'K&H e-bank': 'https://ebank.example',
  'Mijn Belastingdienst Zakelijk': 'https://zakelijk.example/inloggen',
  Basecone: 'https://basecone.example',
  'Infomedics Inzicht': 'https://inzicht.example',
  ImageCapture: 'https://imagecapture.example/kovacs',
}

/** Text that tries to break a layout or to be more than text. */
const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '\u202Egnp.exe \u2066Kft.\u2069 \u05D0\u05D1\u05D2',
  'A'.repeat(10_000),
  '👩‍👩‍👧‍👦🏳️‍🌈 \u0000\u0007 ﷽ Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L',
  '   ',
  '{ $name } %s ${1+1} {{constructor}}',
]

/** An office of fourteen clients: several desks, codes that count, Steam, recovery items, dates, a full trash. */
export function smallOffice(now: number): Office {
  const folders = CLIENTS.map(([name, tax_number, short_code, colour], i) =>
    folder(i, name, { client: { ...NO_DETAILS, tax_number, short_code }, colour, shown_colour: colour }),
  )
  const accounts = CLIENTS.flatMap(([name], i) => {
    const [first, second] = services(name, i)
    const user = name.split(' ')[0]!.toLowerCase()
    return i % 3 === 2
      ? [account(i * 2, i, first, user)]
      : [account(i * 2, i, first, user), account(i * 2 + 1, i, second, `${user}.iroda`)]
  })
  const [kovacs, online, szabo] = [accounts[0]!, accounts[1]!, accounts[2]!]
  kovacs.factors.push(factor(900, { label: 'Kati' }), factor(901, { label: 'Home office' }))
  kovacs.factors[0]!.label = 'Front desk'
  kovacs.recovery = [
    recovery('r1', { kind: 'deletion_code', label: 'Törlőkód' }),
    recovery('r2', { kind: 'backup_codes', label: 'Backup codes', codes_left: 7, codes_total: 10 }),
    recovery('r3', { kind: 'phone', label: '+36 30 555 0142', whose: 'Kovács Péter' }),
  ]
  kovacs.deadlines = { authorisation: day(now + 5 * DAY), password: day(now + 80 * DAY), review: day(now + 200 * DAY) }
  kovacs.channels = { SMS: '+36 30 555 0142, Kovács Péter' }
  kovacs.also_serves = [folders[8]!.id]
  kovacs.support = 'Ügyfélvonal: 1818'
  kovacs.tags = ['áfa', 'havi']
  kovacs.note = 'The director signs on the first Monday of the month.'
  online.tags = ['áfa']
  szabo.factors[0]!.confirmed = false
  accounts[3]!.factors[0] = factor(902, { type: 'hotp', period: null, counter: 41, label: 'Balie' })
  accounts[5]!.factors[0] = factor(903, { type: 'steam', digits: 5 })
  accounts[6]!.factors[0]!.rivals = 1
  accounts[7]!.deadlines = { authorisation: day(now - 3 * DAY) }
  accounts[8]!.factors[0]!.period = 60
  accounts[9]!.factors[0]!.digits = 8
  accounts[10]!.factors = []
  accounts.push(...[0, 1].map((i) => ({ ...account(950 + i, 3, 'Old portal', `left${i}`), trashed: now - (i + 2) * DAY })))
  folders[13]!.archived = true
  const favourites = new Set([kovacs.id, accounts[4]!.id, accounts[12]!.id])
  return { folders, accounts, favourites }
}

/** An office of `count` accounts, three to a client. */
export function largeOffice(count: number): Office {
  const folders = Array.from({ length: Math.ceil(count / 3) }, (_, i) => {
    const [name] = CLIENTS[i % CLIENTS.length]!
    return folder(i, `${name.replace(/( \S+\.?)$/, '')} ${String(i).padStart(4, '0')} Kft.`, {
      client: { ...NO_DETAILS, tax_number: `${10_000_000 + i}-2-06` },
    })
  })
  const accounts = Array.from({ length: count }, (_, i) => {
    const place = Math.floor(i / 3)
    return account(i, place, HUNGARIAN[i % 3]!, `user${String(i).padStart(5, '0')}`)
  })
  return { folders, accounts, favourites: new Set(accounts.slice(0, 5).map(({ id }) => id)) }
}

/** One person's few accounts, in the one folder without a name. */
export function onePerson(count: number): Office {
  const folders = [folder(0, '', { client: null })]
  const accounts = Array.from({ length: count }, (_, i) => account(i, 0, HUNGARIAN[i % HUNGARIAN.length]!, 'anna'))
  return { folders, accounts, favourites: new Set() }
}

/** An office whose names are meant to do harm. */
export function hostileOffice(): Office {
  const folders = HOSTILE.map((name, i) =>
    folder(i, name, { client: { ...NO_DETAILS, tax_number: name.slice(0, 40), notes: name } }),
  )
  const accounts = HOSTILE.map((name, i) => ({
    ...account(i, i, name, name),
    note: name,
    tags: [name.slice(0, 200)],
    factors: [factor(i, { label: name })],
  }))
  return { folders, accounts, favourites: new Set() }
}

/** A client of whom nothing is known but the name. */
export const NO_DETAILS: ClientView = { tax_number: '', short_code: '', contact: '', email: '', notes: '' }

/** A folder with everything that is not named left empty. */
export function folder(i: number | string, name: string, more: Partial<KeptFolder> = {}): KeptFolder {
  const shown_colour = CLIENTS[Number(i) % CLIENTS.length]?.[3] ?? 'blue'
  return { id: `folder-${i}`, name, colour: '', shown_colour, client: NO_DETAILS, archived: false, ...more }
}

/** An account with one factor. */
export function account(i: number | string, place: number, service: string, label: string): KeptAccount {
  return {
    id: `account-${i}`,
    folder: `folder-${place}`,
    service,
    issuer: service,
    label,
    url: PAGES[service] ?? '',
    email: '',
    note: '',
    support: '',
    tags: [],
    icon: '',
    also_serves: [],
    deadlines: {},
    channels: {},
    trashed: null,
    created: MADE,
    changed: MADE,
    factors: [factor(i)],
    recovery: [],
  }
}

/** A factor as most portals have it. */
export function factor(i: number | string, more: Partial<KeptFactor> = {}): KeptFactor {
  const usual = { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30, counter: null, confirmed: true, rivals: 0 } as const
  return { id: `factor-${i}`, label: '', key: Number(i), replaced: [], ...usual, ...more }
}

function recovery(id: string, more: Partial<RecoveryView>): RecoveryView {
  return { id, kind: '', label: '', whose: '', codes_left: null, codes_total: null, file: null, ...more }
}

function services(client: string, i: number): readonly [string, string] {
  const from = /B\.V\.|V\.O\.F\.|Jansen|Molen|Berg/.test(client) ? DUTCH : HUNGARIAN
  return [from[i % 2]!, from[2 + (i % 2)]!]
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
