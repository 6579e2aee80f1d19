import type { JoiningView, Sheets, StoreWish } from '../../backend.ts'
import { failure, type Handlers } from '../contract.ts'
import { DIGITS, type KeptOffice } from './kept.ts'
import type { Offices } from './offices.ts'
import { sampleOffice } from './sample.ts'

/** The text of every office key sheet of the fake, as it stands on the paper. */
export const SHEET = 'KRS1-AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ-KKKK-LLLL-MMMM-NNNN-PPPP'

/** An invitation that the fake can read. */
export const INVITATION = 'KR1-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789'

/** The path of the folder that the fake lets one choose. */
export const STORE_FOLDER = '/home/anna/Cloud/iroda'

/** A wished address that holds an office already has this in it. */
const TAKEN = 'kovacs'

/** Founding an office, coming back to one, and joining one. */
export function foundingHandlers(offices: Offices) {
  let sheets: Sheets['sheets'] | undefined

  function waiting(): Sheets {
    if (!sheets) throw failure('kit_gone')
    return { sheets }
  }

  function confirm(sheet: number): Sheets {
    sheets = waiting().sheets.map((it, i) => (i + 1 === sheet ? { ...it, confirmed: true } : it))
    return waiting()
  }

  return {
    choose_store_folder: () => offices.world.start.storeFolder ?? STORE_FOLDER,
    probe_store({ store }) {
      const address = addressOf(store)
      return { found: address.includes(TAKEN) ? 'office' : 'free', address }
    },
    make_sheets({ count, name }) {
      if (!name.trim()) throw failure('bad_value', { field: 'name' })
      sheets = Array.from({ length: count }, (_, i) => ({ ask: [2 + i, 9 + i], confirmed: false }))
      return waiting()
    },
    show_sheets: () => waiting(),
    confirm_sheet({ sheet, groups }) {
      const { ask } = waiting().sheets[sheet - 1] ?? { ask: [0, 0] }
      const right = sheetGroups(ask)
      if (!groups.every((group, i) => group.trim().toUpperCase() === right[i])) throw failure('kit_differs')
      return confirm(sheet)
    },
    scan_sheet({ from }) {
      if (from === 'files') return confirm(1)
      throw failure('clipboard_empty')
    },
    drop_sheets() {
      sheets = undefined
      return null
    },
    found_office({ name, store, person, email }) {
      if (!waiting().sheets.every(({ confirmed }) => confirmed)) throw failure('kit_differs')
      const address = addressOf(store)
      if (address.includes(TAKEN)) throw failure('office_exists')
      sheets = undefined
      return enter(empty(name, address, person, email))
    },
    recover_office({ store, sheet, person, email }) {
      const address = addressOf(store)
      if (!address.includes(TAKEN)) throw failure('not_an_office')
      if (sheet.replace(/[\s-]/g, '') !== SHEET.replaceAll('-', '')) throw failure('sheet_wrong')
      return enter(empty('Kovács és társa', address, person, email))
    },
    read_invitation({ text }) {
      const code = /KR1-[A-Z2-9-]+/i.exec(text)?.[0]
      if (code?.toUpperCase().replaceAll('-', '') !== INVITATION.replaceAll('-', '')) throw failure('wrong_code')
      const whole = text.trim().length > code.length
      return whole
        ? { office: 'Kovács és társa', inviter: 'Kovács Anna', store: 'https://tarhely.example/keyrack/kovacs' }
        : { office: '', inviter: '', store: '' }
    },
    scan_invitation({ from }) {
      if (from !== 'files' && from !== 'screens') throw failure('clipboard_empty')
      return { office: 'Kovács és társa', inviter: 'Kovács Anna', store: 'https://tarhely.example/keyrack/kovacs' }
    },
    join_office({ store }) {
      if (!addressOf(store).includes(TAKEN)) throw failure('not_an_office')
      const office = { id: 'office-1', name: '' }
      const fresh = { state: 'waiting' as const, digits: DIGITS, office, looks: offices.world.start.joinLooks ?? 2 }
      offices.joining = [fresh]
      offices.world.tell({ event: 'office_changed' })
      return offices.joiningView(fresh)
    },
    joining({ office: id }): JoiningView {
      const waits = offices.joining.find(({ office }) => office.id === id)
      if (!waits) {
        const { name } = offices.find(id)
        return { state: 'joined', digits: null, office: { id, name } }
      }
      if (--waits.looks > 0) return offices.joiningView(waits)
      offices.joining = []
      const office = sampleOffice(offices.vault, 'member')
      offices.add(office)
      offices.world.tell({ event: 'office_changed' })
      return { state: 'joined', digits: null, office: { id, name: office.name } }
    },
    cancel_joining({ office: id }) {
      offices.joining = offices.joining.filter(({ office }) => office.id !== id)
      offices.world.tell({ event: 'office_changed' })
      return null
    },
  } satisfies Partial<Handlers>

  function enter(office: KeptOffice) {
    offices.add(office)
    offices.world.tell({ event: 'office_changed' })
    return offices.card(office)
  }

  function empty(name: string, store: string, person: string, email: string): KeptOffice {
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
}

/** The two groups that are asked for of a sheet. */
export function sheetGroups(ask: readonly [number, number]): [string, string] {
  const groups = SHEET.split('-').slice(1)
  return [groups[ask[0] - 1] ?? '', groups[ask[1] - 1] ?? '']
}

/** Where a store is, without name and password. */
export function addressOf(store: StoreWish): string {
  switch (store.in) {
    case 'folder':
      if (!store.path.trim()) throw failure('store_address')
      return `file://${store.path}`
    case 'web':
      if (!/^https:\/\/\S+/.test(store.address)) throw failure('store_address')
      return store.address
    case 's3':
      if (!store.bucket.trim()) throw failure('store_address')
      return `s3://${store.bucket}`
  }
}
