// Backups: made by themselves, brought back from, tried with the paper, and the start of a new computer.

import assert from 'node:assert/strict'
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Computer, LINK, lookAt, newDesk, openFile, PASSWORD, totp } from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

const OTHER = 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U'
const LINKS = [LINK, `otpauth://totp/NAV:kovacs?secret=${OTHER}&issuer=NAV`]

describe('backups', () => {
  const desk = newDesk({ links: LINKS, open: '2 codes' })
  const folder = () => desk.computer.path('backups')
  const files = () => readdirSync(folder()).filter((name) => name.endsWith('.tar'))
  const labels = () => JSON.parse(desk.keyrack('--json', 'list')).map(({ label }) => label)

  const openSettings = async () => {
    await desk.window.press(Key.Control, ',')
    await desk.window.choose('Backup')
  }

  test('one is made by itself once a folder is chosen, and it opens', async () => {
    mkdirSync(folder())
    await openSettings()
    await desk.window.shows('There is no backup yet.')
    await desk.window.choose('Choose…')
    await openFile(folder(), 'Select Folder')
    await desk.window.shows(folder())
    const [file] = await until('a backup', () => files().length > 0 && files())
    await desk.window.shows('Last backup:')
    await lookAt(desk.window, 'backup-settings')
    const verified = JSON.parse(desk.keyrack('--json', 'backup', 'verify', join(folder(), file)))
    assert.deepEqual([verified.accounts, verified.matches], [2, true])
    await desk.window.press(Key.Escape)
  })

  test('what was removed comes back from it after a look, and goes again on a press', async () => {
    desk.keyrack('remove', 'kovacs')
    await desk.window.shows('1 code')
    await openSettings()
    await desk.window.choose('Choose a backup…')
    await desk.window.click('dialog dialog li button')
    await desk.window.shows('removed from your vault')
    await lookAt(desk.window, 'backup-rows')
    assert.deepEqual(labels(), ['szabo'])
    await desk.window.click('dialog dialog .all input')
    await desk.window.choose('Restore 1 account')
    await desk.window.shows('One account was restored from the backup.')
    assert.deepEqual(labels().toSorted(), ['kovacs', 'szabo'])
    await desk.window.choose('Undo')
    await desk.window.shows('Undone. Everything is as it was before.')
    assert.deepEqual(labels(), ['szabo'])
    await desk.window.choose('Done')
    await desk.window.choose('Choose a backup…')
    await desk.window.click('dialog dialog li button')
    await desk.window.click('dialog dialog .all input')
    await desk.window.choose('Restore 1 account')
    await desk.window.choose('Done')
    await desk.window.press(Key.Escape)
    await desk.window.shows('2 codes')
  })

  test('the paper opens it', async () => {
    await openSettings()
    await desk.window.choose('Try it…')
    const key = readFileSync(desk.computer.path('key'), 'utf8').match(/AGE-SECRET-KEY-1\w+/)[0]
    await desk.window.fillField('Recovery key or password', key)
    await desk.window.press(Key.Enter)
    await desk.window.shows('It works.')
    await lookAt(desk.window, 'backup-drill')
    await desk.window.choose('Done')
    await desk.window.shows('Last tried:')
    await desk.window.press(Key.Escape)
  })

  test('what changed since is copied when the program ends', async () => {
    const before = files()
    assert.equal(await desk.app.end(), 0)
    const [copied] = files().filter((name) => !before.includes(name))
    const verified = JSON.parse(desk.keyrack('--json', 'backup', 'verify', join(folder(), copied)))
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
