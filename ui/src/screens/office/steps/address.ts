/** The kinds of places that an office can live in. */
export const KINDS = ['folder', 'web', 's3'] as const
export type StoreKind = (typeof KINDS)[number]

/** What an address says of a place: its kind, and what is typed for it apart from names and passwords. */
export type AddressParts =
  | { kind: 'folder'; path: string }
  | { kind: 'web'; address: string }
  | { kind: 's3'; bucket: string; endpoint: string; region: string }

/** Reads an address as the program writes it; none where it says nothing. */
export function readAddress(text: string): AddressParts | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  switch (url.protocol) {
    case 'file:':
      return { kind: 'folder', path: folderOf(url) }
    case 'https:':
    case 'http:':
      return { kind: 'web', address: text }
    case 's3:':
      return {
        kind: 's3',
        bucket: `${url.host}${decoded(url.pathname).replace(/\/$/, '')}`,
        endpoint: url.searchParams.get('endpoint') ?? '',
        region: url.searchParams.get('region') ?? '',
      }
    default:
      return undefined
  }
}

/** The path that a `file:` address means: `/srv/office`, `C:/office`, `//server/share/office`. */
function folderOf({ host, pathname }: URL): string {
  const path = decoded(pathname)
  return host ? `//${host}${path}` : path.replace(/^\/(?=[a-z]:)/i, '')
}

/** A path without its escapes; as it is where they make no text. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
