import type { ClientRow, Column, FailureCode, ImportEntry, MissingParts } from '../backend.ts'

/** Files of another program as they lie before the fake, and what is in them. */
export interface ImportFile {
  format: string
  name: string
  files: string[]
  /** The password that opens it; none for one that is not encrypted. */
  password?: string
  /** The memory in MiB that it takes to be opened, where somebody has to agree to it. */
  mib?: number
  /** Why it cannot be read, by the code of a failure. */
  fails?: FailureCode
  /** Whether its key takes so long that it has to be called off. */
  endless?: boolean
  rows: readonly FileRow[]
  columns?: readonly Column[]
  clients?: readonly ClientRow[]
  missing?: MissingParts[]
}

/** An entry; `like` is the place of the account that it resembles. */
export type FileRow = Pick<ImportEntry, 'status' | 'issuer' | 'label'> &
  Partial<Pick<ImportEntry, 'reason' | 'notices' | 'groups' | 'type'>> & { like?: number }

/** What the columns of the invented table hold. */
const COLUMNS: readonly Column[] = [
  { letter: 'A', heading: 'Ügyfél', field: 'folder', samples: ['Kovács Bt.', 'Szabó és Társa Kft.', 'Őrségi Fa Kft.'] },
  { letter: 'B', heading: 'Adószám', field: 'tax_number', samples: ['21456789-1-06', '12345678-2-41', '24681357-2-18'] },
  { letter: 'C', heading: 'Portál', field: 'issuer', samples: ['Ügyfélkapu+', 'NAV Online Számla', 'Cégkapu'] },
  { letter: 'D', heading: 'Belépőnév', field: 'account', samples: ['kovacs.peter', 'szabo.iroda', 'orsegi'] },
  { letter: 'E', heading: 'Titkos kulcs', field: 'secret', samples: [] },
  { letter: 'F', heading: '', field: null, samples: ['rendben', 'hívni kell', 'rendben'] },
]

const CLIENTS: readonly ClientRow[] = [
  { name: 'Kovács Bt.', tax_number: '21456789-1-06', status: 'known', accounts: 2 },
  { name: 'Szabó és Társa Kft.', tax_number: '12345678-2-41', status: 'known', accounts: 1 },
  { name: 'Őrségi Fa Kft.', tax_number: '24681357-2-18', status: 'known', accounts: 0 },
  { name: 'Tisza-parti Fogászat Kft.', tax_number: '25836914-1-06', status: 'known', accounts: 0 },
  { name: 'Bükki Méhészet Szövetkezet', tax_number: '26913570-2-05', status: 'new', accounts: 0 },
  { name: 'Dombóvári Papír Kft.', tax_number: '27024681-2-17', status: 'new', accounts: 0 },
  { name: 'Balatoni Vitorlás Bt.', tax_number: '', status: 'new', accounts: 1 },
]

const MIXED: readonly FileRow[] = [
  { status: 'new', issuer: 'Ügyfélkapu+', label: 'nagy.agnes', groups: ['Könyvelés'] },
  { status: 'new', issuer: 'NAV Online Számla', label: 'dombovari.papir', groups: ['Könyvelés'], notices: ['icon_ignored'] },
  { status: 'same_secret', issuer: 'Ügyfélkapu', label: 'kovacs.peter@iroda.example', groups: ['Könyvelés'], like: 0 },
  {
    status: 'new',
    issuer: 'Mijn Belastingdienst Zakelijk',
    label: 'devries.bakkerij@accountant.example',
    groups: ['Klanten', 'Btw'],
  },
  { status: 'identical', issuer: 'NAV Online Számla', label: 'szabo', groups: [], like: 2 },
  {
    status: 'same_name',
    issuer: 'Cégkapu',
    label: 'de',
    groups: ['Könyvelés'],
    like: 4,
    notices: ['issuer_mismatch', 'icon_ignored'],
  },
  { status: 'unreadable', issuer: 'Régi portál', label: 'anna', reason: 'bad_secret', type: null },
  { status: 'new', issuer: 'Steam', label: 'iroda', type: 'steam', groups: [] },
  { status: 'unsupported', issuer: 'Yandex', label: 'anna@iroda.example', reason: 'yandex', type: null },
  { status: 'new', issuer: 'K&H e-bank', label: 'oktatás, 2. szint', type: 'hotp', notices: ['counter_assumed'] },
  { status: 'same_secret', issuer: 'Basecone', label: 'molen', groups: ['Klanten'] },
]

/**
 * Files by their names; a second one is the same, once its columns were told. Nothing is made before it is asked for, so
 * that the bundler sees that what ships needs none of it.
 */
export const IMPORT_FILES: Readonly<Record<string, readonly ImportFile[]>> = {
  plain: [{ format: 'aegis', name: 'Aegis', files: ['aegis-export-20261120.json'], rows: MIXED }],
  sealed: [{ format: 'aegis', name: 'Aegis', files: ['aegis-backup-20261120.json'], password: 'correct horse', rows: MIXED }],
  memory: [
    { format: 'ente', name: 'Ente Auth', files: ['ente-auth-codes.txt'], password: 'correct horse', mib: 1024, rows: MIXED },
  ],
  endless: [
    { format: 'ente', name: 'Ente Auth', files: ['ente-auth-codes.txt'], password: 'correct horse', endless: true, rows: MIXED },
  ],
  get same() {
    return [
      {
        format: '2fas',
        name: '2FAS',
        files: ['backup.2fas'],
        password: 'correct horse',
        rows: [4, 4, 4].map((at) => ({ ...MIXED[at]!, like: 2 })),
      },
    ]
  },
  table: [
    { format: 'xlsx', name: 'Excel', files: ['ügyfelek és belépések.xlsx'], rows: MIXED, columns: COLUMNS, clients: CLIENTS },
  ],
  get columns() {
    return [
      {
        format: 'csv',
        name: 'CSV',
        files: ['lista.csv'],
        rows: [],
        columns: COLUMNS.map((column) => ({ ...column, heading: '', field: null })),
      },
      { format: 'csv', name: 'CSV', files: ['lista.csv'], rows: MIXED, columns: COLUMNS, clients: CLIENTS },
    ]
  },
  get clients() {
    return [
      {
        format: 'csv',
        name: 'CSV',
        files: ['ügyféllista.csv'],
        rows: CLIENTS.map(({ name }): FileRow => ({
          status: 'unsupported',
          issuer: '',
          label: name,
          reason: 'client',
          type: null,
        })),
        columns: COLUMNS.slice(0, 2),
        clients: CLIENTS,
      },
    ]
  },
  get parts() {
    return [
      {
        format: 'google-migration',
        name: 'Google Authenticator',
        files: ['átvitel.txt'],
        rows: MIXED.slice(0, 3),
        missing: [{ parts: [2, 4], of: 4 }],
      },
    ]
  },
  get many() {
    return [{ format: 'aegis', name: 'Aegis', files: ['aegis-export.json'], rows: many(10_000) }]
  },
  get hostile() {
    const names = ['<script>alert(1)</script>', '\u05D0\u05D1\u05D2 شركة', 'A'.repeat(5_000), '{ $name } %s']
    return [
      {
        format: 'otpauth',
        name: 'otpauth',
        files: ['<img src=x onerror=alert(1)>.txt', `${'b'.repeat(300)}.txt`],
        rows: names.map((name): FileRow => ({ status: 'new', issuer: name, label: name, groups: [name] })),
      },
    ]
  },
}

function many(count: number): FileRow[] {
  return Array.from({ length: count }, (_, i) => {
    const usual: FileRow = {
      status: 'new',
      issuer: 'Ügyfélkapu+',
      label: `ugyfel.${String(i + 1).padStart(5, '0')}`,
      groups: ['Könyvelés'],
    }
    if (i % 500 === 7) return { ...usual, status: 'same_name', like: 1 }
    if (i % 900 === 11) return { ...usual, status: 'unreadable', reason: 'bad_digits', type: null }
    return i % 40 === 3 ? { ...usual, status: 'identical', like: 0 } : usual
  })
}
