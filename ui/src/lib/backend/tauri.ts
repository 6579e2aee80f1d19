import { invoke } from '@tauri-apps/api/core'
import type { Backend } from './backend.ts'

/** The program itself. */
export const tauri: Backend = {
  state: () => invoke('state'),
  create: (password, recoveryFile, note) => invoke('create', { password, recoveryFile, note }),
  unlock: (password) => invoke('unlock', { password }),
  lock: () => invoke('lock'),
  list: (query, from, count) => invoke('list', { query, from, count }),
  copy: (factor) => invoke('copy', { factor }),
}
