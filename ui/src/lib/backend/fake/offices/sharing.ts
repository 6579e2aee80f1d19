import type { CellView, Matrix } from '../../backend.ts'
import { failure, type Handlers } from '../contract.ts'
import { holds } from '../list.ts'
import { NO_DETAILS } from '../office.ts'
import { cell, cellOf, isOwner, OWNERS, sameCell, type KeptMember, type KeptOffice } from './kept.ts'
import type { Offices } from './offices.ts'

const COLLATOR = new Intl.Collator('hu', { numeric: true })

/** Who has which folder. */
export function sharingHandlers(offices: Offices) {
  const { vault } = offices

  const sorted = (office: KeptOffice) =>
    [...office.members].sort((a, b) => Number(isOwner(b)) - Number(isOwner(a)) || COLLATOR.compare(a.name, b.name))

  function matching(office: KeptOffice, query: string): string[] {
    return offices
      .foldersOf(office)
      .map((id) => vault.findFolder(id))
      .filter(({ name, client }) => holds([name, client?.tax_number ?? '', client?.short_code ?? ''], query))
      .sort((a, b) => COLLATOR.compare(a.name, b.name))
      .map(({ id }) => id)
  }

  const mayManage = (office: KeptOffice, folder: string) => cellOf(offices.you(office), folder)?.role === 'manage'

  /** Why a change is not this person's to make, or nothing where it is. */
  function mayGrant(office: KeptOffice, member: KeptMember, folder: string, wished: CellView | null): boolean {
    const you = offices.you(office)
    if (isOwner(member)) return false
    if (isOwner(you)) return true
    return mayManage(office, folder) && wished?.role !== 'manage' && member.grants.get(folder)?.role !== 'manage'
  }

  function matrix(office: KeptOffice, people: string, query: string, from: number, count: number): Matrix {
    const members = sorted(office).filter(({ name, email }) => holds([name, email], people))
    const found = matching(office, query)
    return {
      people: members.map((member) => ({ id: member.id, name: member.name, class: member.class })),
      total: found.length,
      rows: found.slice(from, from + Math.min(count, 60)).map((folder) => ({
        folder: vault.tagOf(folder),
        may_manage: mayManage(office, folder),
        cells: members.map((member) => cellOf(member, folder)),
      })),
    }
  }

  function take(office: KeptOffice, folder: string): void {
    office.folders.add(folder)
    vault.shared.set(folder, office.id)
    const you = offices.you(office)
    if (!isOwner(you)) you.grants.set(folder, OWNERS)
  }

  return {
    matrix: ({ office, people, query, from, count }) => matrix(offices.find(office), people, query, from, count),
    sharing({ folder }) {
      const tag = vault.tagOf(folder)
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
    share({ office: id, members, folders, query, role, recovery, until }) {
      const office = offices.find(id)
      const all = [...new Set([...folders, ...(query === null ? [] : matching(office, query))])]
      const wished = role === null ? null : cell(role, recovery, until)
      const done = { changed: 0, same: 0, refused: 0 }
      for (const member of members.map((id) => offices.memberOf(office, id))) {
        for (const folder of all) {
          if (!mayGrant(office, member, folder, wished)) done.refused += 1
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
    },
    share_folders({ office: id, folders }) {
      const office = offices.find(id)
      for (const folder of folders) {
        vault.findFolder(folder)
        if (vault.shared.has(folder)) throw failure('not_available')
        take(office, folder)
      }
      offices.changed(office)
      offices.world.tell({ event: 'changed' })
      return folders
    },
    new_office_folder({ office: id, name }) {
      if (!name.trim()) throw failure('bad_value', { field: 'name' })
      const office = offices.find(id)
      const fresh = vault.addFolder(name.trim(), { client: NO_DETAILS })
      take(office, fresh.id)
      offices.changed(office)
      offices.world.tell({ event: 'changed' })
      return fresh.id
    },
  } satisfies Partial<Handlers>
}
