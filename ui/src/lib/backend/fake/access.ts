import type { Kit, LockReason, PinView, State } from '../backend.ts'
import { failure, PASSWORD, RECOVERY_KEY, VAULT_FOLDER, type Handlers } from './contract.ts'
import type { Start } from './start.ts'

/** How many wrong PINs there may be. */
const PIN_TRIES = 5

/** What opens the fake vault, and whether it is open. */
export class Access {
  byRecoveryKey: boolean
  /** Whether the vault cannot be read. */
  lost: boolean
  /** Whether what was found by way of the tray waits. */
  scanWaits: boolean
  password: string | undefined
  readonly #start: Start
  readonly #now: () => number
  #state: NonNullable<Start['state']>
  #because: LockReason
  #lockedAt: number
  #wrong = 0
  #retryAt: number
  #kit: Kit | null
  #kitConfirmed: boolean
  #pin: string | undefined
  #pinWrong = 0

  constructor(start: Start, now: () => number) {
    this.#start = start
    this.#now = now
    this.#state = start.state ?? 'locked'
    this.#because = start.because ?? 'start'
    this.#lockedAt = now()
    this.password = this.#state === 'no_vault' ? undefined : PASSWORD
    this.#retryAt = start.retryAfter ? now() + start.retryAfter * 1000 : 0
    this.byRecoveryKey = start.byRecoveryKey ?? false
    this.#kit = start.kit === 'waits' ? { ask: [3, 11] } : null
    this.#kitConfirmed = (start.kit ?? 'confirmed') === 'confirmed' && this.#state !== 'no_vault'
    this.lost = start.lost ?? false
    this.scanWaits = start.scanWaits ?? false
    this.#pin = start.pin
  }

  get unlocked(): boolean {
    return this.#state === 'unlocked'
  }

  get locked(): boolean {
    return this.#state === 'locked'
  }

  create(password: string): State {
    if (this.password !== undefined) throw failure('vault_exists', { path: VAULT_FOLDER })
    if (password === '') throw failure('bad_password', { longest: '1024' })
    this.password = password
    this.#kit = { ask: [3, 11] }
    return this.#open(false)
  }

  unlock(password: string): State {
    this.check(password)
    return this.#open(false)
  }

  unlockWithKey(key: string): State {
    if (bare(key) !== bare(RECOVERY_KEY)) throw failure('wrong_recovery_key')
    return this.#open(true)
  }

  unlockWithPin(pin: string): State {
    const { usable, why } = this.pin()
    if (!usable) throw failure(why ?? 'pin_not_set')
    if (pin !== this.#pin) {
      this.#pinWrong += 1
      if (this.#pinWrong < PIN_TRIES) throw failure('wrong_pin', { tries: String(PIN_TRIES - this.#pinWrong) })
      this.#pin = undefined
      throw failure('pin_used_up')
    }
    this.#pinWrong = 0
    return this.#open(false)
  }

  lock(): void {
    this.#state = 'locked'
    this.#because = 'person'
    this.#lockedAt = this.#now()
    this.#kit = null
  }

  /** Makes a backup the vault, with the password it has. */
  adopt(): State {
    this.password = PASSWORD
    this.#kitConfirmed = true
    this.lost = false
    this.#state = 'unlocked'
    return this.state()
  }

  changePassword(old: string, chosen: string): void {
    if (!this.byRecoveryKey) this.check(old)
    if (chosen === '') throw failure('bad_password', { longest: '1024' })
    this.password = chosen
    this.byRecoveryKey = false
  }

  /** Throws unless it is the password, or while one has to wait for another try. */
  check(tried: string): void {
    const wait = this.#wait()
    if (wait > 0) throw throttled(wait)
    if (tried === this.password) {
      this.#wrong = 0
      return
    }
    this.#wrong += 1
    if (this.#wrong < 5) throw failure('wrong_password')
    this.#retryAt = this.#now() + 30_000
    throw throttled(30)
  }

  setPin(password: string, pin: string): PinView {
    if (!/^\d{4,12}$/.test(pin) || /^(\d)\1*$/.test(pin)) throw failure('bad_pin')
    this.check(password)
    this.#pin = pin
    this.#pinWrong = 0
    return this.pin()
  }

  removePin(): PinView {
    this.#pin = undefined
    this.#pinWrong = 0
    return this.pin()
  }

  pin(): PinView {
    const why = this.#start.pinWhy ?? null
    const set = this.#pin !== undefined
    const tries_left = set ? PIN_TRIES - this.#pinWrong : null
    return { set, usable: why === null, why, tries_left, digits: this.#pin?.length ?? null }
  }

  makeKit(password: string): Kit {
    this.check(password)
    this.#kit = { ask: [2, 14] }
    return this.#kit
  }

  kit(): Kit {
    if (!this.#kit) throw failure('not_available')
    return this.#kit
  }

  confirmKit(typed: string[]): State {
    const right = groups(this.kit())
    if (!typed.every((group, i) => group.trim().toUpperCase() === right[i])) throw failure('kit_differs')
    this.#kitConfirmed = true
    return this.putOffKit()
  }

  putOffKit(): State {
    this.#kit = null
    return this.state()
  }

  state(): State {
    const { readOnly, notices, unsavedLost } = this.#start
    if (this.#state === 'no_vault') return { state: 'no_vault', folder: VAULT_FOLDER }
    if (this.#state === 'locked') {
      const wait = this.#wait()
      return {
        state: 'locked',
        because: this.#because,
        at: this.#lockedAt,
        retry_after_s: wait > 0 ? wait : null,
        unsaved_lost: unsavedLost ?? false,
        pin: this.#pin !== undefined,
        lost: this.lost,
      }
    }
    return {
      state: 'unlocked',
      kit_confirmed: this.#kitConfirmed,
      kit_waits: this.#kit,
      read_only: readOnly ?? false,
      by_recovery_key: this.byRecoveryKey,
      scan_waits: this.scanWaits,
      notices: notices ?? [],
    }
  }

  #open(byRecoveryKey: boolean): State {
    this.#state = 'unlocked'
    this.byRecoveryKey = byRecoveryKey
    return this.state()
  }

  /** Seconds until a password is taken again. */
  #wait(): number {
    return Math.ceil((this.#retryAt - this.#now()) / 1000)
  }
}

export function accessHandlers(access: Access) {
  return {
    state: () => access.state(),
    strength: ({ password }) => ({ score: Math.min(4, Math.floor(password.length / 4)) }),
    create: ({ password }) => access.create(password),
    unlock: ({ password }) => access.unlock(password),
    unlock_with_key: ({ key }) => access.unlockWithKey(key),
    pin: () => access.pin(),
    unlock_with_pin: ({ pin }) => access.unlockWithPin(pin),
    set_pin: ({ password, pin }) => access.setPin(password, pin),
    remove_pin: () => access.removePin(),
    change_password({ old, new: chosen }) {
      access.changePassword(old, chosen)
      return null
    },
    make_kit: ({ password }) => access.makeKit(password),
    show_kit: () => access.kit(),
    confirm_kit: ({ groups }) => access.confirmKit(groups),
    put_off_kit: () => access.putOffKit(),
    reveal({ password }) {
      access.check(password)
      return null
    },
  } satisfies Partial<Handlers>
}

/** The two groups that the kit asks for. */
export function groups({ ask }: Kit): [string, string] {
  const key = RECOVERY_KEY.slice('AGE-SECRET-KEY-1'.length)
  const [first, second] = ask.map((number) => key.slice(number * 4 - 4, number * 4))
  return [first!, second!]
}

function throttled(seconds: number) {
  return { ...failure('throttled', { seconds: String(seconds) }), retry_after_s: seconds }
}

function bare(key: string): string {
  return key
    .replace(/[\s-]/g, '')
    .toUpperCase()
    .replace(/^AGESECRETKEY1/, '')
}
