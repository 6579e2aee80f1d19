// Locks that the system asks for, and locks at bad moments.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { busesAreThere, System } from './bus.mjs'
import { ask, lookAt, newDesk, PASSWORD, processes } from './keyrack.mjs'
import { until } from './webdriver.mjs'

const skip = !busesAreThere && 'dbus-daemon, gdbus or python3-dbusmock is missing'

describe('the system', { skip }, () => {
  let system
  const desk = newDesk({
    async around({ env }) {
      system = await System.start()
      Object.assign(env, system.environment)
      return system
    },
  })

  /** Takes hold of the window that a lock has opened. */
  const renewed = async () => {
    await desk.renew()
    return ask(desk.window, { ask: 'state' })
  }

  test('sleeps only after the window is gone, and the lock screen says why it is there', async () => {
    await desk.open()
    await system.delaysSleep(true)
    const before_ = processes(desk.app)
    assert.ok(before_.length >= 3, 'the window has no processes of its own')

    await system.prepareForSleep(true)
    await system.delaysSleep(false)
    const left = processes(desk.app).map(({ pid }) => pid)
    for (const { pid, name } of before_) assert.ok(!left.includes(pid), `${name} is still there`)
    assert.equal((await renewed()).because, 'sleep')

    await system.prepareForSleep(false)
    await system.delaysSleep(true)
    assert.equal((await renewed()).because, 'sleep')
    await lookAt(desk.window, 'locked-by-sleep')
  })

  test('locks the session while a password is half typed: nothing of it is left', async () => {
    await desk.window.fill('input[type=password]', PASSWORD.slice(0, 8))
    await system.lockSession()
    assert.equal((await renewed()).state, 'locked')
    await desk.window.find('input[type=password]')
    assert.equal(await desk.window.run(`return document.querySelector('input[type=password]').value`), '')
  })

  test('locks the session while a dialog is open: it goes with the window', async () => {
    await desk.open()
    const dialog = () => spawnSync('xdotool', ['search', '--onlyvisible', '--name', '^Select Folder$']).stdout.length > 0
    ask(desk.window, { ask: 'choose_backup_folder' }).catch(() => undefined)
    await until('the dialog', dialog)
    await system.lockSession()
    assert.equal((await renewed()).because, 'session_locked')
    assert.ok(!dialog())
  })

  test('locks while no new window can be started: it stays locked, and a further start shows it', async () => {
    await desk.open()
    desk.app.windowOpens(false)
    await system.prepareForSleep(true)
    await system.delaysSleep(false)
    assert.deepEqual(processes(desk.app), [])
    desk.app.windowOpens(true)
    assert.equal(desk.app.startAgain(), 0)
    assert.equal((await renewed()).because, 'sleep')
  })
})
