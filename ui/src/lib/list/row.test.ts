import { expect, test } from 'vitest'
import type { FactorCode, Row } from '../backend/backend.ts'
import { commonTurn, groups, names } from './row.ts'

const code = (more: Partial<FactorCode> = {}): FactorCode => ({
  id: '1',
  label: '',
  type: 'totp',
  code: '123456',
  next: null,
  valid_from: null,
  valid_until: null,
  masked: false,
  ...more,
})
const row = (more: Partial<Row> = {}, client = ''): Row => ({
  account: '1',
  factor: null,
  folder: { id: '1', name: client, colour: 'teal', office: '' },
  service: '',
  label: '',
  tags: [],
  favourite: false,
  badges: [],
  trashed: null,
  ...more,
})
const turning = (from: number, until: number) => row({ factor: code({ valid_from: from, valid_until: until }) })

test('a row is called by client, service, desk and user name; what is empty leaves no gap', () => {
  const full = row({ service: 'NAV', label: 'anna', factor: code({ label: 'Balie' }) }, 'Kovács Bt.')
  expect(names(full)).toEqual(['Kovács Bt.', 'NAV', 'Balie', 'anna'])
  expect(names(row({ label: 'anna' }))).toEqual(['anna'])
})

test('codes of every length are grouped evenly or not at all', () => {
  expect(groups('123456')).toEqual(['123', '456'])
  expect(groups('12345678')).toEqual(['1234', '5678'])
  expect(groups('123456789')).toEqual(['123', '456', '789'])
  expect(groups('1234567')).toEqual(['1234567'])
  expect(groups('GPD9N')).toEqual(['GPD9N'])
})

test('the common turn is that of most codes; codes that count have none', () => {
  const rows = [row(), row({ factor: code({ code: null }) }), turning(0, 60), turning(30, 60), turning(30, 60)]
  expect(commonTurn(rows)).toEqual({ from: 30, until: 60 })
  expect(commonTurn([row()])).toBeUndefined()
})
