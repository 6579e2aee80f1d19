import { failure, type Handlers } from '../contract.ts'
import type { Offices } from './offices.ts'

/** How it stands with offices. */
export function officeHandlers(offices: Offices) {
  return {
    offices: () => offices.view(),
    office: ({ office }) => offices.details(offices.find(office)),
    sync_office({ office: id, seed }) {
      const office = offices.find(id)
      Object.assign(office, { unsent: 0, synced: offices.now, missing: [], state: 'in_step' })
      const settled = seed ? ['sync', 'seed'] : ['sync']
      office.alarms = office.alarms.filter(({ action }) => action === null || !settled.includes(action))
      offices.world.tell({ event: 'office_changed' })
      return offices.card(office)
    },
    decide_set_aside({ office: id, id: change }) {
      const office = offices.find(id)
      if (!office.set_aside.some(({ id }) => id === change)) throw failure('not_found', { query: change })
      office.set_aside = office.set_aside.filter(({ id }) => id !== change)
      offices.changed(office)
      return offices.details(office)
    },
    leave_office({ office: id }) {
      const office = offices.find(id)
      const owners = office.members.filter((member) => member.class === 'owner')
      if (owners.length === 1 && owners[0]!.id === office.you && owners[0]!.devices.length === 1) throw failure('last_owner')
      offices.drop(id)
      offices.changed()
      return offices.view()
    },
    forget_office({ office }) {
      offices.drop(office)
      offices.changed()
      return offices.view()
    },
    prove({ password }) {
      offices.world.access.check(password)
      offices.pinOnly = false
      return null
    },
  } satisfies Partial<Handlers>
}
