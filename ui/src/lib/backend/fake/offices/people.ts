import type { Copied, InvitationView, People } from '../../backend.ts'
import { failure, type Handlers } from '../contract.ts'
import { cell, DIGITS, isOwner, type KeptMember, type KeptOffice } from './kept.ts'
import type { Offices } from './offices.ts'

/** People of an office: inviting and admitting them. */
export function peopleHandlers(offices: Offices) {
  return {
    ...invitationHandlers(offices),
    people: ({ office }) => people(offices, offices.find(office)),
    person: ({ office: id, member }) => person(offices, offices.find(id), offices.memberOf(offices.find(id), member)),
    approve({ office: id, request: wished, digits }) {
      const office = offices.asOwner(id)
      const request = office.requests.find(({ id }) => id === wished)
      if (!request) throw failure('request_dropped')
      if (digits.replace(/\D/g, '') !== DIGITS) throw failure('wrong_digits')
      const invited = office.invitations.find(({ id }) => id === request.invite)
      office.requests = office.requests.filter((other) => other !== request)
      office.invitations = office.invitations.filter((other) => other !== invited)
      office.members.push({
        id: `member-new-${offices.vault.next()}`,
        name: request.name,
        email: request.email,
        class: request.class ?? 'member',
        rank: request.class === 'owner' ? offices.you(office).rank + 1 : 2000,
        devices: [
          { id: `device-new-${offices.vault.next()}`, label: `${request.name} gépe`, in: true, last_sign: null, forked: false },
        ],
        held: false,
        present_key: true,
        grants: invited?.grants ?? new Map(),
      })
      offices.changed(office)
      return people(offices, office)
    },
    promote({ office: id, member }) {
      const office = offices.asOwner(id)
      const chosen = offices.memberOf(office, member)
      if (!person(offices, office, chosen).may_promote) throw failure('rank_too_low')
      Object.assign(chosen, { class: 'owner', rank: offices.you(office).rank + 1 })
      offices.changed(office)
      return person(offices, office, chosen)
    },
  } satisfies Partial<Handlers>
}

function invitationHandlers(offices: Offices) {
  return {
    invite({ office: id, name, email, owner, grants, days }) {
      const office = offices.asOwner(id)
      if (!name.trim()) throw failure('bad_value', { field: 'name' })
      if (days < 1 || days > 30) throw failure('bad_value', { field: 'days' })
      return made(offices, office, {
        name: name.trim(),
        email: email.trim(),
        class: owner ? 'owner' : 'member',
        folders: grants.length,
        expires: offices.now + days * 86_400,
        grants: new Map(grants.map(({ folder, role, recovery, until }) => [folder, cell(role, recovery, until)])),
      })
    },
    invite_device({ office: id }) {
      const office = offices.find(id)
      return made(offices, office, { name: offices.you(office).name, class: null })
    },
    show_invitation({ office, invite }) {
      invitation(offices.find(office), invite)
      return null
    },
    copy_invitation: ({ office, invite }) => copied(offices, office, invite),
    mail_invitation: ({ office, invite }) => copied(offices, office, invite),
    cancel_invitation({ office: id, invite }) {
      const office = offices.asOwner(id)
      office.invitations = office.invitations.filter(({ id }) => id !== invite)
      office.requests = office.requests.filter((request) => request.invite !== invite)
      offices.changed(office)
      return people(offices, office)
    },
  } satisfies Partial<Handlers>
}

function people(offices: Offices, office: KeptOffice): People {
  const rank = (member: KeptMember) => (isOwner(member) ? member.rank : 2000)
  return {
    people: [...office.members]
      .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'hu'))
      .map((member) => ({
        member: offices.memberView(office, member),
        folders: member.grants.size,
        last_sign: member.devices.reduce<number | null>(
          (last, device) => (device.last_sign === null ? last : Math.max(last ?? 0, device.last_sign)),
          null,
        ),
      })),
    invitations: office.invitations.map(({ grants: _, ...invitation }) => invitation),
    requests: office.requests.map(({ invite: _, ...request }) => request),
  }
}

function person(offices: Offices, office: KeptOffice, member: KeptMember) {
  const you = offices.you(office)
  const above = isOwner(you) && (member.rank > you.rank || member.id === you.id)
  return {
    member: offices.memberView(office, member),
    grants: [...member.grants].map(([folder, cell]) => ({ folder, name: offices.vault.tagOf(folder).name, ...cell })),
    may_remove: above,
    may_promote: above && member.class !== 'owner',
    may_demote: above && member.class === 'owner' && member.id !== you.id,
  }
}

function invitation(office: KeptOffice, id: string) {
  const found = office.invitations.find((invitation) => invitation.id === id)
  if (!found) throw failure('not_found', { query: id })
  if (!found.is_here) throw failure('not_available')
  return found
}

function copied(offices: Offices, office: string, invite: string): Copied {
  const { name } = invitation(offices.find(office), invite)
  return {
    folder: { id: '', name: '', colour: 'blue', ...{ office: '' } },
    service: '',
    label: '',
    factor_label: name,
    what: 'label',
    clears_in_s: 120,
    valid_until: null,
    code: null,
  }
}

function made(offices: Offices, office: KeptOffice, more: Partial<KeptOffice['invitations'][number]>): InvitationView {
  const fresh = {
    id: `invite-new-${offices.vault.next()}`,
    name: '',
    email: '',
    class: 'member' as InvitationView['class'],
    folders: 0,
    expires: offices.now + 3 * 86_400,
    is_here: true,
    grants: new Map(),
    ...more,
  }
  office.invitations.push(fresh)
  offices.changed(office)
  const { grants: _, ...view } = fresh
  return view
}
