import type { OfficeCard, Sheets } from '../../backend.ts'
import { failure, type Handlers } from '../contract.ts'
import type { KeptOffice } from './kept.ts'
import type { Offices } from './offices.ts'
import { addressOf, isTaken } from './place.ts'

/** The text of every office key sheet of the fake, as it stands on the paper. */
export const SHEET = 'KRS1-AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ-KKKK-LLLL-MMMM-NNNN-PPPP'

/** Founding an office, and coming back to one. */
export function foundingHandlers(offices: Offices) {
  return {
    ...sheetHandlers(offices),
    found_office({ name, store, person, email }) {
      if (!waiting(offices).sheets.every(({ confirmed }) => confirmed)) throw failure('kit_differs')
      const address = addressOf(store)
      if (isTaken(address)) throw failure('office_exists')
      offices.sheets = undefined
      return enter(offices, empty(offices, name, address, person, email))
    },
    recover_office({ store, sheet, person, email }) {
      const address = addressOf(store)
      if (!isTaken(address)) throw failure('not_an_office')
      if (sheet.replace(/[\s-]/g, '') !== SHEET.replaceAll('-', '')) throw failure('sheet_wrong')
      return enter(offices, empty(offices, 'Kovács és társa', address, person, email))
    },
  } satisfies Partial<Handlers>
}

function sheetHandlers(offices: Offices) {
  return {
    make_sheets({ count, name }) {
      if (!name.trim()) throw failure('bad_value', { field: 'name' })
      offices.sheets = Array.from({ length: count }, (_, i) => ({ ask: [2 + i, 9 + i], confirmed: false }))
      return waiting(offices)
    },
    show_sheets: () => waiting(offices),
    confirm_sheet({ sheet, groups }) {
      const { ask } = waiting(offices).sheets[sheet - 1] ?? { ask: [0, 0] }
      const right = sheetGroups(ask)
      if (!groups.every((group, i) => group.trim().toUpperCase() === right[i])) throw failure('kit_differs')
      return confirm(offices, sheet)
    },
    scan_sheet({ from }) {
      if (from === 'files') return confirm(offices, 1)
      throw failure('clipboard_empty')
    },
    drop_sheets() {
      offices.sheets = undefined
      return null
    },
  } satisfies Partial<Handlers>
}

/** The sheets that wait for the office to be founded. */
function waiting({ sheets }: Offices): Sheets {
  if (!sheets) throw failure('kit_gone')
  return { sheets }
}

function confirm(offices: Offices, sheet: number): Sheets {
  offices.sheets = waiting(offices).sheets.map((it, i) => (i + 1 === sheet ? { ...it, confirmed: true } : it))
  return waiting(offices)
}

function enter(offices: Offices, office: KeptOffice): OfficeCard {
  offices.add(office)
  offices.world.tell({ event: 'office_changed' })
  return offices.card(office)
}

function empty(offices: Offices, name: string, store: string, person: string, email: string): KeptOffice {
  if (!name.trim()) throw failure('bad_value', { field: 'name' })
  if (!person.trim()) throw failure('bad_value', { field: 'person' })
  return {
    id: `office-new-${offices.vault.next()}`,
    name: name.trim(),
    store,
    state: 'in_step',
    unsent: 0,
    synced: offices.now,
    owner_seen: null,
    you: 'member-1',
    members: [
      {
        id: 'member-1',
        name: person.trim(),
        email: email.trim(),
        class: 'owner',
        rank: 1,
        devices: [{ id: 'device-1', label: 'Ez a számítógép', in: true, last_sign: offices.now, forked: false }],
        held: false,
        present_key: true,
        grants: new Map(),
      },
    ],
    folders: new Set(),
    invitations: [],
    requests: [],
    holds: [],
    set_aside: [],
    alarms: [],
    exposed: [],
    missing: [],
  }
}

/** The two groups that are asked for of a sheet. */
export function sheetGroups(ask: readonly [number, number]): [string, string] {
  const groups = SHEET.split('-').slice(1)
  return [groups[ask[0] - 1] ?? '', groups[ask[1] - 1] ?? '']
}
