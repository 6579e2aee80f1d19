import { expect, test } from 'vitest'
import type { Row } from '../backend/backend.ts'
import { commonTurn, groups, names } from './row.ts'

const row = (more: Partial<Row>): Row => ({
  id: '1',
  folder: '',
  issuer: '',
  label: '',
  factors: [],
  code: null,
  valid_from: null,
  valid_until: null,
  ...more,
})
const turning = (from: number, until: number) => row({ code: '123456', valid_from: from, valid_until: until })

test('names that are empty leave no gap', () => {
  expect(names(row({ folder: 'Kovács Bt.', issuer: 'NAV', label: 'anna' }))).toEqual(['Kovács Bt.', 'NAV', 'anna'])
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
  expect(commonTurn([row({}), turning(0, 60), turning(30, 60), turning(30, 60)])).toEqual({ from: 30, until: 60 })
  expect(commonTurn([row({})])).toBeUndefined()
})
