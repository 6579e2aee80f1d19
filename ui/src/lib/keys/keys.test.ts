import { expect, test } from 'vitest'
import { keyNames, pressed, writes } from './keys.ts'

const key = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...more })

test('keys are named with their modifiers in one order', () => {
  expect(pressed(key('s', { shiftKey: true, ctrlKey: true }))).toBe('Ctrl+Shift+S')
  expect(pressed(key('k', { metaKey: true }))).toBe('Ctrl+K')
  expect(pressed(key(' ', { ctrlKey: true }))).toBe('Ctrl+Space')
  expect(pressed(key('F1'))).toBe('F1')
})

test('names fit the keyboard', () => {
  expect(keyNames('Ctrl+ArrowUp', false)).toBe('Ctrl+↑')
  expect(keyNames('Ctrl+Shift+S', true)).toBe('⌘⇧S')
})

test('a letter and AltGr write, a command does not', () => {
  expect(writes(key('ő'))).toBe(true)
  expect(writes(key('@', { ctrlKey: true, altKey: true }))).toBe(true)
  expect(writes(key('l', { ctrlKey: true }))).toBe(false)
  expect(writes(key('Enter'))).toBe(false)
})
