// Locks that the system asks for, and locks at bad moments.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { busesAreThere, System } from './bus.mjs'
import { ask, lookAt, newWorkstation, PASSWORD, processes } from './keyrack.mjs'
import { until } from './webdriver.mjs'

const skip = !busesAreThere && 'dbus-daemon, gdbus or python3-dbusmock is missing'

describe('the system', { skip }, () => {
  let system
  const workstation = newWorkstation({
    async around({ env }) {
      system = await System.start()
      Object.assign(env, system.environment)
      return system
    },
  })

  /** Takes hold of the window that a lock has opened. */
  const renewed = async () => {
    await workstation.renew()
    return ask(workstation.window, { ask: 'state' })
  }

  test('sleeps only after the window is gone, and the lock screen says why it is there', async () => {
    await workstation.open()
    await system.delaysSleep(true)
    const before_ = processes(workstation.app)
    assert.ok(before_.length >= 3, 'the window has no processes of its own')

    await system.prepareForSleep(true)
    await system.delaysSleep(false)
    const left = processes(workstation.app).map(({ pid }) => pid)
    for (const { pid, name } of before_) assert.ok(!left.includes(pid), `${name} is still there`)
    assert.equal((await renewed()).because, 'sleep')

    await system.prepareForSleep(false)
    await system.delaysSleep(true)
    assert.equal((await renewed()).because, 'sleep')
    await lookAt(workstation.window, 'locked-by-sleep')
  })

  test('locks the session while a password is half typed: nothing of it is left', async () => {
    await workstation.window.fill('input[type=password]', PASSWORD.slice(0, 8))
    await system.lockSession()
    assert.equal((await renewed()).state, 'locked')
    await workstation.window.find('input[type=password]')
    assert.equal(await workstation.window.run(`return document.querySelector('input[type=password]').value`), '')
  })

  test('locks the session while a dialog is open: it goes with the window', async () => {
    await workstation.open()
    const dialog = () => spawnSync('xdotool', ['search', '--onlyvisible', '--name', '^Select Folder$']).stdout.length > 0
    ask(workstation.window, { ask: 'choose_backup_folder' }).catch(() => undefined)
    await until('the dialog', dialog)
    await system.lockSession()
    assert.equal((await renewed()).because, 'session_locked')
    assert.ok(!dialog())
  })

  test('locks while no new window can be started: it stays locked, and a further start shows it', async () => {
    await workstation.open()
    workstation.app.windowOpens(false)
    await system.prepareForSleep(true)
    await system.delaysSleep(false)
    assert.deepEqual(processes(workstation.app), [])
    workstation.app.windowOpens(true)
    assert.equal(workstation.app.startAgain(), 0)
    assert.equal((await renewed()).because, 'sleep')
  })
})
