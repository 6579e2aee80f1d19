// What a lock leaves in memory: nothing of the password, the secrets, or the names of clients, in any process.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { after, before, describe, test } from 'node:test'
import { keyringIsThere, Keyring } from './keyring.mjs'
import { ask, clipboard, copyPicture, newWorkstation, saveAs } from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

const PASSWORD = 'quiet-harbour-of-marked-words'
// Twenty bytes, in hexadecimal and as portals show them (RFC 4648).
const SECRET = '6d61726b65642d7365637265742d69732d686572'
const SECRET_BASE32 = 'NVQXE23FMQWXGZLDOJSXILLJOMWWQZLS'
const PIN = '908172635445'
const CLIENT = 'Zwartwaterdorp Megjelolt Bt.'
const USER = 'marked-user-of-ours'
const URI = `otpauth://totp/NAV:${USER}?secret=${SECRET_BASE32}&issuer=NAV`

/** Whether a page shows a picture. */
const DRAWN = 'return [...document.images].some((image) => image.complete && image.naturalWidth > 0)'

// Another process can be looked into by root only, because the keeper does not let its like do so.
const skip = process.getuid() !== 0 && 'only root may look into the memory of the keeper'

describe('memory', { skip }, () => {
  let computer, app, window, paper, kit

  const workstation = newWorkstation({
    password: PASSWORD,
    client: CLIENT,
    links: [URI],
    async around({ env }) {
      if (!keyringIsThere) return undefined
      const keyring = await Keyring.start()
      Object.assign(env, keyring.environment)
      return keyring
    },
  })
  before(() => {
    ;({ computer, app, window } = workstation)
    shareInAnOffice(workstation)
  })
  after(() => paper?.release())

  test('while it is open, what was typed and what is shown is in memory, and this test finds it', async () => {
    await window.fill('input', PASSWORD)
    await window.press(Key.Enter)
    await window.shows(CLIENT)

    const place = { in: 'all' }
    const [row] = (await ask(window, { ask: 'list', query: '', place, from: 0, count: 60 })).rows
    const { account } = row
    await ask(window, { ask: 'copy', account, factor: row.factor.id, next: false, sure: true })
    await until('a code on the clipboard', clipboard)
    assert.equal((await ask(window, { ask: 'account', account })).label, USER)
    await ask(window, { ask: 'reveal', account, password: PASSWORD })
    paper = await app.window('paper')
    await until('the picture of the secret', () => paper.run(DRAWN))
    await ask(window, { ask: 'copy_field', account, field: 'label' })
    await ask(window, { ask: 'codes_around', account, factor: row.factor.id })

    paper.release()
    await ask(window, { ask: 'show_qr', accounts: [account], factor: null, kind: 'phone', sure: true, password: PASSWORD })
    paper = await app.window('paper')
    await until('the picture of the code', () => paper.run(DRAWN))
    const picture = computer.path('code.png')
    execFileSync('qrencode', ['-o', picture, URI])
    copyPicture(picture)
    const {
      found: [draft],
    } = await ask(window, { ask: 'scan', from: 'clipboard', more: false })
    assert.equal(draft.status, 'identical')

    paper.release()
    await ask(window, { ask: 'make_kit', password: PASSWORD })
    paper = await app.window('paper')
    await until('the picture of the kit', () => paper.run(DRAWN))
    await ask(paper, { ask: 'copy_item', item: 0 })
    kit = await until('the key of the kit on the clipboard', () => /^AGE-SECRET-KEY-1[A-Z0-9]+$/.exec(clipboard())?.[0])

    const file = computer.path('all.txt')
    const request = { ask: 'export', accounts: [], format: 'otpauth', file_password: null, password: PASSWORD }
    const exported = ask(window, request)
    await saveAs(file)
    await exported
    assert.match(readFileSync(file, 'utf8'), new RegExp(SECRET_BASE32))

    const found = new Set(Object.values(inMemory(app, kit)).flat())
    assert.ok(found.has('password'), 'the password was not found where it must be')
    assert.ok(found.has('client'), 'the client was not found where it must be')
    assert.ok(found.has('secret'), 'the secret was not found where it must be')
    assert.ok(found.has('kit'), 'the key of the kit was not found where it must be')
    paper.release()
    paper = undefined
  })

  const lock = async () => {
    await ask(window, { ask: 'lock' }).catch(() => undefined)
    await workstation.renew()
    window = workstation.window
  }

  test('a PIN that was typed is in memory', { skip: !keyringIsThere && 'there is no keyring' }, async () => {
    await ask(window, { ask: 'set_pin', password: PASSWORD, pin: PIN })
    await lock()
    const drawn = `return document.querySelectorAll('.dots span').length === ${PIN.length}`
    await until('the pad', () => window.run(drawn))
    await window.type(PIN)
    await window.shows(CLIENT)
    assert.ok(Object.values(inMemory(app, kit)).flat().includes('PIN'), 'the PIN was not found where it must be')
  })

  test('after a lock, nothing of it is in any process', async () => {
    await lock()
    assert.equal((await ask(window, { ask: 'state' })).state, 'locked')

    const found = inMemory(app, kit)
    assert.ok(Object.keys(found).length >= 4, `too few processes were read: ${Object.keys(found)}`)
    for (const [process_, names] of Object.entries(found)) assert.deepEqual(names, [], process_)
  })
})

/** Moves the client's folder into an office, whose files lie on the computer: what a lock leaves of those is seen as well. */
function shareInAnOffice({ computer, keyrack }) {
  const [store, sheet] = [computer.path('store'), computer.path('sheet')]
  mkdirSync(store)
  const found = ['team', 'found', '--store', `file://${store}`, '--name', 'Office', '--member-name', 'Olga']
  keyrack(...found, '--key-sheet-file', sheet, '--sheet-back-file', sheet)
  keyrack('team', 'folder', 'share', CLIENT)
}

/** What is found of the marked texts and of the key of the kit, by process. */
function inMemory(app, kit) {
  const raw = Buffer.from(SECRET, 'hex')
  const texts = (...all) => all.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])
  const wanted = {
    password: texts(PASSWORD),
    PIN: texts(PIN),
    secret: [raw, ...texts(SECRET, SECRET.toUpperCase(), SECRET_BASE32, raw.toString('base64').replace('=', ''))],
    client: texts(CLIENT),
    user: texts(USER),
    kit: [bytesOf(kit), ...texts(kit, kit.toLowerCase())],
  }
  const hex = Object.fromEntries(Object.entries(wanted).map(([name, all]) => [name, all.map((text) => text.toString('hex'))]))
  const scanner = fileURLToPath(new URL('memory.py', import.meta.url))
  return JSON.parse(execFileSync('python3', [scanner, String(app.pid)], { input: JSON.stringify(hex), encoding: 'utf8' }))
}

/** The bytes that an age key stands for: Bech32 (BIP 173), whose last six characters are a checksum. */
function bytesOf(key) {
  const digits = [...key.toLowerCase().split('1').at(-1).slice(0, -6)].map((it) => 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.indexOf(it))
  const bits = digits.map((digit) => digit.toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
}
