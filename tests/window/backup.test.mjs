// Backups: made by themselves, brought back from, tried with the paper, and the start of a new computer.

import assert from 'node:assert/strict'
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Computer, LINK, lookAt, newWorkstation, openFile, PASSWORD, totp } from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

const OTHER = 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U'
const LINKS = [LINK, `otpauth://totp/NAV:kovacs?secret=${OTHER}&issuer=NAV`]

describe('backups', () => {
  const workstation = newWorkstation({ links: LINKS, open: '2 codes' })
  const folder = () => workstation.computer.path('backups')
  const files = () => readdirSync(folder()).filter((name) => name.endsWith('.tar'))
  const labels = () => JSON.parse(workstation.keyrack('--json', 'list')).map(({ label }) => label)

  const openSettings = async () => {
    await workstation.window.press(Key.Control, ',')
    await workstation.window.choose('Backup')
  }

  test('one is made by itself once a folder is chosen, and it opens', async () => {
    mkdirSync(folder())
    await openSettings()
    await workstation.window.shows('There is no backup yet.')
    await workstation.window.choose('Choose…')
    await openFile(folder(), 'Select Folder')
    await workstation.window.shows(folder())
    const [file] = await until('a backup', () => files().length > 0 && files())
    await workstation.window.shows('Last backup:')
    await lookAt(workstation.window, 'backup-settings')
    const verified = JSON.parse(workstation.keyrack('--json', 'backup', 'verify', join(folder(), file)))
    assert.deepEqual([verified.accounts, verified.matches], [2, true])
    await workstation.window.press(Key.Escape)
  })

  test('what was removed comes back from it after a look, and goes again on a press', async () => {
    workstation.keyrack('remove', 'kovacs')
    await workstation.window.shows('1 code')
    await openSettings()
    await workstation.window.choose('Choose a backup…')
    await workstation.window.click('dialog dialog li button')
    await workstation.window.shows('removed from your vault')
    await lookAt(workstation.window, 'backup-rows')
    assert.deepEqual(labels(), ['szabo'])
    await workstation.window.click('dialog dialog .all input')
    await workstation.window.choose('Restore 1 account')
    await workstation.window.shows('One account was restored from the backup.')
    assert.deepEqual(labels().toSorted(), ['kovacs', 'szabo'])
    await workstation.window.choose('Undo')
    await workstation.window.shows('Undone. Everything is as it was before.')
    assert.deepEqual(labels(), ['szabo'])
    await workstation.window.choose('Done')
    await workstation.window.choose('Choose a backup…')
    await workstation.window.click('dialog dialog li button')
    await workstation.window.click('dialog dialog .all input')
    await workstation.window.choose('Restore 1 account')
    await workstation.window.choose('Done')
    await workstation.window.press(Key.Escape)
    await workstation.window.shows('2 codes')
  })

  test('the paper opens it', async () => {
    await openSettings()
    await workstation.window.choose('Try it…')
    const key = readFileSync(workstation.computer.path('key'), 'utf8').match(/AGE-SECRET-KEY-1\w+/)[0]
    await workstation.window.fillField('Recovery key or password', key)
    await workstation.window.press(Key.Enter)
    await workstation.window.shows('It works.')
    await lookAt(workstation.window, 'backup-drill')
    await workstation.window.choose('Done')
    await workstation.window.shows('Last tried:')
    await workstation.window.press(Key.Escape)
  })

  test('what changed since is copied when the program ends', async () => {
    const before = files()
    assert.equal(await workstation.app.end(), 0)
    const [copied] = files().filter((name) => !before.includes(name))
    const verified = JSON.parse(workstation.keyrack('--json', 'backup', 'verify', join(folder(), copied)))
    assert.deepEqual([verified.accounts, verified.matches], [2, true])
  })

  describe('on a new computer', () => {
    let computer, app, window
    before(async () => {
      computer = new Computer()
      app = await computer.start()
      window = await app.window()
    })
    after(async () => {
      window?.release()
      await app?.end('SIGKILL')
      computer?.remove()
    })

    test('the first run starts from one, with the same codes', async () => {
      const file = computer.path('keyrack-of-the-old-one.tar')
      copyFileSync(join(folder(), files().at(-1)), file)
      await window.choose('I have a backup')
      await lookAt(window, 'adopt-begin')
      await window.choose('Choose the file…')
      await openFile(file)
      await window.fillField('Password or recovery key', PASSWORD)
      await window.press(Key.Enter)
      await window.shows('with 2 accounts.')
      await lookAt(window, 'adopt-plan')
      await window.choose('Use this backup')
      await window.shows('2 codes')
      const password = computer.write('password', PASSWORD)
      const [start, [code]] = [Date.now(), JSON.parse(computer.keyrack('--password-file', password, '--json', 'code', 'kovacs'))]
      assert.ok(totp(OTHER, start).has(code.code), `${code.code} is not the code of that time`)
    })
  })
})
