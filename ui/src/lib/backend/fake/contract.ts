import type { Answers, Failure, FailureCode, Request } from '../backend.ts'

/** The request of that name. */
export type Of<Name extends Request['ask']> = Extract<Request, { ask: Name }>

/** What answers each request. */
export type Handlers = { [Name in Request['ask']]: Handler<Name> }
export type Handler<Name extends Request['ask']> = (request: Of<Name>) => Answers[Name] | Promise<Answers[Name]>

/** The password that opens the fake vault until another is chosen. */
export const PASSWORD = 'correct horse'

/** What stands on the emergency kit of the fake vault. */
export const RECOVERY_KEY = 'AGE-SECRET-KEY-1QQQQPPPPZZZZRRRRYYYY99998888GGGGFFFF2222TTTTVVVVDDDDWW'

/** Where the fake vault lies. */
export const VAULT_FOLDER = '/home/anna/.local/share/keyrack'

export function failure(code: FailureCode, args: Record<string, string> = {}): Failure {
  return { code, args, hint: null, retry_after_s: null }
}

export function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
