import type { IconName } from '../../controls/Icon.svelte'
import type { Row } from '../../lib/backend/backend.ts'
import { words } from '../../lib/words.svelte.ts'
import type { MainModel } from './main-model.svelte.ts'

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

/** What commands are about, as things stand. */
interface Situation {
  model: MainModel
  row: Row | undefined
  /** The id of the account that is open or chosen. */
  account: string | undefined
  favourite: boolean
  /** Why nothing can be done with an account. */
  nothing: string | undefined
  inTrash: string | undefined
  noCode: string | undefined
}

/** All that can be done on the main screen, as things stand. */
export function commands(model: MainModel): Command[] {
  // On the page of an office, no row is in sight.
  const row = model.offices.page ? undefined : model.listing.current
  const situation: Situation = {
    model,
    row,
    account: model.account?.id ?? row?.account,
    favourite: model.account?.favourite ?? row?.favourite ?? false,
    nothing: row || model.account ? undefined : words('why-nothing-chosen'),
    inTrash: model.listing.place.in === 'trash' ? words('why-in-trash') : undefined,
    noCode: row?.factor ? undefined : words('why-no-code'),
  }
  return [
    ...codeCommands(situation),
    ...detailCommands(situation),
    ...accountCommands(situation),
    ...listCommands(situation),
    ...addCommands(situation),
    ...officeCommands(situation),
    ...programCommands(situation),
  ]
}

/** What is done with the code of the chosen row. */
function codeCommands({ model, account, nothing, noCode }: Situation): Command[] {
  return [
    {
      id: 'copy',
      label: words('command-copy'),
      icon: 'copy',
      keys: 'Enter',
      about: 'code',
      why: nothing ?? noCode,
      run: () => void model.copyChosen(),
    },
    {
      id: 'copy-next',
      label: words('command-copy-next'),
      icon: 'copy',
      keys: 'Shift+Enter',
      about: 'code',
      why: nothing ?? noCode,
      run: () => void model.copyChosen(true),
    },
    {
      id: 'open-page',
      label: words('command-open-page'),
      icon: 'open',
      keys: 'Ctrl+Enter',
      about: 'code',
      why: nothing,
      run: () => void model.openPage(account),
    },
    {
      id: 'clear-clipboard',
      label: words('command-clear-clipboard'),
      icon: 'clipboard',
      about: 'code',
      run: () => void model.clearClipboard(),
    },
  ]
}

/** What shows more of an account. */
function detailCommands({ model, row, account, nothing, inTrash }: Situation): Command[] {
  const { frozen, masked } = model
  return [
    {
      id: 'details',
      label: model.account ? words('command-close-details') : words('command-details'),
      icon: 'info',
      keys: 'Ctrl+I',
      about: 'account',
      why: nothing,
      run: () => (model.account ? model.close() : void model.open()),
    },
    {
      id: 'edit',
      label: words('command-edit'),
      icon: 'edit',
      keys: 'F2',
      about: 'account',
      why: frozen ?? nothing ?? inTrash,
      run: async () => {
        if (!model.account) await model.open()
        model.editing = 'account'
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
        const name = model.account?.folder.name || model.account?.service || row?.folder.name || row?.service || ''
        if (account !== undefined) model.overlay = { show: 'reveal', account, name }
      },
    },
    {
      id: 'qr',
      label: words('command-qr'),
      icon: 'qr',
      about: 'account',
      why: masked ?? nothing ?? inTrash,
      run: () => model.showQr('phone'),
    },
    {
      id: 'transfer',
      label: words('command-transfer'),
      icon: 'device',
      about: 'account',
      why: masked ?? nothing ?? inTrash,
      run: () => model.showQr('transfer'),
    },
  ]
}

/** What is done with accounts, one or many. */
function accountCommands({ model, favourite, nothing, inTrash }: Situation): Command[] {
  const { frozen, masked } = model
  return [
    {
      id: 'sheet',
      label: words('command-sheet'),
      icon: 'print',
      about: 'account',
      why: masked ?? nothing ?? inTrash,
      run: () => model.showQr('sheet'),
    },
    {
      id: 'favourite',
      label: favourite ? words('favourite-off') : words('favourite-on'),
      icon: 'star',
      keys: 'Ctrl+D',
      about: 'account',
      why: nothing ?? inTrash,
      run: () => void model.favourite(model.targets(), !favourite),
    },
    {
      id: 'move',
      label: words('command-move'),
      icon: 'move',
      about: 'account',
      why: frozen ?? nothing ?? inTrash,
      run: () => (model.overlay = { show: 'move', accounts: model.targets() }),
    },
    {
      id: 'tag',
      label: words('command-tag'),
      icon: 'tag',
      about: 'account',
      why: frozen ?? nothing ?? inTrash,
      run: () => (model.overlay = { show: 'tag', accounts: model.targets() }),
    },
    {
      id: 'remove',
      label: words('command-remove'),
      icon: 'trash',
      keys: 'Delete',
      about: 'account',
      why: frozen ?? nothing ?? inTrash,
      run: () => void model.remove(model.targets()),
    },
  ]
}

/** Marks, and places to go to. */
function listCommands({ model, nothing }: Situation): Command[] {
  const { listing } = model
  return [
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
      run: () => model.go({ in: 'all' }),
    },
    {
      id: 'favourites',
      label: words('command-go', { place: words('place-favourites') }),
      icon: 'star',
      about: 'list',
      run: () => model.go({ in: 'favourites' }),
    },
    {
      id: 'recent',
      label: words('command-go', { place: words('place-recent') }),
      icon: 'recent',
      about: 'list',
      run: () => model.go({ in: 'recent' }),
    },
    {
      id: 'attention',
      label: words('command-go', { place: words('place-attention') }),
      icon: 'attention',
      about: 'list',
      run: () => model.go({ in: 'attention' }),
    },
    {
      id: 'trash',
      label: words('command-go', { place: words('place-trash') }),
      icon: 'trash',
      about: 'list',
      run: () => model.go({ in: 'trash' }),
    },
  ]
}

/** Ways to bring accounts in. */
function addCommands({ model }: Situation): Command[] {
  const { frozen } = model
  return [
    {
      id: 'add',
      label: words('command-add'),
      icon: 'add',
      keys: 'Ctrl+N',
      about: 'program',
      why: frozen,
      run: () => (model.overlay = { show: 'add' }),
    },
    {
      id: 'scan',
      label: words('command-scan'),
      icon: 'scan',
      keys: 'Ctrl+Shift+S',
      about: 'program',
      why: frozen,
      run: () => model.scan('screens'),
    },
    {
      id: 'scan-area',
      label: words('command-scan-area'),
      icon: 'area',
      keys: 'Ctrl+Shift+D',
      about: 'program',
      why: frozen,
      run: () => model.scan('area'),
    },
    {
      id: 'paste',
      label: words('command-paste'),
      icon: 'clipboard',
      about: 'program',
      why: frozen,
      run: () => model.scan('clipboard'),
    },
    {
      id: 'scan-files',
      label: words('command-scan-files'),
      icon: 'picture',
      about: 'program',
      why: frozen,
      run: () => model.scan('files'),
    },
    {
      id: 'import',
      label: words('command-import'),
      icon: 'download',
      keys: 'Ctrl+O',
      about: 'program',
      why: frozen,
      run: () => model.importFiles(),
    },
  ]
}

/** Offices, the last import, clients, and copies of everything. */
function officeCommands({ model }: Situation): Command[] {
  const { frozen } = model
  return [
    ...model.offices.cards.map(({ id, name }): Command => ({
      id: `office-${id}`,
      label: words('command-go', { place: name }),
      icon: 'clients',
      about: 'list',
      run: () => model.goToOffice(id),
    })),
    {
      id: 'office-start',
      label: words('office-start'),
      icon: 'clients',
      about: 'program',
      run: () => (model.overlay = { show: 'offices' }),
    },
    {
      id: 'undo-import',
      label: words('import-undo-last'),
      icon: 'restore',
      about: 'program',
      why: frozen,
      run: () => model.askToUndoImport(),
    },
    {
      id: 'add-client',
      label: words('client-add'),
      icon: 'clients',
      about: 'program',
      why: frozen,
      run: () => (model.overlay = { show: 'client' }),
    },
    {
      id: 'export',
      label: words('command-export'),
      icon: 'export',
      about: 'program',
      run: () => model.export(),
    },
    {
      id: 'back-up',
      label: words('command-back-up'),
      icon: 'safe',
      about: 'program',
      run: () => void model.backUp(),
    },
  ]
}

/** The program itself. */
function programCommands({ model }: Situation): Command[] {
  const { support } = model
  return [
    {
      id: 'pin',
      label: words('pin-set'),
      icon: 'key',
      keys: 'Ctrl+Shift+P',
      about: 'program',
      run: () => (model.overlay = { show: 'pin' }),
    },
    {
      id: 'support',
      label: support.running ? words('support-end') : words('support-start-title'),
      icon: 'recovery',
      keys: 'Ctrl+Shift+H',
      about: 'program',
      run: () => (support.running ? void model.endSupport() : (model.overlay = { show: 'support' })),
    },
    {
      id: 'clock',
      label: words('clock-open'),
      icon: 'clock',
      keys: 'Ctrl+Shift+T',
      about: 'program',
      run: () => (model.overlay = { show: 'clock' }),
    },
    {
      id: 'settings',
      label: words('command-settings'),
      icon: 'settings',
      keys: 'Ctrl+,',
      about: 'program',
      run: () => (model.overlay = { show: 'settings' }),
    },
    {
      id: 'palette',
      label: words('command-palette'),
      icon: 'search',
      keys: 'Ctrl+K',
      about: 'program',
      run: () => (model.overlay = { show: 'palette' }),
    },
    {
      id: 'keys',
      label: words('command-keys'),
      icon: 'keyboard',
      keys: 'F1',
      about: 'program',
      run: () => (model.overlay = { show: 'keys' }),
    },
    { id: 'lock', label: words('lock'), icon: 'lock', keys: 'Ctrl+L', about: 'program', run: () => void model.lock() },
  ]
}
