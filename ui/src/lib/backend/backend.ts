import type { Copied, Failure, Page, State } from './types.ts'

export type * from './types.ts'

/**
 * What the window asks of the program behind it. No answer holds a secret: what a person types goes one way.
 * A promise that is not kept is rejected with a `Failure`.
 */
export interface Backend {
  state(): Promise<State>
  /** Makes the vault, opens it, and saves its recovery key in the file named, with the lines of `note` above it. */
  create(password: string, recoveryFile: string, note: string): Promise<State>
  unlock(password: string): Promise<State>
  lock(): Promise<State>
  /** The accounts that match `query`, from the one at `from`; at most 60 at a time. */
  list(query: string, from: number, count: number): Promise<Page>
  /** Puts the current code of a factor on the clipboard. */
  copy(factor: string): Promise<Copied>
}

/** Whether `error` is an answer of the program, not a defect of the window. */
export function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
}
