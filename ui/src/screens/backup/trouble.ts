import { words } from '../../lib/words.svelte.ts'

/** Why backups do not come about, by the code of the failure: in the words of a folder that is not within reach. */
export function troubleWords(code: string): string {
  if (AWAY.has(code)) return words('backup-trouble-away')
  if (code === 'disk_full') return words('backup-trouble-full')
  if (code === 'permission_denied') return words('backup-trouble-denied')
  if (code === 'backup_read_back') return words('backup-trouble-read-back')
  return words('backup-trouble-other')
}

/** What a folder answers whose disk is not there. */
const AWAY = new Set(['file_not_found', 'backup_folder_silent'])
