// Files of other programs come in, and accounts go out to them, through the window.

import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, test } from 'node:test'
import { dragFiles, forms, lookAt, newWorkstation, openFile, PASSWORD, saveAs, totp } from './keyrack.mjs'
import { Key } from './webdriver.mjs'

const FILE_PASSWORD = 'six words for one file only'
const ANNA = 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U'
const BELA = 'NBSWY3DPEB3W64TMMQQGC3TEEBWW64TF'
const BYTES = { [ANNA]: 'abcdefghijklmnopqrst', [BELA]: 'hello world and more' }

describe('import', () => {
  const workstation = newWorkstation({ open: '1 code' })
  const press = (...keys) => workstation.window.press(...keys)
  const accounts = () => JSON.parse(workstation.keyrack('--json', 'list'))

  /** Opens the dialog and chooses the file. */
  const choose = async (path) => {
    await press(Key.Control, 'o')
    await workstation.window.choose('Choose a file…')
    await openFile(path)
  }

  /** Takes the last import back, from the list of all commands. */
  const takeBack = async () => {
    await press(Key.Control, 'k')
    await workstation.window.type('undo the last')
    await press(Key.Enter)
    await workstation.window.choose('Undo the last import')
    await workstation.window.shows('The import was undone')
  }

  test('an encrypted file of Aegis is recognised, asks for its password, and adds its accounts', async () => {
    await choose(aegis(workstation.computer))
    await workstation.window.shows('This file is encrypted.')
    await workstation.window.fill('dialog input[type=password]', 'wrong')
    await press(Key.Enter)
    await workstation.window.shows('The file password is wrong.')
    await lookAt(workstation.window, 'import-wrong')
    await workstation.window.fill('dialog input[type=password]', FILE_PASSWORD)
    await press(Key.Enter)
    await workstation.window.shows('Aegis · encrypted · 3 entries')
    await workstation.window.shows('Already here')
    await lookAt(workstation.window, 'import-rows')
    await workstation.window.fillField('Client for all', 'Kovács Bt.')
    await press(Key.Escape)
    await workstation.window.choose('Add 2 accounts')
    await workstation.window.shows('2 accounts were added.')
    await lookAt(workstation.window, 'import-done')
    assert.deepEqual(
      accounts()
        .map(({ folder }) => folder.name)
        .filter((name) => name === 'Kovács Bt.').length,
      2,
    )
    const [start, [code]] = [Date.now(), JSON.parse(workstation.keyrack('--json', 'code', 'anna'))]
    assert.ok(totp(ANNA, start).has(code.code), `${code.code} is not the code of that time`)
  })

  test('its report is a table of what became of each entry', async () => {
    const path = workstation.computer.path('report.csv')
    await workstation.window.choose('Save the report')
    await saveAs(path)
    await workstation.window.shows('Saved: report.csv')
    const report = readFileSync(path, 'utf8')
    assert.match(report, /anna/)
    assert.match(report, /already here/)
    for (const form of secrets()) assert.ok(!report.includes(form), 'a key is in the report')
  })

  test('one click takes it back', async () => {
    await workstation.window.choose('Undo the import')
    await workstation.window.shows('2 accounts are as they were before.')
    assert.equal(accounts().length, 1)
    assert.ok(!workstation.keyrack('--json', 'folder', 'list').includes('Kovács Bt.'), 'the client that it made is still there')
    await press(Key.Escape)
    await workstation.window.shows('1 code')
  })

  test('a table whose headings say nothing is understood once its columns are named', async () => {
    await choose(
      workstation.computer.write('lista.csv', `egy;kettő;három\nKovács Bt.;anna;${ANNA}\nNagy Ágnes e.v.;bela;${BELA}\n`),
    )
    await workstation.window.shows('Choose what each column contains.')
    await workstation.window.shows('Nagy Ágnes e.v.')
    assert.ok(!(await workstation.window.text()).includes(ANNA), 'a key is shown')
    await workstation.window.select('What egy contains', 'folder')
    await workstation.window.select('What kettő contains', 'account')
    await workstation.window.select('What három contains', 'secret')
    await lookAt(workstation.window, 'import-columns')
    await workstation.window.choose('Continue')
    await workstation.window.shows('2 clients')
    await lookAt(workstation.window, 'import-table')
    await workstation.window.choose('Add 2 accounts')
    await workstation.window.shows('2 clients were added.')
    await workstation.window.shows('it contains your keys in plain text')
    await workstation.window.choose('Done')
    await workstation.window.shows('3 codes')
    assert.deepEqual(
      accounts()
        .map(({ folder }) => folder.name)
        .filter(Boolean)
        .sort(),
      ['Kovács Bt.', 'Nagy Ágnes e.v.'],
    )
  })

  test('a list of clients that is dragged onto the window says who has no code yet', async () => {
    await dragFiles([
      workstation.computer.write('clients.csv', 'Client;Tax number\nKovács Bt.;21456789-1-06\nŐrségi Fa Kft.;24681357-2-18\n'),
    ])
    await workstation.window.shows('Without a code')
    await workstation.window.shows('Őrségi Fa Kft.')
    await lookAt(workstation.window, 'import-clients')
    assert.ok(
      !(await workstation.window.run('return document.querySelector("#import-clients").innerText')).includes('Kovács Bt.'),
    )
    await workstation.window.choose('Add 1 client')
    await workstation.window.shows('1 client was added.')
    assert.ok(workstation.keyrack('--json', 'folder', 'list').includes('24681357-2-18'))
    await press(Key.Escape)
    await takeBack()
    assert.ok(!workstation.keyrack('--json', 'folder', 'list').includes('24681357-2-18'))
  })

  test('a damaged file is said to be damaged, and changes nothing', async () => {
    const path = workstation.computer.write('cut.json', readFileSync(aegis(workstation.computer), 'utf8').slice(0, 400))
    await choose(path)
    await workstation.window.shows('Nothing was imported.')
    await lookAt(workstation.window, 'import-damaged')
    await press(Key.Escape)
    assert.equal(accounts().length, 3)
  })

  test('a real file of another maker comes in', async (t) => {
    const path = resolve(process.env.KEYRACK_FIXTURES ?? '../shared', 'fixtures/aegis/aegis-plain-db1/aegis_plain.json')
    if (!existsSync(path)) return t.skip(`SKIPPED: ${path} is not there`)
    await choose(path)
    await workstation.window.shows('Aegis · 7 entries')
    await lookAt(workstation.window, 'import-real')
    await workstation.window.choose('Add 7 accounts')
    await workstation.window.shows('7 accounts were added.')
    await workstation.window.choose('Undo the import')
    await workstation.window.shows('7 accounts are as they were before.')
    await press(Key.Escape)
  })

  test('in all of this the window was told no key', () => {
    const told = workstation.app.told()
    assert.ok(told.includes('anna'), 'what crosses the bridge was not recorded')
    for (const form of secrets()) assert.ok(!told.includes(form), 'a key was told')
  })
})

describe('export', () => {
  const workstation = newWorkstation({ links: [link('Bank', 'anna', ANNA), link('NAV', 'bela', BELA)], open: '2 codes' })
  const press = (...keys) => workstation.window.press(...keys)

  /** Opens the dialog from the list of all commands. */
  const begin = async () => {
    await press(Key.Control, 'k')
    await workstation.window.type('export')
    await press(Key.Enter)
    await workstation.window.shows('For a new computer')
  }

  test('a sealed file for Aegis is read back as it is', async () => {
    await begin()
    await lookAt(workstation.window, 'export')
    await workstation.window.click('dialog input[value=program]')
    await workstation.window.select('Which program', 'aegis')
    await workstation.window.choose('Continue')
    await workstation.window.shows('Protect the file with a password')
    await workstation.window.fillField('File password', FILE_PASSWORD)
    await workstation.window.fillField('Repeat the password', FILE_PASSWORD)
    await workstation.window.fillField('Vault password', PASSWORD)
    await lookAt(workstation.window, 'export-sealed')
    await workstation.window.choose('Export…')
    const path = workstation.computer.path('for-aegis.json')
    await saveAs(path)
    await workstation.window.shows('2 accounts were written to for-aegis.json.')
    await lookAt(workstation.window, 'export-done')
    await press(Key.Escape)

    const file = readFileSync(path, 'utf8')
    for (const form of secrets()) assert.ok(!file.includes(form), 'a key is in the sealed file')
    const password = workstation.computer.write('file-password', FILE_PASSWORD)
    const read = JSON.parse(workstation.keyrack('--json', 'import', '--dry-run', '--file-password-file', password, path))
    assert.equal(read.format, 'aegis')
    assert.deepEqual(
      read.rows.map(({ status }) => status),
      ['identical', 'identical'],
    )
  })

  test('a plain file is written after a warning and the password only', async () => {
    await begin()
    await workstation.window.click('dialog input[value=text]')
    await workstation.window.select('Which format', 'otpauth')
    await workstation.window.choose('Continue')
    await workstation.window.shows('Anyone who gets this file can make all these codes.')
    await workstation.window.fillField('Vault password', 'wrong')
    await workstation.window.choose('Export…')
    await workstation.window.shows('The password is wrong.')
    await lookAt(workstation.window, 'export-plain')
    await workstation.window.fillField('Vault password', PASSWORD)
    await workstation.window.choose('Export…')
    const path = workstation.computer.path('plain.txt')
    await saveAs(path)
    await workstation.window.shows('The file is not encrypted.')
    const lines = readFileSync(path, 'utf8').trim().split('\n')
    assert.deepEqual(lines.map((line) => new URL(line).searchParams.get('secret')).sort(), [ANNA, BELA].sort())
    await press(Key.Escape)
  })
})

/** An encrypted file of Aegis, made on `computer` from a vault of its own: two accounts, and the one that is there already. */
function aegis(computer) {
  const path = computer.path('aegis-backup.json')
  if (existsSync(path)) return path
  const folder = computer.path('other')
  const password = computer.write('other-password', PASSWORD)
  const other = (...arguments_) => computer.keyrack('--vault', folder, '--password-file', password, ...arguments_)
  other('init', '--kdf', 'm=65536,t=3,p=1', '--recovery-file', computer.path('other-key'))
  for (const [issuer, label, secret] of [
    ['Bank', 'anna', ANNA],
    ['NAV', 'bela', BELA],
    ['NAV', 'szabo', 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'],
  ]) {
    other('add', '--uri-file', computer.write('other-uri', link(issuer, label, secret)))
  }
  other('export', '--format', 'aegis', '--export-password-file', computer.write('aegis-password', FILE_PASSWORD), path)
  return path
}

function link(issuer, label, secret) {
  return `otpauth://totp/${issuer}:${label}?secret=${secret}&issuer=${issuer}`
}

/** Every form of the keys that could stand somewhere. */
function secrets() {
  return Object.entries(BYTES).flatMap(([base32, bytes]) => forms(Buffer.from(bytes), base32))
}
