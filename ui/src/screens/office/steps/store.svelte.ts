import type { StoreWish } from '../../../lib/backend/backend.ts'
import { readAddress, type StoreKind } from './address.ts'

/** Where an office lives, while a person says it. */
export class StoreFields {
  kind = $state<StoreKind>('folder')
  path = $state('')
  address = $state('')
  user = $state('')
  password = $state('')
  endpoint = $state('')
  region = $state('')
  bucket = $state('')
  key = $state('')
  secret = $state('')
  /** Whether the address is known from an invitation, or from the office itself. */
  given = $state(false)

  constructor(address = '') {
    this.take(address)
  }

  /** Fills in what an address says; one that says nothing changes nothing. */
  take(address: string): void {
    const told = readAddress(address)
    if (told) Object.assign(this, told, { given: true })
  }

  /** The place, as the program takes it. */
  get wish(): StoreWish {
    const { path, address, user, password, endpoint, region, bucket, key, secret } = this
    switch (this.kind) {
      case 'folder':
        return { in: 'folder', path: path.trim() }
      case 'web':
        return { in: 'web', address: address.trim(), user: user.trim(), password }
      case 's3':
        return { in: 's3', endpoint: endpoint.trim(), region: region.trim(), bucket: bucket.trim(), key: key.trim(), secret }
    }
  }

  /** What is still missing: the id of the words that say so. */
  get missing(): string | undefined {
    const { kind, path, address, bucket, key, secret } = this
    if (kind === 'folder') return path.trim() === '' ? 'store-why-folder' : undefined
    if (kind === 'web') return address.trim() === '' ? 'store-why-address' : undefined
    if (bucket.trim() === '') return 'store-why-bucket'
    return key.trim() === '' || secret === '' ? 'store-why-key' : undefined
  }
}
