// A PIN with a real keyring: set, used, mistyped, removed.

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { keyringIsThere, Keyring } from './keyring.mjs'
import { ask, lookAt, newDesk, PASSWORD } from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

const PIN = '271828'

const skip = !keyringIsThere && 'dbus-daemon, gdbus or gnome-keyring-daemon is missing'

describe('a PIN', { skip }, () => {
  const desk = newDesk({
    links: [],
    async around({ env }) {
      const keyring = await Keyring.start()
      Object.assign(env, keyring.environment)
      return keyring
    },
  })

  /** Locks, and takes hold of the window that comes then. */
  const lock = async () => {
    await desk.window.press(Key.Control, 'l').catch(() => undefined)
    await desk.renew()
  }
  /** Waits for the pad, and until the keyring has told how many digits the PIN has. */
  const pad = () => until('six dots', () => desk.window.run('return document.querySelectorAll(".dots span").length === 6'))

  test('is set in the window, and opens the vault after a lock', async () => {
    await desk.open('No accounts yet')
    await desk.window.press(Key.Control, Key.Shift, 'p')
    await desk.window.fillField('Password', PASSWORD)
    await desk.window.fillField('New PIN, 4 to 12 digits', PIN)
    await desk.window.fillField('Repeat the PIN', PIN)
    await desk.window.choose('Set the PIN')
    await desk.window.shows('The PIN is set.')
    await desk.window.choose('Close')

    await lock()
    await pad()
    await lookAt(desk.window, 'locked-pin')
    await desk.window.type(PIN)
    await desk.window.find('[role=combobox]')
  })

  test('that is wrong says how many tries are left, and the right one opens by the keys of the pad', async () => {
    await lock()
    await pad()
    await desk.window.type('271829')
    await desk.window.find('.error')
    assert.match(await desk.window.text(), /4/)
    await lookAt(desk.window, 'locked-pin-wrong')
    for (const digit of PIN) await desk.window.choose(digit)
    await desk.window.find('[role=combobox]')
  })

  test('leaves nothing of itself on the bridge back, and is gone once it was removed', async () => {
    assert.ok(!desk.app.told().includes(PIN))
    await ask(desk.window, { ask: 'remove_pin' })
    await lock()
    await desk.window.find('input[type=password]')
    assert.equal((await ask(desk.window, { ask: 'state' })).pin, false)
    assert.equal(await desk.window.run('return document.querySelector(".pad")'), null)
  })
})
