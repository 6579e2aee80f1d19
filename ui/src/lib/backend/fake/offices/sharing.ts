import type { CellView, Matrix, Shared } from '../../backend.ts'
import { failure, type Handlers, type Of } from '../contract.ts'
import { holds } from '../list.ts'
import { NO_DETAILS } from '../office.ts'
import { cell, cellOf, isOwner, OWNERS, sameCell, type KeptMember, type KeptOffice } from './kept.ts'
import type { Offices } from './offices.ts'

const COLLATOR = new Intl.Collator('hu', { numeric: true })

/** Who has which folder. */
export function sharingHandlers(offices: Offices) {
  return {
    matrix: (asked) => matrix(offices, asked),
    sharing({ folder }) {
      const tag = offices.vault.tagOf(folder)
      const office = offices.offices.find(({ folders }) => folders.has(folder))
      if (!office) return { folder: tag, office: null, role: 'manage', recovery: true, unsent: false, readers: [] }
      const own = cellOf(offices.you(office), folder) ?? OWNERS
      return {
        folder: tag,
        office: { id: office.id, name: office.name },
        role: own.role,
        recovery: own.recovery,
        unsent: office.unsent > 0,
        readers: sorted(office).flatMap((member) => {
          const has = cellOf(member, folder)
          const { id, name, held } = member
          return has ? [{ member: id, name, class: member.class, you: id === office.you, cell: has, held }] : []
        }),
      }
    },
    share: (wish) => share(offices, wish),
    share_folders({ office: id, folders }) {
      const office = offices.find(id)
      for (const folder of folders) {
        offices.vault.findFolder(folder)
        if (offices.vault.shared.has(folder)) throw failure('not_available')
        take(offices, office, folder)
      }
      offices.changed(office)
      offices.world.tell({ event: 'changed' })
      return folders
    },
    new_office_folder({ office: id, name }) {
      if (!name.trim()) throw failure('bad_value', { field: 'name' })
      const office = offices.find(id)
      const fresh = offices.vault.addFolder(name.trim(), { client: NO_DETAILS })
      take(offices, office, fresh.id)
      offices.changed(office)
      offices.world.tell({ event: 'changed' })
      return fresh.id
    },
  } satisfies Partial<Handlers>
}

function share(offices: Offices, { office: id, members, folders, role, recovery, until }: Of<'share'>): Shared {
  const office = offices.find(id)
  const wished = role === null ? null : cell(role, recovery, until)
  const done = { changed: 0, same: 0, refused: 0 }
  for (const member of members.map((id) => offices.memberOf(office, id))) {
    for (const folder of new Set(folders)) {
      if (!mayGrant(offices, office, member, folder, wished)) done.refused += 1
      else if (sameCell(member.grants.get(folder) ?? null, wished)) done.same += 1
      else {
        if (wished) member.grants.set(folder, wished)
        else {
          member.grants.delete(folder)
          office.exposed.push(...offices.secretsIn(new Set([folder]), member.name))
        }
        done.changed += 1
      }
    }
  }
  if (done.changed) offices.changed(office)
  return done
}

function sorted(office: KeptOffice): KeptMember[] {
  return [...office.members].sort((a, b) => Number(isOwner(b)) - Number(isOwner(a)) || COLLATOR.compare(a.name, b.name))
}

function matching(offices: Offices, office: KeptOffice, query: string): string[] {
  return offices
    .foldersOf(office)
    .map((id) => offices.vault.findFolder(id))
    .filter(({ name, client }) => holds([name, client?.tax_number ?? '', client?.short_code ?? ''], query))
    .sort((a, b) => COLLATOR.compare(a.name, b.name))
    .map(({ id }) => id)
}

function mayManage(offices: Offices, office: KeptOffice, folder: string): boolean {
  return cellOf(offices.you(office), folder)?.role === 'manage'
}

/** Whether a change is this person's to make. */
function mayGrant(offices: Offices, office: KeptOffice, member: KeptMember, folder: string, wished: CellView | null): boolean {
  const you = offices.you(office)
  if (isOwner(member)) return false
  if (isOwner(you)) return true
  return mayManage(offices, office, folder) && wished?.role !== 'manage' && member.grants.get(folder)?.role !== 'manage'
}

function matrix(offices: Offices, { office: id, people, query, from, count }: Of<'matrix'>): Matrix {
  const office = offices.find(id)
  const members = sorted(office).filter(({ name, email }) => holds([name, email], people))
  const found = matching(offices, office, query)
  return {
    people: members.map((member) => ({ id: member.id, name: member.name, class: member.class })),
    total: found.length,
    rows: found.slice(from, from + Math.min(count, 60)).map((folder) => ({
      folder: offices.vault.tagOf(folder),
      may_manage: mayManage(offices, office, folder),
      cells: members.map((member) => cellOf(member, folder)),
    })),
  }
}

function take(offices: Offices, office: KeptOffice, folder: string): void {
  office.folders.add(folder)
  offices.vault.shared.set(folder, office.id)
  const you = offices.you(office)
  if (!isOwner(you)) you.grants.set(folder, OWNERS)
}
