// Help over a remote connection, and a window that nobody sees.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, test } from 'node:test'
import { clipboard, Computer, lookAt, totp, unlock } from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

const PASSWORD = 'four little words here'
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

let computer, app, window

before(async () => {
  computer = new Computer()
  const password = computer.write('password', PASSWORD)
  const keyrack = (...arguments_) => computer.keyrack('--password-file', password, ...arguments_)
  keyrack('init', '--kdf', 'm=65536,t=3,p=1', '--recovery-file', computer.path('key'))
  keyrack('add', '--uri-file', computer.write('uri', `otpauth://totp/NAV:szabo?secret=${SECRET}&issuer=NAV`))
  app = await computer.start()
  window = await app.window()
  await unlock(window, PASSWORD)
  await window.shows('1 code')
})
after(async () => {
  window?.release()
  await app?.end('SIGKILL')
  computer?.remove()
})

test('while somebody helps, no code crosses the bridge, and it is copied all the same', async () => {
  await window.press(Key.Control, Key.Shift, 'h')
  await window.choose('Start')
  await window.shows('Remote help is on.')
  await window.find('.masked')
  const begun = app.told().length
  await lookAt(window, 'support')

  const start = Date.now()
  await window.press(Key.Enter)
  const code = await until('a code on the clipboard', clipboard)
  assert.ok(totp(SECRET, start).has(code), `${code} is not the code of that time`)
  await window.press(Key.Control, 'i')
  await window.find('.factor')
  await lookAt(window, 'support-details')
  const told = app.told().subarray(begun)
  for (const one of totp(SECRET, start)) assert.ok(!told.includes(one), 'a code went to the window')
})

test('the lock screen says that somebody helps, and the end shows what was done', async () => {
  await window.press(Key.Control, 'l').catch(() => undefined)
  window.release()
  window = await app.window()
  await window.shows('Remote help is on.')
  await unlock(window, PASSWORD)
  await window.shows('1 code')
  await window.choose('End now')
  await window.shows('What was done during remote help')
  await window.shows('Code copied')
  await window.shows('Vault unlocked')
  await lookAt(window, 'support-done')
  await window.choose('Close')
  await window.find('.code .now')
  assert.equal(await window.run(`return document.querySelector('.masked')`), null)
})

test('a window that nobody sees knows so, and draws no frame', async () => {
  await window.run(`
    window.frames_ = 0
    const frame = () => { window.frames_ += 1; requestAnimationFrame(frame) }
    frame()`)
  const { stdout } = spawnSync('xdotool', ['search', '--onlyvisible', '--class', 'keyrack-window'], { encoding: 'utf8' })
  for (const id of stdout.trim().split('\n')) spawnSync('xdotool', ['windowunmap', id])
  await until('the page knows it', () => window.run('return document.hidden'))
  const frames = await window.run('return window.frames_')
  // Long enough for some: each answer of the driver takes a turn of the page's loop.
  for (let i = 0; i < 20; i += 1) await window.run('return 0')
  assert.equal(await window.run('return window.frames_'), frames)
})
