/** How many digits a colleague reads out. */
export const DIGITS = 12

/** How many of them stand together. */
export const GROUP = 3

/** The digits in a text, however they are written apart; no more than there are. */
export function onlyDigits(text: string): string {
  return text.replace(/\D/g, '').slice(0, DIGITS)
}

/** Four groups of digits; the last ones empty where there are too few. */
export function splitGroups(text: string): string[] {
  const digits = onlyDigits(text)
  return Array.from({ length: DIGITS / GROUP }, (_, place) => digits.slice(place * GROUP, (place + 1) * GROUP))
}

/** The digits of all groups, without anything between them. */
export function joinGroups(groups: readonly string[]): string {
  return groups.join('')
}
