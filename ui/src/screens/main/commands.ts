import type { IconName } from '../../controls/Icon.svelte'
import { words } from '../../lib/words.svelte.ts'
import type { Work } from './work.svelte.ts'

/** Something that can be done from the keyboard, the palette and the list of keys alike. */
export interface Command {
  id: string
  label: string
  icon: IconName
  keys?: string
  about: 'code' | 'account' | 'list' | 'program'
  /** Why it cannot be done now. */
  why?: string | undefined
  run: () => void
}

/** All that can be done on the main screen, as things stand. */
export function commands(work: Work): Command[] {
  const { listing, frozen, masked, support } = work
  const row = listing.current
  const nothing = row || work.account ? undefined : words('why-nothing-chosen')
  const account = work.account?.id ?? row?.account
  const favourite = work.account?.favourite ?? row?.favourite ?? false
  const inTrash = listing.place.in === 'trash' ? words('why-in-trash') : undefined
  const noCode = row?.factor ? undefined : words('why-no-code')

  return [
    {
      id: 'copy',
      label: words('command-copy'),
      icon: 'copy',
      keys: 'Enter',
      about: 'code',
      why: nothing ?? noCode,
      run: () => void work.copyChosen(),
    },
    {
      id: 'copy-next',
      label: words('command-copy-next'),
      icon: 'copy',
      keys: 'Shift+Enter',
      about: 'code',
      why: nothing ?? noCode,
      run: () => void work.copyChosen(true),
    },
    {
      id: 'open-page',
      label: words('command-open-page'),
      icon: 'open',
      keys: 'Ctrl+Enter',
      about: 'code',
      why: nothing,
      run: () => void work.openPage(account),
    },
    {
      id: 'clear-clipboard',
      label: words('command-clear-clipboard'),
      icon: 'clipboard',
      about: 'code',
      run: () => void work.clearClipboard(),
    },
    {
      id: 'details',
      label: work.account ? words('command-close-details') : words('command-details'),
      icon: 'info',
      keys: 'Ctrl+I',
      about: 'account',
      why: nothing,
      run: () => (work.account ? work.close() : void work.open()),
    },
    {
      id: 'edit',
      label: words('command-edit'),
      icon: 'edit',
      keys: 'F2',
      about: 'account',
      why: frozen ?? nothing ?? inTrash,
      run: async () => {
        if (!work.account) await work.open()
        work.editing = 'account'
      },
    },
    {
      id: 'reveal',
      label: words('command-reveal'),
      icon: 'show',
      keys: 'Ctrl+R',
      about: 'account',
      why: masked ?? nothing ?? inTrash,
      run: () => {
        const name = work.account?.folder.name || work.account?.service || row?.folder.name || row?.service || ''
        if (account !== undefined) work.over = { show: 'reveal', account, name }
      },
    },
    {
      id: 'qr',
      label: words('command-qr'),
      icon: 'qr',
      about: 'account',
      why: masked ?? nothing ?? inTrash,
      run: () => work.showQr('phone'),
    },
    {
      id: 'transfer',
      label: words('command-transfer'),
      icon: 'device',
      about: 'account',
      why: masked ?? nothing ?? inTrash,
      run: () => work.showQr('transfer'),
    },
    {
      id: 'sheet',
      label: words('command-sheet'),
      icon: 'print',
      about: 'account',
      why: masked ?? nothing ?? inTrash,
      run: () => work.showQr('sheet'),
    },
    {
      id: 'favourite',
      label: favourite ? words('favourite-off') : words('favourite-on'),
      icon: 'star',
      keys: 'Ctrl+D',
      about: 'account',
      why: nothing ?? inTrash,
      run: () => void work.favourite(work.meant(), !favourite),
    },
    {
      id: 'move',
      label: words('command-move'),
      icon: 'move',
      about: 'account',
      why: frozen ?? nothing ?? inTrash,
      run: () => (work.over = { show: 'move', accounts: work.meant() }),
    },
    {
      id: 'tag',
      label: words('command-tag'),
      icon: 'tag',
      about: 'account',
      why: frozen ?? nothing ?? inTrash,
      run: () => (work.over = { show: 'tag', accounts: work.meant() }),
    },
    {
      id: 'remove',
      label: words('command-remove'),
      icon: 'trash',
      keys: 'Delete',
      about: 'account',
      why: frozen ?? nothing ?? inTrash,
      run: () => void work.remove(work.meant()),
    },
    {
      id: 'mark',
      label: words('command-mark'),
      icon: 'check',
      keys: 'Ctrl+Space',
      about: 'list',
      why: nothing,
      run: () => listing.toggle(listing.selected),
    },
    {
      id: 'mark-all',
      label: words('command-mark-all'),
      icon: 'check',
      keys: 'Ctrl+A',
      about: 'list',
      why: nothing,
      run: () => void listing.markAll(),
    },
    {
      id: 'all',
      label: words('command-go', { place: words('place-all') }),
      icon: 'all',
      about: 'list',
      run: () => work.go({ in: 'all' }),
    },
    {
      id: 'favourites',
      label: words('command-go', { place: words('place-favourites') }),
      icon: 'star',
      about: 'list',
      run: () => work.go({ in: 'favourites' }),
    },
    {
      id: 'recent',
      label: words('command-go', { place: words('place-recent') }),
      icon: 'recent',
      about: 'list',
      run: () => work.go({ in: 'recent' }),
    },
    {
      id: 'attention',
      label: words('command-go', { place: words('place-attention') }),
      icon: 'attention',
      about: 'list',
      run: () => work.go({ in: 'attention' }),
    },
    {
      id: 'trash',
      label: words('command-go', { place: words('place-trash') }),
      icon: 'trash',
      about: 'list',
      run: () => work.go({ in: 'trash' }),
    },
    {
      id: 'add',
      label: words('command-add'),
      icon: 'add',
      keys: 'Ctrl+N',
      about: 'program',
      why: frozen,
      run: () => (work.over = { show: 'add' }),
    },
    {
      id: 'scan',
      label: words('command-scan'),
      icon: 'scan',
      keys: 'Ctrl+Shift+S',
      about: 'program',
      why: frozen,
      run: () => work.scan('screens'),
    },
    {
      id: 'scan-area',
      label: words('command-scan-area'),
      icon: 'area',
      keys: 'Ctrl+Shift+D',
      about: 'program',
      why: frozen,
      run: () => work.scan('area'),
    },
    {
      id: 'paste',
      label: words('command-paste'),
      icon: 'clipboard',
      about: 'program',
      why: frozen,
      run: () => work.scan('clipboard'),
    },
    {
      id: 'scan-files',
      label: words('command-scan-files'),
      icon: 'picture',
      about: 'program',
      why: frozen,
      run: () => work.scan('files'),
    },
    {
      id: 'import',
      label: words('command-import'),
      icon: 'download',
      keys: 'Ctrl+O',
      about: 'program',
      why: frozen,
      run: () => work.importFiles(),
    },
    {
      id: 'undo-import',
      label: words('import-undo-last'),
      icon: 'restore',
      about: 'program',
      why: frozen,
      run: () => work.askToUndoImport(),
    },
    {
      id: 'add-client',
      label: words('client-add'),
      icon: 'clients',
      about: 'program',
      why: frozen,
      run: () => (work.over = { show: 'client' }),
    },
    {
      id: 'export',
      label: words('command-export'),
      icon: 'export',
      about: 'program',
      run: () => work.export(),
    },
    {
      id: 'back-up',
      label: words('command-back-up'),
      icon: 'safe',
      about: 'program',
      run: () => void work.backUp(),
    },
    {
      id: 'pin',
      label: words('pin-set'),
      icon: 'key',
      keys: 'Ctrl+Shift+P',
      about: 'program',
      run: () => (work.over = { show: 'pin' }),
    },
    {
      id: 'support',
      label: support.running ? words('support-end') : words('support-start-title'),
      icon: 'recovery',
      keys: 'Ctrl+Shift+H',
      about: 'program',
      run: () => (support.running ? void work.endSupport() : (work.over = { show: 'support' })),
    },
    {
      id: 'clock',
      label: words('clock-open'),
      icon: 'clock',
      keys: 'Ctrl+Shift+T',
      about: 'program',
      run: () => (work.over = { show: 'clock' }),
    },
    {
      id: 'settings',
      label: words('command-settings'),
      icon: 'settings',
      keys: 'Ctrl+,',
      about: 'program',
      run: () => (work.over = { show: 'settings' }),
    },
    {
      id: 'palette',
      label: words('command-palette'),
      icon: 'search',
      keys: 'Ctrl+K',
      about: 'program',
      run: () => (work.over = { show: 'palette' }),
    },
    {
      id: 'keys',
      label: words('command-keys'),
      icon: 'keyboard',
      keys: 'F1',
      about: 'program',
      run: () => (work.over = { show: 'keys' }),
    },
    { id: 'lock', label: words('lock'), icon: 'lock', keys: 'Ctrl+L', about: 'program', run: () => void work.lock() },
  ]
}
