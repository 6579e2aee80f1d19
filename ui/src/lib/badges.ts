import type { Badge } from './backend/backend.ts'
import { awayWords } from './dates.ts'
import { words } from './words.svelte.ts'

export interface BadgeWords {
  text: string
  kind: 'plain' | 'warning' | 'danger'
}

/** What a badge says. */
export function badgeWords(badge: Badge): BadgeWords {
  switch (badge.badge) {
    case 'unconfirmed':
      return { text: words('badge-unconfirmed'), kind: 'warning' }
    case 'rivals':
      return { text: words('badge-rivals'), kind: 'danger' }
    case 'read_only':
      return { text: words('badge-read-only'), kind: 'plain' }
    case 'unsent':
      return { text: words('badge-unsent'), kind: 'plain' }
    case 'duplicate':
      return { text: words('badge-duplicate'), kind: 'warning' }
    case 'deadline': {
      const text = words('badge-date', { name: deadlineName(badge.name), away: awayWords(badge.days) })
      return { text, kind: badge.days < 0 ? 'danger' : badge.days <= 7 ? 'warning' : 'plain' }
    }
  }
}

/** What a date is called. */
export function deadlineName(name: string): string {
  switch (name) {
    case 'authorisation':
      return words('deadline-authorisation')
    case 'password':
      return words('deadline-password')
    case 'review':
      return words('deadline-review')
    default:
      return name
  }
}
