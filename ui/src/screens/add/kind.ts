import type { Draft } from '../../lib/backend/backend.ts'
import { words } from '../../lib/words.svelte.ts'

/** What kind of codes a key makes, in a sentence. */
export function kindWords({ type, digits, counter, period }: Draft): string {
  if (type === 'steam') return words('add-found-steam', { digits })
  if (type === 'hotp') return words('add-found-hotp', { digits, counter: counter ?? 0 })
  return words('add-found-totp', { digits, period: period ?? 0 })
}

/** Whether it makes codes as most portals have them, so that nobody need be told. */
export function isUsual({ type, digits, period }: Draft): boolean {
  return type === 'totp' && digits === 6 && period === 30
}
