// A PIN with a real keyring: set, used, mistyped, removed.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { keyringIsThere, Keyring } from './keyring.mjs'
import { ask, lookAt, newWorkstation, PASSWORD } from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

const PIN = '271828'

const skip = !keyringIsThere && 'dbus-daemon, gdbus or gnome-keyring-daemon is missing'

describe('a PIN', { skip }, () => {
  const workstation = newWorkstation({
    links: [],
    async around({ env }) {
      const keyring = await Keyring.start()
      Object.assign(env, keyring.environment)
      return keyring
    },
  })

  /** Locks, and takes hold of the window that comes then. */
  const lock = async () => {
    await workstation.window.press(Key.Control, 'l').catch(() => undefined)
    await workstation.renew()
  }
  /** Waits for the pad, and until the keyring has told how many digits the PIN has. */
  const pad = () => until('six dots', () => workstation.window.run('return document.querySelectorAll(".dots span").length === 6'))

  test('is set in the window, and opens the vault after a lock', async () => {
    await workstation.open('No accounts yet')
    await workstation.window.press(Key.Control, Key.Shift, 'p')
    await workstation.window.fillField('Password', PASSWORD)
    await workstation.window.fillField('New PIN, 4 to 12 digits', PIN)
    await workstation.window.fillField('Repeat the PIN', PIN)
    await workstation.window.choose('Set the PIN')
    await workstation.window.shows('The PIN is set.')
    await workstation.window.choose('Close')

    await lock()
    await pad()
    await lookAt(workstation.window, 'locked-pin')
    await workstation.window.type(PIN)
    await workstation.window.find('[role=combobox]')
  })

  test('that is wrong says how many tries are left, and the right one opens by the keys of the pad', async () => {
    await lock()
    await pad()
    await workstation.window.type('271829')
    await workstation.window.find('.error')
    assert.match(await workstation.window.text(), /4/)
    await lookAt(workstation.window, 'locked-pin-wrong')
    for (const digit of PIN) await workstation.window.choose(digit)
    await workstation.window.find('[role=combobox]')
  })

  test('leaves nothing of itself on the bridge back, and is gone once it was removed', async () => {
    assert.ok(!workstation.app.told().includes(PIN))
    await ask(workstation.window, { ask: 'remove_pin' })
    await lock()
    await workstation.window.find('input[type=password]')
    assert.equal((await ask(workstation.window, { ask: 'state' })).pin, false)
    assert.equal(await workstation.window.run('return document.querySelector(".pad")'), null)
  })
})
