import type { PinView } from '../../lib/backend/backend.ts'
import { words } from '../../lib/words.svelte.ts'

/** How it stands with the PIN, in a sentence. */
export function pinWords(pin: PinView): string {
  if (!pin.set) return words('settings-pin-none')
  return pin.usable ? words('settings-pin-set') : words('settings-pin-later')
}

/** Why no PIN can be set here; undefined where one can. A PIN that only has to wait for the password can be set anew. */
export function whyNoPin({ why }: PinView): string | undefined {
  switch (why) {
    case 'keyring_absent':
      return words('pin-no-keyring-absent')
    case 'keyring_locked':
      return words('pin-no-keyring-locked')
    case 'keyring_silent':
      return words('pin-no-keyring-silent')
    case 'keyring_broken':
      return words('pin-no-keyring-broken')
    case 'keyring_off':
      return words('pin-no-keyring-off')
    default:
      return undefined
  }
}
