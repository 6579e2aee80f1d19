import type { ExposedSecret, LeaverKind, RemovalPlan } from '../../backend.ts'
import { failure, type Handlers } from '../contract.ts'
import { holds } from '../list.ts'
import { cell, isOwner, type KeptMember, type KeptOffice } from './kept.ts'
import type { Offices } from './offices.ts'

/** Who leaves. */
type Leaver = { kind: LeaverKind; who: string }

/** Who leaves, and what becomes of those whom that person let in and of what has not arrived. */
type Wish = Leaver & { takes_back: boolean; incomplete: boolean }

/** Taking people and computers out of an office, and the secrets that have to be replaced. */
export function leavingHandlers(offices: Offices) {
  return {
    plan_removal: ({ office, ...leaver }) => plan(offices, office, leaver),
    remove_from_office: ({ office, ...wish }) => remove(offices, office, wish),
    settle({ office: id, member, stays }) {
      const office = offices.asOwner(id)
      if (!office.holds.some((hold) => hold.member === member)) throw failure('not_found', { query: member })
      office.holds = office.holds.filter((hold) => hold.member !== member)
      offices.memberOf(office, member).held = false
      if (!stays) remove(offices, id, { kind: 'member', who: member, takes_back: true, incomplete: true })
      else offices.changed(office)
      return offices.details(office)
    },
    exposed({ office, member, query, from, count }) {
      const all = listed(offices.find(office), member)
      const found = all.filter(({ folder, service, label, people }) => holds([folder.name, service, label, ...people], query))
      return {
        total: all.length,
        open: all.filter(({ ticked }) => ticked === null).length,
        found: found.length,
        rows: found.slice(from, from + Math.min(count, 60)),
      }
    },
    tick_exposed({ office: id, ids, ticked }) {
      const office = offices.find(id)
      for (const secret of office.exposed) {
        if (ids.includes(secret.id)) secret.ticked = ticked ? offices.now : null
      }
      offices.world.tell({ event: 'office_changed' })
      return null
    },
    save_exposed: ({ form }) => `keyrack-csere.${form}`,
    print_exposed: () => null,
  } satisfies Partial<Handlers>
}

/** Who leaves, or whose computer. */
function leaving(office: KeptOffice, kind: LeaverKind, who: string): KeptMember {
  const found = office.members.find((member) =>
    kind === 'device' ? member.devices.some(({ id }) => id === who) : member.id === who,
  )
  if (!found) throw failure('not_found', { query: who })
  return found
}

function plan(offices: Offices, id: string, { kind, who }: Leaver): RemovalPlan {
  const office = offices.find(id)
  const member = leaving(office, kind, who)
  const you = offices.you(office)
  const own = member.id === you.id
  if (!own && (!isOwner(you) || member.rank <= you.rank)) throw failure(isOwner(you) ? 'rank_too_low' : 'needs_owner')
  const device = member.devices.find(({ id }) => id === who)
  const last = kind === 'device' && member.devices.length > 1
  const folders = isOwner(member) ? office.folders : new Set(member.grants.keys())
  const admitted = office.members.filter(({ name }) => name === 'Tóth Béla')
  return {
    leaver: { kind, id: who, name: member.name, label: device?.label ?? '' },
    missing: office.missing,
    undoes:
      isOwner(member) && !own
        ? [{ what: 'grant', about: 'Nagy Éva', folder: 'Őrségi Fa Kft.', at: offices.now - 3 * 86_400 }]
        : [],
    takes_back: isOwner(member) && !own ? admitted.map(({ id, name, class: kind }) => ({ id, name, class: kind })) : [],
    folders: last ? 0 : folders.size,
    exposed: last || kind === 'owner' ? 0 : offices.secretsIn(folders, member.name).length,
    last_owner: isOwner(member) && office.members.filter(isOwner).length === 1 && !last,
    you: own,
  }
}

function remove(offices: Offices, id: string, { kind, who, ...wish }: Wish): RemovalPlan {
  const done = plan(offices, id, { kind, who })
  const office = offices.find(id)
  const member = leaving(office, kind, who)
  if (office.missing.length > 0 && !wish.incomplete) throw failure('sync_incomplete')
  if (done.last_owner) throw failure('last_owner')
  if (!wish.takes_back) office.members = office.members.filter(({ id }) => !done.takes_back.some((back) => back.id === id))
  if (kind === 'owner') {
    Object.assign(member, { class: 'member', rank: 2000 })
    member.grants = new Map([...office.folders].map((folder) => [folder, cell('edit', true)]))
  } else if (kind === 'device' && member.devices.length > 1) {
    member.devices = member.devices.filter(({ id }) => id !== who)
  } else {
    const folders = isOwner(member) ? office.folders : new Set(member.grants.keys())
    office.members = office.members.filter((other) => other !== member)
    office.holds = office.holds.filter((hold) => hold.member !== member.id)
    office.alarms = office.alarms.filter((alarm) => alarm.member_id !== member.id)
    expose(office, offices.secretsIn(folders, member.name))
  }
  office.alarms = office.alarms.filter((alarm) => alarm.device_id !== who)
  offices.changed(office)
  if (done.you && !office.members.some(({ id }) => id === office.you)) offices.drop(id)
  return done
}

/** Adds secrets that somebody could read; the same secret stands there once, with all who could. */
function expose(office: KeptOffice, fresh: ExposedSecret[]): void {
  for (const secret of fresh) {
    const there = office.exposed.find(({ id }) => id === secret.id)
    if (!there) office.exposed.push(secret)
    else Object.assign(there, { people: [...new Set([...there.people, ...secret.people])], until: secret.until, ticked: null })
  }
}

function listed(office: KeptOffice, member: string | null): ExposedSecret[] {
  if (member === null) return office.exposed
  const name = office.members.find(({ id }) => id === member)?.name ?? member
  return office.exposed.filter(({ people }) => people.includes(name))
}
