// Locks that the system asks for, and locks at bad moments.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, before, describe, test } from 'node:test'
import { busesAreThere, System } from './bus.mjs'
import { ask, Computer, lookAt, processes, unlock } from './keyrack.mjs'
import { until } from './webdriver.mjs'

const PASSWORD = 'four little words here'
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

const skip = !busesAreThere && 'dbus-daemon, gdbus or python3-dbusmock is missing'

describe('the system', { skip }, () => {
  let system, computer, app, window

  before(async () => {
    system = await System.start()
    computer = newComputer()
    Object.assign(computer.env, system.environment)
    app = await computer.start()
    window = await app.window()
  })
  after(async () => {
    window?.release()
    await app?.end('SIGKILL')
    computer?.remove()
    system?.end()
  })

  /** Takes hold of the window that a lock has opened. */
  const renewed = async () => {
    window.release()
    window = await app.window()
    return ask(window, { ask: 'state' })
  }

  test('sleeps only after the window is gone, and the lock screen says why it is there', async () => {
    await unlock(window, PASSWORD)
    await window.shows('1 code')
    await system.delaysSleep(true)
    const before_ = processes(app)
    assert.ok(before_.length >= 3, 'the window has no processes of its own')

    await system.prepareForSleep(true)
    await system.delaysSleep(false)
    const left = processes(app).map(({ pid }) => pid)
    for (const { pid, name } of before_) assert.ok(!left.includes(pid), `${name} is still there`)
    assert.equal((await renewed()).because, 'sleep')

    await system.prepareForSleep(false)
    await system.delaysSleep(true)
    assert.equal((await renewed()).because, 'sleep')
    await lookAt(window, 'locked-by-sleep')
  })

  test('locks the session while a password is half typed: nothing of it is left', async () => {
    await window.fill('input[type=password]', PASSWORD.slice(0, 8))
    await system.lockSession()
    assert.equal((await renewed()).state, 'locked')
    await window.find('input[type=password]')
    assert.equal(await window.run(`return document.querySelector('input[type=password]').value`), '')
  })

  test('locks the session while a dialog is open: it goes with the window', async () => {
    await unlock(window, PASSWORD)
    await window.shows('1 code')
    const dialog = () => spawnSync('xdotool', ['search', '--onlyvisible', '--name', '^Select Folder$']).stdout.length > 0
    ask(window, { ask: 'choose_backup_folder' }).catch(() => undefined)
    await until('the dialog', dialog)
    await system.lockSession()
    assert.equal((await renewed()).because, 'session_locked')
    assert.ok(!dialog())
  })

  test('locks while no new window can be started: it stays locked, and a further start shows it', async () => {
    await unlock(window, PASSWORD)
    await window.shows('1 code')
    app.windowOpens(false)
    await system.prepareForSleep(true)
    await system.delaysSleep(false)
    assert.deepEqual(processes(app), [])
    app.windowOpens(true)
    assert.equal(app.startAgain(), 0)
    assert.equal((await renewed()).because, 'sleep')
  })
})

function newComputer() {
  const computer = new Computer()
  const password = computer.write('password', PASSWORD)
  const keyrack = (...arguments_) => computer.keyrack('--password-file', password, ...arguments_)
  keyrack('init', '--kdf', 'm=65536,t=3,p=1', '--recovery-file', computer.path('key'))
  keyrack('add', '--uri-file', computer.write('uri', `otpauth://totp/NAV:szabo?secret=${SECRET}&issuer=NAV`))
  return computer
}
