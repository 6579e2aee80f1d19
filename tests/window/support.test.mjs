// Help over a remote connection, and a window that nobody sees.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { clipboard, lookAt, newWorkstation, SECRET, totp } from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

describe('remote help', () => {
  const workstation = newWorkstation({ open: '1 code' })

  test('while somebody helps, no code crosses the bridge, and it is copied all the same', async () => {
    await workstation.window.press(Key.Control, Key.Shift, 'h')
    await workstation.window.choose('Start')
    await workstation.window.shows('Remote help is on.')
    await workstation.window.find('.masked')
    const begun = workstation.app.told().length
    await lookAt(workstation.window, 'support')

    const start = Date.now()
    await workstation.window.press(Key.Enter)
    const code = await until('a code on the clipboard', clipboard)
    assert.ok(totp(SECRET, start).has(code), `${code} is not the code of that time`)
    await workstation.window.press(Key.Control, 'i')
    await workstation.window.find('.factor')
    await lookAt(workstation.window, 'support-details')
    const told = workstation.app.told().subarray(begun)
    for (const one of totp(SECRET, start)) assert.ok(!told.includes(one), 'a code went to the window')
  })

  test('the lock screen says that somebody helps, and the end shows what was done', async () => {
    await workstation.window.press(Key.Control, 'l').catch(() => undefined)
    await workstation.renew()
    await workstation.window.shows('Remote help is on.')
    await workstation.open()
    await workstation.window.choose('End now')
    await workstation.window.shows('What was done during remote help')
    await workstation.window.shows('Code copied')
    await workstation.window.shows('Vault unlocked')
    await lookAt(workstation.window, 'support-done')
    await workstation.window.choose('Close')
    await workstation.window.find('.code .now')
    assert.equal(await workstation.window.run(`return document.querySelector('.masked')`), null)
  })

  test('a window that nobody sees knows so, and draws no frame', async () => {
    await workstation.window.run(`
      window.frames_ = 0
      const frame = () => { window.frames_ += 1; requestAnimationFrame(frame) }
      frame()`)
    const { stdout } = spawnSync('xdotool', ['search', '--onlyvisible', '--class', 'keyrack-window'], { encoding: 'utf8' })
    for (const id of stdout.trim().split('\n')) spawnSync('xdotool', ['windowunmap', id])
    await until('the page knows it', () => workstation.window.run('return document.hidden'))
    const frames = await workstation.window.run('return window.frames_')
    // Long enough for some: each answer of the driver takes a turn of the page's loop.
    for (let i = 0; i < 20; i += 1) await workstation.window.run('return 0')
    assert.equal(await workstation.window.run('return window.frames_'), frames)
  })
})
