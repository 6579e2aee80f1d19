/** Whether the keys of this computer are named as on a Mac. */
const MAC = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)

const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Escape: 'Esc',
  Delete: 'Del',
}

const MAC_NAMES: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↩', Delete: '⌫' }

/** What was pressed, as "Ctrl+Shift+S"; on a Mac the command key counts as Ctrl. */
export function pressed(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key
  return [(event.ctrlKey || event.metaKey) && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift', key]
    .filter(Boolean)
    .join('+')
}

/** The words for `keys` on this computer's keyboard: "Ctrl+↑", "⌘↑". */
export function keyNames(keys: string, mac = MAC): string {
  const names = keys.split('+').map((key) => (mac && MAC_NAMES[key]) || NAMES[key] || key)
  return names.join(mac ? '' : '+')
}

/** Whether the key writes a character, so that it belongs into a field. */
export function writes(event: KeyboardEvent): boolean {
  // Ctrl with Alt is AltGr on some keyboards, and writes.
  const commands = (event.ctrlKey || event.metaKey) && !event.altKey
  return [...event.key].length === 1 && !commands
}
