import type { Algorithm, FactorKind, How } from '../backend.ts'
import { failure } from './contract.ts'
import { factor, type KeptFactor } from './office.ts'

/** A key that was read. */
export interface ReadKey {
  issuer: string
  label: string
  factor: KeptFactor
}

/** The key in a link; undefined for what is no link. */
export function readUri(text: string): ReadKey | undefined {
  if (!text.trim().startsWith('otpauth:')) return undefined
  const match = /^otpauth:\/\/(totp|hotp|steam)\/([^?]*)\?(.+)$/.exec(text.trim())
  const given = new URLSearchParams(match?.[3])
  const secret = given.get('secret')
  if (!match || !secret) throw failure('bad_uri')
  const [issuer, label] = decodeURIComponent(match[2]!).split(/:(.*)/)
  const kind = match[1]!
  return {
    issuer: given.get('issuer') ?? (label === undefined ? '' : issuer!),
    label: label ?? issuer!,
    factor: readKey(secret, {
      kind,
      algorithm: given.get('algorithm'),
      digits: Number(given.get('digits')) || null,
      period: Number(given.get('period')) || null,
      counter: Number(given.get('counter')) || null,
    }).factor,
  }
}

/** The key that was typed, with what was said of its kind. */
export function readKey(text: string, how: Partial<How>): ReadKey {
  const key = text.replace(/[\s-]/g, '').toUpperCase()
  if (!/^[A-Z2-7]{8,}=*$/.test(key)) throw failure('bad_secret')
  const kind = how.kind ?? 'totp'
  return {
    issuer: kind === 'steam' ? 'Steam' : '',
    label: '',
    factor: factor(0, {
      // The key of the first account of the small office stands for `GEZDGNBV…`.
      key: key.startsWith('GEZDGNBV') ? 0 : [...key].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1e9,
      type: kind as FactorKind,
      algorithm: (how.algorithm as Algorithm | null | undefined) ?? 'SHA1',
      digits: how.digits ?? (kind === 'steam' ? 5 : 6),
      period: kind === 'hotp' ? null : (how.period ?? 30),
      counter: kind === 'hotp' ? (how.counter ?? 0) : null,
      confirmed: false,
    }),
  }
}
