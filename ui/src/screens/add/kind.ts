import type { Draft } from '../../lib/backend/backend.ts'
import { words } from '../../lib/words.svelte.ts'

/** What kind of codes a key makes, in a sentence. */
export function kindWords({ kind, digits, counter, period }: Draft): string {
  if (kind === 'steam') return words('add-found-steam', { digits })
  if (kind === 'hotp') return words('add-found-hotp', { digits, counter: counter ?? 0 })
  return words('add-found-totp', { digits, period: period ?? 0 })
}

/** Whether it makes codes as most portals have them, so that nobody need be told. */
export function isUsual({ kind, digits, period }: Draft): boolean {
  return kind === 'totp' && digits === 6 && period === 30
}
