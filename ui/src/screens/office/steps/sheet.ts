/** How many characters of an office key sheet are typed, without what it begins with. */
export const SHEET_LENGTH = 56

/** How many of them a text has so far, however it is written apart. */
export function sheetLength(text: string): number {
  const bare = text.replace(/[^a-z0-9]/gi, '').toUpperCase()
  return Math.min(SHEET_LENGTH, bare.replace(/^KRS1/, '').length)
}
