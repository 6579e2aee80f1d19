/** The parts of the page of an office. */
export type Tab = 'state' | 'people' | 'sharing'

/** Where on the page of an office one goes. */
export interface OfficeGoal {
  tab: Tab
  /** The member whose details open. */
  member?: string
  /** What folders and people are searched for. */
  query?: string
  people?: string
}
