import type { JoiningView } from '../../backend.ts'
import { failure, type Handlers } from '../contract.ts'
import { DIGITS } from './kept.ts'
import type { Offices } from './offices.ts'
import { addressOf, isTaken } from './place.ts'
import { sampleOffice } from './sample.ts'

/** An invitation that the fake can read. */
export const INVITATION = 'KR1-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789'

/** What a whole invitation says. */
const READ = { store: 'https://tarhely.example/keyrack/kovacs' }

/** Coming into an office that a colleague has invited to. */
export function joiningHandlers(offices: Offices) {
  return {
    read_invitation({ text }) {
      const code = /KR1-[A-Z2-9-]+/i.exec(text)?.[0]
      if (code?.toUpperCase().replaceAll('-', '') !== INVITATION.replaceAll('-', '')) throw failure('wrong_code')
      const whole = text.trim().length > code.length
      return whole ? READ : { store: '' }
    },
    scan_invitation({ from }) {
      if (from !== 'files' && from !== 'screens') throw failure('clipboard_empty')
      return READ
    },
    join_office({ store }) {
      if (!isTaken(addressOf(store))) throw failure('not_an_office')
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
}
