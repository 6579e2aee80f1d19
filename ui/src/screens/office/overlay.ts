import type { FolderTag, HoldView, InvitationView, LeaverKind, RequestView } from '../../lib/backend/backend.ts'

/** What stands over the list, or over the page of an office, about offices. */
export type OfficeOverlay =
  | { show: 'offices' }
  | { show: 'found' }
  | { show: 'join' }
  | { show: 'recover' }
  | { show: 'second-computer'; office: string }
  | { show: 'store'; office: string }
  | { show: 'remove'; office: string; kind: LeaverKind; who: string }
  | { show: 'exposed'; office: string; member?: string }
  | { show: 'settle'; office: string; hold: HoldView }
  | { show: 'invite'; office: string; name?: string; email?: string }
  /** Once it is closed, `back` stands there again. */
  | { show: 'add-clients'; office: string; back?: OfficeOverlay }
  | { show: 'invitation'; office: string; invitation: InvitationView }
  | { show: 'request'; office: string; request: RequestView }
  | { show: 'sharing'; folder: FolderTag }
