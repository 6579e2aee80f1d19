// A PIN with a real keyring: set, used, mistyped, removed.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { keyringIsThere, Keyring } from './keyring.mjs'
import { ask, Computer, lookAt, unlock } from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

const PASSWORD = 'four little words here'
const PIN = '271828'

const skip = !keyringIsThere && 'dbus-daemon, gdbus or gnome-keyring-daemon is missing'

describe('a PIN', { skip }, () => {
  let keyring, computer, app, window

  before(async () => {
    keyring = await Keyring.start()
    computer = new Computer()
    Object.assign(computer.env, keyring.environment)
    const password = computer.write('password', PASSWORD)
    const cost = 'm=65536,t=3,p=1'
    computer.keyrack('--password-file', password, 'init', '--kdf', cost, '--recovery-file', computer.path('key'))
    app = await computer.start()
    window = await app.window()
  })
  after(async () => {
    window?.release()
    await app?.end('SIGKILL')
    computer?.remove()
    keyring?.end()
  })

  /** Locks, and takes hold of the window that comes then. */
  const lock = async () => {
    await window.press(Key.Control, 'l').catch(() => undefined)
    window.release()
    window = await app.window()
  }
  /** Waits for the pad, and until the keyring has told how many digits the PIN has. */
  const pad = () => until('six dots', () => window.run('return document.querySelectorAll(".dots span").length === 6'))

  test('is set in the window, and opens the vault after a lock', async () => {
    await unlock(window, PASSWORD)
    await window.find('[role=combobox]')
    await window.press(Key.Control, Key.Shift, 'p')
    await window.fillField('Password', PASSWORD)
    await window.fillField('New PIN, 4 to 12 digits', PIN)
    await window.fillField('The same PIN again', PIN)
    await window.choose('Set the PIN')
    await window.shows('The PIN is set.')
    await window.choose('Close')

    await lock()
    await pad()
    await lookAt(window, 'locked-pin')
    await window.type(PIN)
    await window.find('[role=combobox]')
  })

  test('that is wrong says how many tries are left, and the right one opens by the keys of the pad', async () => {
    await lock()
    await pad()
    await window.type('271829')
    await window.find('.error')
    assert.match(await window.text(), /4/)
    await lookAt(window, 'locked-pin-wrong')
    for (const digit of PIN) await window.choose(digit)
    await window.find('[role=combobox]')
  })

  test('leaves nothing of itself on the bridge back, and is gone once it was removed', async () => {
    assert.ok(!app.told().includes(PIN))
    await ask(window, { ask: 'remove_pin' })
    await lock()
    await window.find('input[type=password]')
    assert.equal((await ask(window, { ask: 'state' })).pin, false)
    assert.equal(await window.run('return document.querySelector(".pad")'), null)
  })
})
