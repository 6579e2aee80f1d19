import type { Settings } from '../../lib/backend/backend.ts'

const DAY_MS = 86_400_000

/** What a vault with `accounts` wants at `now`, in milliseconds since 1970: a first backup, a newer one, or a drill. */
export function dueOf(
  { backups_since, last_backup, last_drill }: Settings,
  accounts: number,
  now: number,
): 'missing' | 'old' | 'drill' | undefined {
  if (accounts === 0 || backups_since === null) return undefined
  if (last_backup === null) return now - backups_since > 7 * DAY_MS ? 'missing' : undefined
  if (now - last_backup > 30 * DAY_MS) return 'old'
  return last_drill === null && now - backups_since > 30 * DAY_MS ? 'drill' : undefined
}
