import type { AlarmCode, AlarmView, ExposedSecret, RequestView } from '../../backend.ts'
import type { Vault } from '../vault.ts'
import { cell, type KeptMember, type KeptOffice, type OfficeStart } from './kept.ts'

const HOUR = 3600
const DAY = 86_400

/** An office of five people, two of them owners, that has all clients but one of the vault. */
export function sampleOffice(vault: Vault, how: Exclude<OfficeStart, 'joining'>): KeptOffice {
  const now = Math.floor(vault.now() / 1000)
  const ids = vault.office.folders.map(({ id }) => id)
  // One client stays with its owner, so that it can still be shared.
  const folders = ids.filter((_, i) => how !== 'own' && (ids.length === 1 || i !== 12))
  const members = people(now, folders)
  const quiet = how === 'quiet' || how === 'member' || how === 'own'
  const office: KeptOffice = {
    id: 'office-1',
    name: 'Kovács és társa',
    store: 'https://tarhely.example/keyrack/kovacs',
    state: 'in_step',
    unsent: 0,
    synced: now - 140,
    owner_seen: how === 'member' ? now - 2 * HOUR : null,
    you: how === 'member' ? 'member-5' : 'member-1',
    members,
    folders: new Set(folders),
    invitations: quiet ? [] : invitations(now, folders),
    requests: quiet ? [] : [request(vault, folders)],
    holds: [],
    set_aside: [],
    alarms: [],
    exposed: quiet ? [] : exposed(vault, now),
    missing: [],
  }
  if (how === 'alarms') {
    Object.assign(office, {
      state: 'needs_you',
      unsent: 3,
      synced: now - 26 * HOUR,
      missing: ['Péter laptopja'],
      holds: [{ member: 'member-5', name: 'Nagy Éva', by: 'Tóth Béla', undone_by: 'Kovács Péter' }],
      set_aside: [
        {
          id: 'aside-1',
          folder: vault.tagOf(folders[1]!).name,
          name: 'Varga Dóra',
          at: now - 5 * DAY,
          accounts: ['NAV Online Számla', 'Cégkapu'],
        },
      ],
      alarms: alarms(),
    })
    members[4]!.held = true
    members[2]!.devices[0]!.forked = true
  } else if (how === 'owner') office.unsent = 2
  return office
}

function people(now: number, folders: readonly string[]): KeptMember[] {
  const of = (from: number, end: number) => folders.slice(from, end)
  const person = (n: number, name: string, more: Partial<KeptMember>): KeptMember => ({
    id: `member-${n}`,
    name,
    email: `${name.split(' ')[1]!.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()}@kovacsestarsa.example`,
    class: 'member',
    rank: 2000,
    devices: [],
    held: false,
    present_key: true,
    grants: new Map(),
    ...more,
  })
  const device = (id: string, label: string, last: number | null) => {
    return { id: `device-${id}`, label, in: true, last_sign: last, forked: false }
  }
  return [
    person(1, 'Kovács Anna', {
      class: 'owner',
      rank: 1,
      devices: [device('1a', 'Anna asztali gépe', now - 60), device('1b', 'Anna laptopja', now - 3 * DAY)],
    }),
    person(2, 'Kovács Péter', { class: 'owner', rank: 2, devices: [device('2a', 'Péter laptopja', now - 2 * HOUR)] }),
    person(3, 'Szabó Ildikó', {
      devices: [device('3a', 'Ildikó gépe', now - 20 * 60)],
      grants: new Map(of(0, 8).map((id) => [id, cell('manage', true)])),
    }),
    person(4, 'Tóth Béla', {
      devices: [device('4a', 'Recepció', now - 5 * HOUR)],
      grants: new Map(of(0, 6).map((id) => [id, cell('view')])),
    }),
    person(5, 'Nagy Éva', {
      devices: [device('5a', 'Éva gépe', now - 9 * DAY)],
      grants: new Map(of(4, 9).map((id, i) => [id, cell('edit', i === 0, i === 1 ? now + 12 * DAY : null)])),
    }),
  ]
}

function invitations(now: number, folders: readonly string[]): KeptOffice['invitations'] {
  return [
    {
      id: 'invite-1',
      name: 'Kiss Márta',
      email: 'marta@kovacsestarsa.example',
      class: 'member',
      folders: 3,
      expires: now + 2 * DAY,
      is_here: true,
      grants: new Map(folders.slice(0, 3).map((id) => [id, cell('view')])),
    },
    {
      id: 'invite-2',
      name: 'Horváth Gábor',
      email: '',
      class: 'owner',
      folders: 0,
      expires: now + 7 * HOUR,
      is_here: false,
      grants: new Map(),
    },
  ]
}

function request(vault: Vault, folders: readonly string[]): RequestView & { invite: string } {
  return {
    id: 'request-1',
    invite: 'invite-1',
    name: 'Kiss Márta',
    email: 'marta@kovacsestarsa.example',
    invited: 'Kiss Márta',
    class: 'member',
    folders: folders.slice(0, 3).map((folder) => ({ folder, name: vault.tagOf(folder).name, ...cell('view') })),
  }
}

function alarms(): AlarmView[] {
  const alarm = (code: AlarmCode, more: Partial<AlarmView>): AlarmView => ({
    code,
    device: null,
    member: null,
    folder: null,
    count: 1,
    action: null,
    device_id: null,
    member_id: null,
    folder_id: null,
    ...more,
  })
  return [
    alarm('store_older', { device: 'Péter laptopja', device_id: 'device-2a', action: 'sync' }),
    alarm('device_forked', {
      device: 'Ildikó gépe',
      member: 'Szabó Ildikó',
      device_id: 'device-3a',
      member_id: 'member-3',
      action: 'person',
    }),
    alarm('clock_behind', { count: 95, action: 'clock' }),
    alarm('junk', {}),
  ]
}

/** What a colleague who left could read: a dozen secrets, one of them replaced already. */
function exposed(vault: Vault, now: number): ExposedSecret[] {
  return vault
    .live()
    .flatMap((kept) => kept.factors.map((used) => ({ kept, used })))
    .slice(0, 12)
    .map(({ kept, used }, i) => ({
      id: `exposed-${used.id}`,
      kind: 'factor',
      account: kept.id,
      folder: vault.tagOf(kept.folder),
      service: kept.service,
      label: kept.label,
      desk: used.label,
      people: ['Varga Dóra'],
      until: now - 4 * DAY,
      ticked: i === 2 ? now - DAY : null,
    }))
}
