import type {
  AlarmView,
  CellView,
  Class,
  ExposedSecret,
  HoldView,
  InvitationView,
  JoiningView,
  MemberDeviceView,
  OfficeState,
  RequestView,
  Role,
  SetAsideView,
} from '../../backend.ts'

/** A member as the fake keeps it. */
export interface KeptMember {
  id: string
  name: string
  email: string
  class: Class
  rank: number
  devices: MemberDeviceView[]
  held: boolean
  present_key: boolean
  /** What was granted, by the ids of folders. */
  grants: Map<string, CellView>
}

/** An office as the fake keeps it. */
export interface KeptOffice {
  id: string
  name: string
  store: string
  state: OfficeState
  unsent: number
  /** When the store was last read, in seconds since 1970. */
  synced: number | null
  owner_seen: number | null
  /** The id of the member on this computer. */
  you: string
  members: KeptMember[]
  /** The folders of the vault that are in the office, by id. */
  folders: Set<string>
  invitations: (InvitationView & { grants: Map<string, CellView> })[]
  requests: (RequestView & { invite: string })[]
  holds: HoldView[]
  set_aside: SetAsideView[]
  alarms: AlarmView[]
  exposed: ExposedSecret[]
  /** Computers of which something has not arrived, by label. */
  missing: string[]
}

/** Somebody who waits for an answer, and after how many looks an owner answers; never where it is infinite. */
export type KeptJoining = JoiningView & { looks: number }

/** How the fake starts with offices. */
export type OfficeStart =
  /** In one, as its owner, with little to do. */
  | 'owner'
  /** The same, with nothing to do. */
  | 'quiet'
  /** The same, with whatever may go wrong. */
  | 'alarms'
  /** The same, with all clients still in the own vault. */
  | 'own'
  /** In it as somebody who has five folders. */
  | 'member'
  /** Asked to join one, and waits. */
  | 'joining'

/** The digits that who asks to join reads out. */
export const DIGITS = '271828182845'

/** The office number. */
export const NUMBER = '4071 9926 5538 0214 7760 3391'

/** What owners have of every folder. */
export const OWNERS: CellView = { role: 'manage', recovery: true, until: null }

/** What somebody has of a folder, without recovery items and for good unless said otherwise. */
export function cell(role: Role, recovery = false, until: number | null = null): CellView {
  return { role, recovery, until }
}

/** Whether two are the same. */
export function sameCell(a: CellView | null, b: CellView | null): boolean {
  return a?.role === b?.role && a?.recovery === b?.recovery && a?.until === b?.until
}

/** What a member has of a folder. */
export function cellOf(member: KeptMember, folder: string): CellView | null {
  return member.class === 'owner' ? OWNERS : (member.grants.get(folder) ?? null)
}

export function isOwner({ class: kind }: Pick<KeptMember, 'class'>): boolean {
  return kind === 'owner'
}
