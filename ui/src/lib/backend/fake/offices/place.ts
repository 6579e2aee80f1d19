import type { StoreWish } from '../../backend.ts'
import { failure, type Handlers } from '../contract.ts'
import type { Offices } from './offices.ts'

/** The path of the folder that the fake lets one choose. */
export const STORE_FOLDER = '/home/anna/Cloud/iroda'

/** A wished address that holds an office already has this in it. */
const TAKEN = 'kovacs'

/** Where an office is to live. */
export function placeHandlers(offices: Offices) {
  return {
    choose_store_folder: () => offices.world.start.storeFolder ?? STORE_FOLDER,
    probe_store({ store }) {
      const address = addressOf(store)
      return { found: isTaken(address) ? 'office' : 'free', address }
    },
    change_store({ office: id, store }) {
      const office = offices.find(id)
      office.store = addressOf(store)
      office.state = 'in_step'
      office.alarms = office.alarms.filter(({ action }) => action !== 'place')
      offices.world.tell({ event: 'office_changed' })
      return offices.details(office)
    },
  } satisfies Partial<Handlers>
}

/** Whether an office lives there already. */
export function isTaken(address: string): boolean {
  return address.includes(TAKEN)
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
