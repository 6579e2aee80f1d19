// The life of an office, by mouse and keyboard: it is founded, people come, share, and leave.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { ask, clipboard, lookAt, openFile, refused, saveAs, totp } from './keyrack.mjs'
import { base32, Colleague, formsOf, POLL, secretOf, sheetsIn, spreadsheet, userOf } from './colleagues.mjs'
import { Key, until } from './webdriver.mjs'

const OFFICE = 'Számadó Iroda'
/** What is shared; besides there is one client who stays Olga's, and her own account. */
const CLIENTS = Array.from({ length: 50 }, (_, at) => `Client ${String(at + 1).padStart(2, '0')} Bt.`)
const PRIVATE = 'Private Kft.'
const ALL = [...CLIENTS, PRIVATE, '']

describe('the life of an office', () => {
  const olga = new Colleague('Olga', 'olga keeps four words')
  const anna = new Colleague('Anna', 'anna keeps other words')
  const second = new Colleague('Olga', 'olga sits elsewhere too')
  let store, paper, office

  before(async () => {
    store = olga.computer.path('store')
    mkdirSync(store)
    olga.computer.makeVault(olga.password)
    olga.keyrack('import', olga.computer.write('clients.csv', spreadsheet(ALL)))
    await olga.sitDown()
    await olga.unlock('52 codes')
  })
  after(async () => {
    paper?.release()
    await second.leave()
    await anna.leave()
    await olga.leave()
  })

  test('an office is founded in a folder, with two sheets that are proved to be on paper', async () => {
    const { window, computer, app } = olga
    await window.choose('Start or join an office')
    await lookAt(window, 'office-start')
    await window.choose('Start a new office')
    await window.fillField('Name of the office', OFFICE)
    await window.fillField('Your name', olga.name)
    await lookAt(window, 'office-found')
    await window.press(Key.Enter)
    await window.choose('Choose…')
    await openFile(store, 'Select Folder')
    await window.choose('Continue')
    await window.shows('If every owner’s computer is lost')
    await lookAt(window, 'office-found-sheets')
    await window.choose('Show the 2 sheets')
    paper = await app.window('paper')
    await until('a picture', () => paper.run('return document.images[0]?.complete'))
    await olga.toFront('paper')
    await lookAt(paper, 'office-sheets-paper')
    await paper.choose('Save as PDF')
    await saveAs(computer.path('sheets.pdf'))
    const sheets = sheetsIn(computer.path('sheets.pdf'))
    assert.equal(sheets.length, 2)
    await olga.toFront()
    for (const [at, groups] of sheets.entries()) {
      await window.shows(`I have sheet ${at + 1}`)
      const names = (await window.text()).match(/Group \d+/g)
      for (const name of names) await window.fillField(name, groups.get(name))
      if (at === 0) await lookAt(window, 'office-found-proof')
      await window.press(Key.Enter)
    }
    await window.shows('You have all sheets.')
    await window.choose('Start the office')
    await window.shows(`“${OFFICE}” is ready.`)
    await window.shows('Office number')
    await lookAt(window, 'office-founded')
    await window.choose('Later')
    ;[{ id: office }] = (await ask(window, { ask: 'offices' })).offices
  })

  test('fifty clients come into the office', async () => {
    const { window } = olga
    await window.choose(OFFICE)
    await window.choose('Who sees what')
    await window.shows('There are no clients in this office yet.')
    await window.choose('Add clients…')
    await window.shows('You are the only owner, so nobody else sees them until you share them.')
    await window.fill('dialog input[type=search]', 'Client')
    await window.choose('Choose all 50')
    await lookAt(window, 'office-add-clients')
    await window.choose('Share 50 clients')
    await window.shows('50 clients are in')
    await window.choose('Overview')
    await window.shows('you see 50 clients')
    await lookAt(window, 'office-state')
  })

  test('an invitation is copied as a text', async () => {
    const { window } = olga
    await window.choose('People')
    await window.choose('Invite')
    await window.fillField('Name', anna.name)
    await lookAt(window, 'office-invite')
    await window.choose('Make the invitation')
    await window.choose('Copy the text')
    await window.shows('Copied.')
    await lookAt(window, 'office-invitation')
    assert.match(clipboard(), /KR1-/)
    await window.choose('Done')
  })

  test('Anna comes in on a fresh computer by the text and the digits that she reads out', async (t) => {
    const { window } = olga
    const digits = await askToJoin(anna)
    await olga.toFront()
    await window.choose('Sync now')
    await window.shows('asks to join')
    await lookAt(window, 'office-request')
    await window.choose('Let in…')
    await window.shows('have the twelve digits read out')
    await window.type(digits)
    await lookAt(window, 'office-let-in')
    await window.press(Key.Enter)
    await window.shows('Anna is in the office.')
    await lookAt(window, 'office-people')

    await anna.toFront()
    await anna.window.shows('You are in', POLL)
    await lookAt(anna.window, 'office-joined')
    await anna.window.choose('Begin')
    await anna.window.shows(OFFICE)
    await lookAt(anna.window, 'office-joined-list')
    t.diagnostic(`${anna.steps} clicks and fields from the first start until Anna is in the office`)
  })

  test('fifty clients are delegated at once, and appear at Anna’s by themselves', async () => {
    const { window } = olga
    await olga.toFront()
    await window.choose('Who sees what')
    await window.fill('input[type=search][aria-label="Find clients"]', 'Client')
    await window.choose('Choose all 50')
    await window.run('[...document.querySelectorAll("[role=columnheader]")].find((it) => it.innerText.includes("Anna")).click()')
    await window.mark('sees and edits')
    await window.shows('Anna will see and edit 50 clients.')
    await lookAt(window, 'office-matrix')
    await window.choose('Apply')
    await window.shows('Done: 50 were changed.')
    await lookAt(window, 'office-matrix-done')

    await anna.toFront()
    await anna.window.shows('50 codes', POLL)
    await lookAt(anna.window, 'office-colleague')
    await searchFor(anna, CLIENTS[6])
    const start = Date.now()
    await anna.window.press(Key.Enter)
    const code = await until('a code on the clipboard', () => /^\d{6}$/.test(clipboard()) && clipboard())
    assert.ok(totp(base32(secretOf(6)), start).has(code), `${code} is not the code of that time`)
  })

  test('without the store both go on, and are told so', async () => {
    renameSync(store, `${store}-away`)
    for (const [colleague, client] of [
      [anna, CLIENTS[7]],
      [olga, CLIENTS[8]],
    ]) {
      const { window, name } = colleague
      await colleague.toFront()
      await showList(colleague)
      await searchFor(colleague, client)
      await window.press(Key.Control, 'i')
      // What comes later into the details may move the button away from under the mouse.
      const isOpen = () => window.run('return document.querySelector("aside textarea") !== null')
      await until('the field of the note', async () => (await isOpen()) || (await window.choose('Note and tags'), isOpen()))
      await window.fillField('Note', `${name} was here`)
      await window.press(Key.Control, Key.Enter)
      await window.shows(`${name} was here`)
      await replaceKey(colleague, CLIENTS[9], secretOf(name === 'Olga' ? 200 : 201))
    }
    await olga.window.choose(OFFICE)
    await olga.window.choose('Overview')
    await olga.window.shows('Offline.')
    await olga.window.shows('changes wait')
    await lookAt(olga.window, 'office-offline')
  })

  test('once it is back, both have the same, and two keys for the one that both replaced', async () => {
    renameSync(`${store}-away`, store)
    await anna.window.choose(OFFICE)
    const numberOf = async ({ window }) => (await ask(window, { ask: 'office', office })).number
    await until('the same office numbers', async () => {
      for (const { window } of [olga, anna, olga]) await window.choose('Sync now')
      return (await numberOf(olga)) === (await numberOf(anna))
    })
    await olga.window.choose('Copy')
    const number = await numberOf(olga)
    await until('the office number on the clipboard', () => clipboard() === number)
    for (const [colleague, client, other] of [
      [anna, CLIENTS[8], 'Olga was here'],
      [olga, CLIENTS[7], 'Anna was here'],
    ]) {
      await colleague.toFront()
      await showList(colleague)
      await searchFor(colleague, client)
      await colleague.window.press(Key.Control, 'i')
      await colleague.window.shows(other)
      await colleague.window.press(Key.Control, 'i')
      await searchFor(colleague, CLIENTS[9])
      await colleague.window.shows('Two keys')
    }
    await olga.window.press(Key.Control, 'i')
    await olga.window.shows('Two people set different keys at the same time. Try these 2 codes at the portal')
    await olga.window.shows('The portal accepts this one')
    await lookAt(olga.window, 'office-two-keys')
    await olga.window.choose('The portal accepts this one')
    const isChosen = async () => !/Two keys|accepts this one/.test(await olga.window.text())
    await until('one key that counts', isChosen)
    await olga.window.press(Key.Control, 'i')
  })

  test('a second computer of Olga’s comes in by a code and its digits, and has all of the office', async () => {
    const { window } = olga
    await window.choose(OFFICE)
    await window.choose('Add another computer')
    await window.choose('Make a code')
    await window.choose('Copy the code')
    await window.shows('The code is on the clipboard.')
    await lookAt(window, 'office-second-code')
    await window.choose('It shows digits now')
    const digits = await askToJoin(second)
    await olga.toFront()
    await window.shows('Type the twelve digits that the other computer shows.', POLL)
    await window.type(digits)
    await lookAt(window, 'office-second-digits')
    await window.choose('Let it in')
    await window.shows('Your other computer is in.')
    await window.choose('Close')
    await second.toFront()
    await second.window.shows('You are in', POLL)
    await second.window.choose('Begin')
    await second.window.shows('50 codes', POLL)
    await lookAt(second.window, 'office-second')
  })

  test('Anna is taken out in three steps, and the list of keys to replace opens', async () => {
    const { window, computer } = olga
    await olga.toFront()
    await window.choose('People')
    await window.choose(anna.name)
    await window.shows('Computers')
    await lookAt(window, 'office-person')
    await window.choose('Remove from the office…')
    await window.shows('Anna could read 50 keys that are in use.')
    await lookAt(window, 'office-remove')
    await window.choose('Remove Anna')
    await window.shows('Anna is no longer in the office.')
    await lookAt(window, 'office-removed')
    await window.choose('See the list')
    await window.shows('0 of 50 replaced')
    await lookAt(window, 'office-exposed')
    await window.choose('Replaced at the portal')
    await window.shows('1 of 50 replaced')

    await window.choose('Save as CSV')
    await saveAs(computer.path('replace.csv'))
    await window.shows('Saved: replace.csv')
    await window.choose('Save as PDF')
    await saveAs(computer.path('replace.pdf'))
    await window.shows('Saved: replace.pdf')
    const csv = readFileSync(computer.path('replace.csv'))
    const pdf = execFileSync('pdftotext', ['-layout', computer.path('replace.pdf'), '-'])
    for (const client of CLIENTS) assert.ok(csv.includes(client) && pdf.includes(client), `${client} is not on the list`)
    for (const form of formsOf(ALL.length)) assert.ok(!csv.includes(form) && !pdf.includes(form), 'a key is on the list')
  })

  test('the account that is meant opens from the list, and once its key is new it is off it', async () => {
    const { window } = olga
    await window.fillField('Search', CLIENTS[6])
    await until('one row', () => window.run('return document.querySelectorAll("dialog [role=option]").length === 1'))
    await window.choose('Open the account')
    await until('the details', () => window.run(`return document.querySelector('aside')?.innerText.includes('${CLIENTS[6]}')`))
    await typeKey(window, secretOf(100))
    await lookAt(window, 'office-replaced')
    await window.choose(OFFICE)
    await window.choose('Overview')
    await window.choose('Show the list')
    await window.shows('1 of 49 replaced')
    await window.choose('Close')
  })

  test('Anna’s computer gets nothing more', async () => {
    const { window } = anna
    await anna.toFront()
    await window.choose(OFFICE)
    await window.choose('Sync now')
    await window.shows('it has probably been taken out of the office')
    await lookAt(window, 'office-leaver')
    const [start, [{ code }]] = [Date.now(), JSON.parse(anna.keyrack('--json', 'code', userOf(6)))]
    assert.ok(totp(base32(secretOf(6)), start).has(code), 'Anna has a key that was made after she was taken out')
  })

  test('all of it is there in Hungarian and dark', async () => {
    const { window } = olga
    await olga.toFront()
    await ask(window, { ask: 'change_settings', changes: { language: 'hu', theme: 'dark' } })
    await window.shows('Zárolás')
    for (const [at, name] of ['state', 'people', 'sharing'].entries()) {
      await window.run(`document.querySelectorAll('[role=tab]')[${at}].click()`)
      await until('the part', () => window.run('return document.querySelector("[role=tabpanel]").innerText.length > 20'))
      await lookAt(window, `office-${name}-dark-hungarian`)
    }
  })

  test('in all of this no window was told a key, and the page was refused nothing', async () => {
    for (const { app, window } of [olga, anna, second]) {
      const told = app.told()
      assert.ok(told.includes(CLIENTS[0]), 'what crosses the bridge was not recorded')
      for (const form of formsOf(8)) assert.ok(!told.includes(form), 'a key was told')
      assert.deepEqual(await refused(window), [])
    }
  })

  /** From the first start until the digits show, which are returned. What was copied is pasted. */
  async function askToJoin(colleague) {
    await colleague.sitDown()
    await colleague.toFront()
    const { window, name, password } = colleague
    await window.choose('I want to join my office')
    await window.fillField('Password', password)
    await window.fillField('Repeat the password', password)
    await window.press(Key.Enter)
    await window.choose('Later')
    await window.choose('Continue without the kit')
    await window.shows('Paste your invitation')
    await window.press(Key.Control, 'v')
    await lookAt(window, 'office-join-code')
    await window.choose('Continue')
    await window.shows('The invitation is in order')
    await lookAt(window, 'office-join-me')
    await window.fillField('Your name', name)
    await window.choose('Ask to be let in')
    await window.shows('read out these digits')
    await lookAt(window, 'office-join-digits')
    const digits = await window.run('return document.querySelector(".digits.text").innerText.replace(/\\D/g, "")')
    assert.equal(digits.length, 12)
    return digits
  }

  async function showList({ window }) {
    await window.choose('All')
    await window.find('#accounts')
  }

  async function searchFor({ window }, text) {
    await window.press(Key.Control, 'f')
    await window.type(text)
    await window.shows('1 match')
  }

  async function replaceKey(colleague, client, secret) {
    await searchFor(colleague, client)
    await typeKey(colleague.window, secret)
    await colleague.window.press(Key.Control, 'i')
  }

  /** Replaces the key of the account whose details are open. */
  async function typeKey(window, secret) {
    await window.choose('Actions for this desk')
    await window.choose('Replace the key')
    await window.choose('Type the key')
    await window.fillField('Key or link', base32(secret))
    await window.choose('Continue')
    await window.choose('Replace')
    await window.choose('Yes, accepted')
    await window.choose('Done')
  }
})
