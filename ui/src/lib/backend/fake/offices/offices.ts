import type {
  ExposedSecret,
  JoiningView,
  MemberView,
  OfficeCard,
  OfficeDetails,
  Offices as OfficesView,
  Sheets,
} from '../../backend.ts'
import { failure } from '../contract.ts'
import { alsoServes, type Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { cellOf, DIGITS, isOwner, NUMBER, type KeptJoining, type KeptMember, type KeptOffice } from './kept.ts'
import { sampleOffice } from './sample.ts'

/** The offices on this computer, and those that it asked to join. */
export class Offices {
  readonly vault: Vault
  offices: KeptOffice[] = []
  joining: KeptJoining[] = []
  /** The key sheets of an office that is being founded. */
  sheets: Sheets['sheets'] | undefined
  /** Whether a PIN opened the vault, which is not enough for what is done for others. */
  pinOnly: boolean
  readonly world: World

  constructor(world: World) {
    this.world = world
    this.vault = world.vault
    this.pinOnly = world.start.pinOnly ?? false
    const how = world.start.team
    if (how === 'joining') {
      const office = { id: 'office-1', name: '' }
      this.joining.push({ state: 'waiting', digits: DIGITS, office, looks: world.start.joinLooks ?? Infinity })
    } else if (how) this.add(sampleOffice(this.vault, how))
  }

  /** The time in seconds since 1970. */
  get now(): number {
    return Math.floor(this.world.now() / 1000)
  }

  add(office: KeptOffice): void {
    this.offices.push(office)
    for (const folder of office.folders) this.vault.shared.set(folder, office.id)
  }

  drop(id: string): void {
    const office = this.find(id)
    this.offices = this.offices.filter((other) => other !== office)
    for (const folder of office.folders) this.vault.shared.delete(folder)
    const gone = office.folders
    this.vault.office.accounts = this.vault.office.accounts.filter((kept) => !gone.has(kept.folder))
    this.vault.office.folders = this.vault.office.folders.filter((kept) => !gone.has(kept.id))
  }

  find(id: string): KeptOffice {
    const office = this.offices.find((office) => office.id === id)
    if (!office) throw failure('no_office')
    return office
  }

  memberOf(office: KeptOffice, id: string): KeptMember {
    const member = office.members.find((member) => member.id === id)
    if (!member) throw failure('not_found', { query: id })
    return member
  }

  you(office: KeptOffice): KeptMember {
    return this.memberOf(office, office.you)
  }

  /** Throws unless the person is an owner. */
  asOwner(id: string): KeptOffice {
    const office = this.find(id)
    if (!isOwner(this.you(office))) throw failure('needs_owner')
    return office
  }

  /** The folders of the office that the person has. */
  foldersOf(office: KeptOffice): string[] {
    return [...office.folders].filter((folder) => cellOf(this.you(office), folder) !== null)
  }

  classOf(member: KeptMember): MemberView['class'] {
    return member.class
  }

  /** What is to be looked at. */
  needs({ alarms, requests, holds, set_aside }: KeptOffice): number {
    return alarms.filter(({ action }) => action !== null).length + requests.length + holds.length + set_aside.length
  }

  card(office: KeptOffice): OfficeCard {
    const { id, name, unsent, synced } = office
    const needs = this.needs(office)
    const state = needs > 0 ? 'needs_you' : office.state !== 'needs_you' ? office.state : 'in_step'
    return {
      id,
      name,
      state: state === 'in_step' && unsent > 0 ? 'waiting' : state,
      unsent,
      synced,
      needs,
      class: this.classOf(this.you(office)),
    }
  }

  details(office: KeptOffice): OfficeDetails {
    return {
      card: this.card(office),
      store: office.store,
      member: office.you,
      number: NUMBER,
      people: office.members.length,
      owners: office.members.filter(isOwner).length,
      folders: this.foldersOf(office).length,
      owner_seen: office.owner_seen,
      alarms: office.alarms,
      requests: office.requests.map(({ invite: _, ...request }) => request),
      holds: office.holds,
      set_aside: office.set_aside,
      exposed: office.exposed.filter(({ ticked }) => ticked === null).length,
    }
  }

  view(): OfficesView {
    return {
      offices: this.offices.map((office) => this.card(office)),
      joining: this.joining.map((joining) => this.joiningView(joining)),
    }
  }

  joiningView({ looks: _, ...view }: KeptJoining): JoiningView {
    return view
  }

  memberView(office: KeptOffice, member: KeptMember): MemberView {
    const { grants: _, ...shown } = member
    return { ...shown, class: this.classOf(member), you: member.id === office.you }
  }

  /** Tells the window that something about offices is different now. */
  changed(office?: KeptOffice): void {
    if (office) office.unsent += 1
    this.world.tell({ event: 'office_changed' })
  }

  /** The secrets that are in these folders, as those that somebody could read. */
  secretsIn(folders: ReadonlySet<string>, person: string): ExposedSecret[] {
    const { vault } = this
    const kept = vault.live().filter((kept) => folders.has(kept.folder) || [...folders].some((id) => alsoServes(kept, id)))
    return kept.flatMap((kept) =>
      kept.factors.map((used) => ({
        id: `exposed-${used.id}`,
        kind: 'factor' as const,
        account: kept.id,
        folder: vault.tagOf(kept.folder),
        service: kept.service,
        label: kept.label,
        desk: used.label,
        people: [person],
        until: this.now,
        ticked: null,
      })),
    )
  }
}
