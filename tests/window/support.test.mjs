// Help over a remote connection, and a window that nobody sees.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { clipboard, lookAt, newDesk, SECRET, totp } from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

describe('remote help', () => {
  const desk = newDesk({ open: '1 code' })

  test('while somebody helps, no code crosses the bridge, and it is copied all the same', async () => {
    await desk.window.press(Key.Control, Key.Shift, 'h')
    await desk.window.choose('Start')
    await desk.window.shows('Remote help is on.')
    await desk.window.find('.masked')
    const begun = desk.app.told().length
    await lookAt(desk.window, 'support')

    const start = Date.now()
    await desk.window.press(Key.Enter)
    const code = await until('a code on the clipboard', clipboard)
    assert.ok(totp(SECRET, start).has(code), `${code} is not the code of that time`)
    await desk.window.press(Key.Control, 'i')
    await desk.window.find('.factor')
    await lookAt(desk.window, 'support-details')
    const told = desk.app.told().subarray(begun)
    for (const one of totp(SECRET, start)) assert.ok(!told.includes(one), 'a code went to the window')
  })

  test('the lock screen says that somebody helps, and the end shows what was done', async () => {
    await desk.window.press(Key.Control, 'l').catch(() => undefined)
    await desk.renew()
    await desk.window.shows('Remote help is on.')
    await desk.open()
    await desk.window.choose('End now')
    await desk.window.shows('What was done during remote help')
    await desk.window.shows('Code copied')
    await desk.window.shows('Vault unlocked')
    await lookAt(desk.window, 'support-done')
    await desk.window.choose('Close')
    await desk.window.find('.code .now')
    assert.equal(await desk.window.run(`return document.querySelector('.masked')`), null)
  })

  test('a window that nobody sees knows so, and draws no frame', async () => {
    await desk.window.run(`
      window.frames_ = 0
      const frame = () => { window.frames_ += 1; requestAnimationFrame(frame) }
      frame()`)
    const { stdout } = spawnSync('xdotool', ['search', '--onlyvisible', '--class', 'keyrack-window'], { encoding: 'utf8' })
    for (const id of stdout.trim().split('\n')) spawnSync('xdotool', ['windowunmap', id])
    await until('the page knows it', () => desk.window.run('return document.hidden'))
    const frames = await desk.window.run('return window.frames_')
    // Long enough for some: each answer of the driver takes a turn of the page's loop.
    for (let i = 0; i < 20; i += 1) await desk.window.run('return 0')
    assert.equal(await desk.window.run('return window.frames_'), frames)
  })
})
