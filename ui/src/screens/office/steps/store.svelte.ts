import type { StoreWish } from '../../../lib/backend/backend.ts'

/** The kinds of places that an office can live in. */
export const KINDS = ['folder', 'web', 's3'] as const
export type StoreKind = (typeof KINDS)[number]

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
    const url = URL.canParse(address) ? new URL(address) : undefined
    switch (url?.protocol) {
      case 'file:':
        this.kind = 'folder'
        this.path = folderOf(url)
        break
      case 'https:':
      case 'http:':
        this.kind = 'web'
        this.address = address
        break
      case 's3:':
        this.kind = 's3'
        this.bucket = `${url.host}${decodeURIComponent(url.pathname).replace(/\/$/, '')}`
        this.endpoint = url.searchParams.get('endpoint') ?? ''
        this.region = url.searchParams.get('region') ?? ''
        break
      default:
        return
    }
    this.given = true
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

/** The path that a `file:` address means: `/srv/office`, `C:/office`, `//server/share/office`. */
function folderOf({ host, pathname }: URL): string {
  const path = decodeURIComponent(pathname)
  return host ? `//${host}${path}` : path.replace(/^\/(?=[a-z]:)/i, '')
}
