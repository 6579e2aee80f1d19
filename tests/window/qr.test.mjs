// QR codes from pictures, and for a phone: what is pasted, chosen and shown. The pictures are those of other programs.

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import {
  clipboard,
  copyElsewhere,
  copyFiles,
  copyPicture,
  dragFiles,
  forms,
  lookAt,
  newWorkstation,
  openFile,
  PASSWORD,
  pictures,
  totp,
} from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

// Twenty bytes, as the portal shows them.
const PORTAL = 'NVQXE23FMQWXGZLDOJSXILLJOMWWQZLS'
const LINK = `otpauth://totp/%C3%9Cgyf%C3%A9lkapu%2B:kovacs?secret=${PORTAL}&issuer=%C3%9Cgyf%C3%A9lkapu%2B`

describe('QR codes in pictures', () => {
  const workstation = newWorkstation({ open: '1 code' })

  /** A picture of a QR code that holds `text`. */
  const picture = (name, text) => {
    const path = workstation.computer.path(name)
    execFileSync('qrencode', ['--output', path, '--size', '4', '--', text])
    return path
  }
  const accounts = () => JSON.parse(workstation.keyrack('--json', 'list'))

  test('one that is pasted into the list becomes an account, whose code is that of oathtool', async () => {
    copyPicture(picture('portal.png', LINK))
    await workstation.window.press(Key.Control, 'v')
    await workstation.window.shows('6-digit codes')
    await lookAt(workstation.window, 'qr-pasted')
    await workstation.window.fillField('Client', 'Kovács Bt.')
    await workstation.window.choose('Add')
    await workstation.window.shows('Did the portal accept it?')
    const start = Date.now()
    await workstation.window.choose('Copy the code')
    const code = await until('a code on the clipboard', () => /^\d{6}$/.test(clipboard()) && clipboard())
    assert.ok(totp(PORTAL, start).has(code), `${code} is not the code of that time`)
    await workstation.window.choose('Not yet')
    await workstation.window.shows('2 codes')
  })

  test('the same once more is said to be there already', async () => {
    copyPicture(workstation.computer.path('portal.png'))
    await workstation.window.press(Key.Control, 'v')
    await workstation.window.shows('Already in your vault')
    await lookAt(workstation.window, 'qr-identical')
    await workstation.window.press(Key.Escape)
  })

  test('a picture without one is said to hold none, with what helps', async () => {
    const path = workstation.computer.path('empty.png')
    execFileSync('convert', ['-size', '300x200', 'xc:white', path])
    copyPicture(path)
    await workstation.window.press(Key.Control, 'v')
    await workstation.window.shows('There is no readable QR code in what you pasted')
    await lookAt(workstation.window, 'qr-none')
    await workstation.window.press(Key.Escape)
  })

  test('a file is chosen, and what it holds for another app is explained', async () => {
    const path = picture('activate.png', 'phonefactor://activate_account?code=123456&url=https%3A%2F%2Fexample.com')
    await workstation.window.press(Key.Control, 'n')
    await lookAt(workstation.window, 'qr-doors')
    await workstation.window.choose('Choose a picture or PDF')
    await openFile(path)
    await workstation.window.shows('Microsoft Authenticator')
    await lookAt(workstation.window, 'qr-refused')
    await workstation.window.press(Key.Escape)
  })

  test('files that were copied in a file manager are read together, and one that is no picture is named', async () => {
    copyFiles([
      picture('first letter.png', `otpauth://totp/NAV:elso?secret=${PORTAL.replace('N', 'M')}&issuer=NAV`),
      workstation.computer.path('empty.png'),
      workstation.computer.write('note.png', 'Dear Ms Kovács'),
    ])
    await workstation.window.press(Key.Control, 'v')
    await workstation.window.shows('1 code found')
    await workstation.window.shows('note.png')
    await lookAt(workstation.window, 'qr-files')
    await workstation.window.choose('Add 1 account')
    await workstation.window.shows('1 account added.')
    await workstation.window.shows('3 codes')
  })

  test('a transfer of Google Authenticator in two parts is read part by part, added, and taken back', async () => {
    const names = Array.from({ length: 3 }, (_, i) => `client${i + 1}`)
    const [first, second] = [names.slice(0, 2), names.slice(2)].map((part, i) => transfer(part, i, 2))
    copyPicture(picture('part-1.png', first))
    await workstation.window.press(Key.Control, 'v')
    await workstation.window.shows('Part 1 of 2 was read.')
    await lookAt(workstation.window, 'qr-parts')
    copyPicture(picture('part-2.png', second))
    await workstation.window.choose('Paste the next part')
    await workstation.window.shows('3 codes found')
    await workstation.window.fillField('Client', 'Nagy Ágnes e.v.')
    await workstation.window.press(Key.Escape)
    await workstation.window.choose('Add 3 accounts')
    await workstation.window.shows('3 accounts added.')
    await lookAt(workstation.window, 'qr-added')
    assert.equal(accounts().filter(({ folder }) => folder.name === 'Nagy Ágnes e.v.').length, 3)
    const [start, [code]] = [Date.now(), JSON.parse(workstation.keyrack('--json', 'code', 'client3'))]
    assert.ok(totp(base32(secretOf('client3')), start).has(code.code), `${code.code} is not the code of that time`)
    await workstation.window.choose('Undo')
    await workstation.window.shows('3 codes')
    assert.equal(accounts().length, 3)
  })

  test('a key that is copied as text is read from everywhere but a field', async () => {
    copyElsewhere('otpauth://totp/DigiD:bakker?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=DigiD')
    await workstation.window.run('document.activeElement.blur()')
    await workstation.window.press(Key.Control, 'v')
    await workstation.window.shows('This key is already in your vault.')
    await workstation.window.press(Key.Escape)
  })

  test('files that are dragged from another program onto the window are read together', async () => {
    const fresh = `otpauth://totp/Bank:drei?secret=${PORTAL.replace('N', 'K')}&issuer=Bank`
    await dragFiles([picture('with space, ő.png', fresh), workstation.computer.path('note.png')])
    await workstation.window.shows('note.png')
    await workstation.window.shows('Bank')
    await lookAt(workstation.window, 'qr-dropped')
    await workstation.window.press(Key.Escape)
    assert.ok(!workstation.app.told().includes(workstation.computer.path('note.png')), 'the window was told a path')
  })

  test('in all of this the window was told no key', () => {
    const told = workstation.app.told()
    assert.ok(told.includes('client1'), 'what crosses the bridge was not recorded')
    for (const form of forms(Buffer.from('marked-secret-is-her'), PORTAL)) assert.ok(!told.includes(form), 'a key was told')
  })
})

describe('QR codes for a phone', () => {
  const workstation = newWorkstation({ links: [LINK], open: '1 code' })
  let paper

  /** Shows the QR code of the account, after the password. */
  const show = async () => {
    if (!(await workstation.window.run('return document.querySelector("aside")')))
      await workstation.window.press(Key.Control, 'i')
    await workstation.window.choose('Show QR code for a phone')
    await workstation.window.fill('dialog input', PASSWORD)
    await workstation.window.press(Key.Enter)
    paper = await workstation.app.window('paper')
    await until('the picture', () => paper.run('const [i] = document.images; return i?.complete && i.naturalWidth > 0'))
  }

  test('what the screen shows then is read by another reader and by the command line, with the same key', async (t) => {
    t.after(() => paper?.release())
    await show()
    await lookAt(paper, 'qr-paper')
    const shot = join(pictures, 'qr-paper.png')
    const { stdout } = spawnSync('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', shot], { encoding: 'utf8' })
    assert.equal(new URL(stdout.trim()).searchParams.get('secret'), PORTAL)
    const [{ symbols }] = JSON.parse(workstation.computer.keyrack('--json', 'scan', shot))
    assert.equal(new URL(symbols[0].text).searchParams.get('secret'), PORTAL)
    assert.ok(!(await paper.text()).includes(PORTAL))
    await paper.choose('Close').catch(() => undefined)
  })

  test('a lock takes it off the screen', async (t) => {
    t.after(() => paper?.release())
    await show()
    const windows = () =>
      spawnSync('xdotool', ['search', '--onlyvisible', '--class', 'keyrack-window'], { encoding: 'utf8' })
        .stdout.trim()
        .split('\n')
    assert.equal(windows().length, 2)
    await workstation.window.press(Key.Control, 'l').catch(() => undefined)
    await workstation.renew()
    await workstation.window.shows('Keyrack is locked')
    assert.equal(windows().length, 1)
  })

  test('while somebody helps, none is shown', async () => {
    await workstation.open()
    await workstation.window.press(Key.Control, Key.Shift, 'h')
    await workstation.window.choose('Start')
    await workstation.window.shows('Remote help is on.')
    await workstation.window.press(Key.Control, 'i')
    await workstation.window.choose('Show QR code for a phone')
    assert.equal(await workstation.window.run('return document.querySelector("dialog")'), null)
    await lookAt(workstation.window, 'qr-support')
  })
})

/** The secret of an account of the transfer, twenty bytes. */
function secretOf(name) {
  return Buffer.from(name.padEnd(20, '.'))
}

/** A transfer code of Google Authenticator with an account for each of `names`, as its part `index` of `size`. */
function transfer(names, index, size) {
  // Protocol Buffers: each field is its number and type, then a number, or a length and bytes.
  const number = (field, value) => Buffer.from([field << 3, value])
  const bytes = (field, value) => Buffer.concat([Buffer.from([(field << 3) | 2, value.length]), value])
  const accounts = names.map((name) => {
    // SHA-1, six digits, by the clock.
    const parts = [bytes(1, secretOf(name)), bytes(2, Buffer.from(name)), bytes(3, Buffer.from('Portal'))]
    return bytes(1, Buffer.concat([...parts, number(4, 1), number(5, 1), number(6, 2)]))
  })
  const payload = Buffer.concat([...accounts, number(2, 1), number(3, size), number(4, index), number(5, 77)])
  return `otpauth-migration://offline?data=${encodeURIComponent(payload.toString('base64'))}`
}

function base32(bytes) {
  return execFileSync('base32', { input: bytes, encoding: 'utf8' }).trim()
}
