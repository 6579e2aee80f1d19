import type { Changes, Settings } from '../../lib/backend/backend.ts'

/** What a section needs to show settings and to change them. */
export interface Section {
  settings: Settings
  /** Applies at once. */
  change: (changes: Changes) => void
}
