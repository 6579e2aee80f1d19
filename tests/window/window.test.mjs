// The real app, driven as a person would: it is typed into, and its clipboard and files are looked at.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { ask, clipboard, Computer, copyElsewhere, forms, hotp, lookAt, refused, saveAs, totp, unlock } from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

const PASSWORD = 'quiet-harbour-of-marked-words'
// Twenty bytes each.
const TOTP = 'NVQXE23FMQWXGZLDOJSXILLJOMWWQZLS'
const NEW = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const HOTP = 'NBSWY3DPEB3W64TMMQQHO2LUNAQGQ33U'
const DELETION_CODE = 'deletion-7731-of-marked'
const CLIENT = 'Kovács Bt.'
const OTHER_CLIENT = 'Bakker & Zonen'

describe('the first day', () => {
  const computer = new Computer()
  let app, window, paper, recoveryKey

  before(async () => {
    app = await computer.start()
    window = await app.window()
  })
  after(async () => {
    paper?.release()
    window?.release()
    await app?.end()
    computer.remove()
  })

  test('a password typed twice makes the vault', async () => {
    await window.shows('Choose a password')
    await lookAt(window, 'first-run')
    await window.fillField('Password', PASSWORD)
    await window.fillField('Repeat the password', PASSWORD)
    await window.press(Key.Enter)
    await window.shows('Keep the emergency kit')
    await lookAt(window, 'kit')
  })

  test('the kit shows as a picture in a window of its own, which is saved where the person says', async () => {
    await window.choose('Show the kit')
    paper = await app.window('paper')
    await until('a picture that has the pixels of the screen', () =>
      paper.run('const [i] = document.images; return i?.complete && i.naturalWidth === i.clientWidth * devicePixelRatio'),
    )
    await lookAt(paper, 'kit-paper')
    await paper.choose('Save as PDF')
    await saveAs(computer.path('kit.pdf'))
    await paper.shows('The kit was saved.')
    const text = execFileSync('pdftotext', ['-layout', computer.path('kit.pdf'), '-'], { encoding: 'utf8' })
    ;[recoveryKey] = text.match(/AGE-SECRET-KEY-1[A-Z0-9]{58}/)
  })

  test('the kit is proved to be at hand by two of its groups', async () => {
    const groups = recoveryKey.slice('AGE-SECRET-KEY-1'.length).match(/.{1,4}/g)
    const names = (await window.text()).match(/Group \d+/g)
    assert.equal(names.length, 2)
    await window.fillField(names[0], 'xxxx')
    await window.fillField(names[1], 'xxxx')
    await window.press(Key.Enter)
    await window.find('[role=status].error')
    await lookAt(window, 'kit-wrong')
    for (const name of names) await window.fillField(name, groups[name.slice('Group '.length) - 1].toLowerCase())
    await window.press(Key.Enter)
    await window.shows('Add your first account')
    await lookAt(window, 'first-account')
  })

  test('the recovery key of the kit opens the vault, on the command line as well', () => {
    const key = computer.write('key', recoveryKey)
    assert.deepEqual(JSON.parse(computer.keyrack('--recovery-key-file', key, '--json', 'list')), [])
  })

  test('a link that is typed becomes an account, whose first code is that of oathtool', async () => {
    await window.choose('Type the key')
    await window.fillField('Key or link', `otpauth://totp/NAV:szabo?secret=${TOTP}&issuer=NAV`)
    await window.choose('Continue')
    await window.fillField('Client', CLIENT)
    await lookAt(window, 'add-details')
    await window.choose('Add')
    await window.shows('Did the portal accept it?')
    await lookAt(window, 'first-code')
    const start = Date.now()
    const shown = await window.run('return document.querySelector("dialog .digits").innerText.replace(/\\D/g, "")')
    assert.ok(totp(TOTP, start).has(shown), `${shown} is not the code of that time`)
    await window.choose('Copy the code')
    const copied = await until('a code on the clipboard', clipboard)
    assert.ok(totp(TOTP, start).has(copied), `${copied} is not the code of that time`)
    await window.choose('Yes, accepted')
    await window.choose('Also save deletion or backup codes')
    await window.fillField('Deletion code', DELETION_CODE)
    await lookAt(window, 'add-recovery')
    await window.choose('Save')
    await window.choose('Done')
    await window.shows('1 code')
    assert.equal(await window.run('return document.activeElement.getAttribute("role")'), 'combobox')
    await lookAt(window, 'one-account')
  })

  test('the secrets of an account show in a window of their own, after the password', async () => {
    await window.press(Key.Control, 'r')
    await window.fillField('Password', PASSWORD)
    await lookAt(window, 'reveal')
    await window.press(Key.Enter)
    paper.release()
    paper = await app.window('paper')
    await until('the picture', () => paper.run('return document.images[0]?.complete'))
    await lookAt(paper, 'reveal-paper')
    assert.ok(!(await paper.text()).includes(TOTP))
    // The window ends before the driver can say that the button was pressed.
    await paper.choose('Close').catch(() => undefined)
  })

  test('a lock takes the code from the clipboard', async () => {
    await window.press(Key.Escape)
    await window.press(Key.Enter)
    await until('a code on the clipboard', clipboard)
    window = await lock(app, window)
    await window.shows('Keyrack is locked')
    await until('an empty clipboard', () => clipboard() === '')
    await lookAt(window, 'locked')
  })

  test('a wrong password is refused in words that help, the right one opens', async () => {
    await unlock(window, 'not the password')
    await window.find('[role=status].error')
    assert.match(await window.text(), /The password is wrong/)
    assert.doesNotMatch(await window.text(), /wrong_password|not the password/)
    await lookAt(window, 'wrong-password')
    await unlock(window, PASSWORD)
    await window.shows('1 code')
    const start = Date.now()
    await window.press(Key.Enter)
    const copied = await until('a code on the clipboard', clipboard)
    assert.ok(totp(TOTP, start).has(copied))
  })

  test('the recovery key opens it as well, and a new password comes before anything else', async () => {
    window = await lock(app, window)
    await window.choose('Forgot the password? Use the recovery key')
    await window.fillField('Recovery key', recoveryKey)
    await window.choose('Unlock')
    await window.shows('You opened the vault with the recovery key')
    assert.equal(await window.run('return document.querySelector("#accounts")'), null)
    const change = JSON.stringify({ ask: 'add_folder', name: OTHER_CLIENT, fields: [] })
    const asked = `__TAURI_INTERNALS__.invoke('ask', new TextEncoder().encode(${JSON.stringify(change)}))`
    assert.equal(await window.runAsync(`return ${asked}.catch(({ code }) => code)`), 'new_password_needed')
    await lookAt(window, 'after-key')
    await window.fillField('New password', `${PASSWORD}-1`)
    await window.fillField('Repeat the password', `${PASSWORD}-1`)
    await window.press(Key.Enter)
    await window.shows('1 code')

    window = await lock(app, window)
    await unlock(window, PASSWORD)
    await window.shows('The password is wrong')
    await unlock(window, `${PASSWORD}-1`)
    await window.shows('1 code')
  })

  test('a new password and a new kit are taken', async () => {
    await ask(window, { ask: 'change_password', old: `${PASSWORD}-1`, new: `${PASSWORD}-2` })
    await ask(window, { ask: 'make_kit', password: `${PASSWORD}-2` })
    assert.equal((await ask(window, { ask: 'put_off_kit' })).state, 'unlocked')
  })

  test('in all of this the main window was told no secret', () => {
    const told = app.told()
    assert.ok(app.asked().includes(TOTP), 'what crosses the bridge was not recorded')
    assert.ok(told.includes(CLIENT), 'what crosses the bridge was not recorded')
    const secrets = { PASSWORD, DELETION_CODE, recoveryKey }
    for (const [name, text] of Object.entries(secrets)) {
      for (const form of forms(Buffer.from(text))) assert.ok(!told.includes(form), `${name} was told`)
    }
    for (const form of forms(Buffer.from('marked-secret-is-her'), TOTP)) assert.ok(!told.includes(form), 'the key was told')
  })

  test('the policy of the page refused nothing', async () => assert.deepEqual(await refused(window), []))
})

describe('every day', () => {
  const computer = new Computer()
  let app, window, keyrack

  before(async () => {
    const password = computer.write('password', PASSWORD)
    keyrack = (...arguments_) => computer.keyrack('--password-file', password, ...arguments_)
    keyrack('init', '--kdf', 'm=65536,t=3,p=1', '--recovery-file', computer.path('key'))
    keyrack('folder', 'add', CLIENT)
    add(`otpauth://totp/%C3%9Cgyf%C3%A9lkapu%2B:kovacs?secret=${TOTP}&issuer=%C3%9Cgyf%C3%A9lkapu%2B`)
    add(`otpauth://totp/NAV:szabo?secret=${NEW}&issuer=NAV`)
    add(`otpauth://hotp/Bank:devries?secret=${HOTP}&issuer=Bank&counter=5`)
    app = await computer.start()
    window = await app.window()
    await unlock(window, PASSWORD)
    await window.shows('3 codes')
  })
  after(async () => {
    window?.release()
    await app?.end()
    computer.remove()
  })

  const add = (uri, client = CLIENT) => keyrack('add', '--folder', client, '--uri-file', computer.write('uri', uri))
  const searchFor = async (text, count) => {
    await window.press(Key.Control, 'f')
    await window.type(text)
    await until(`${count} rows for “${text}”`, async () => (await rows(window)).length === count)
  }

  test('the list looks as it should', async () => {
    await lookAt(window, 'accounts')
    const families = await window.run(
      'return [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family)',
    )
    assert.ok(families.length > 0, 'the font of the program was not loaded')
  })

  test('three letters without accents find, Enter copies the code, Shift+Enter the next', async () => {
    await searchFor('ugy', 1)
    let start = Date.now()
    await window.press(Key.Enter)
    const code = await until('a code on the clipboard', clipboard)
    assert.ok(totp(TOTP, start).has(code), `${code} is not a code of that time`)
    await lookAt(window, 'copied')
    start = Date.now()
    await window.press(Key.Shift, Key.Enter)
    const next = await until('the next code', () => clipboard() !== code && clipboard())
    assert.ok(totp(TOTP, start + 30_000, Date.now() + 30_000).has(next), `${next} is not the code after that`)
  })

  test('each copy of a counting code counts up, and the command line sees it', async () => {
    await searchFor('dev', 1)
    assert.doesNotMatch((await rows(window))[0], /\d{3}/)
    for (const counter of [5, 6]) {
      await window.press(Key.Enter)
      await until(`HOTP code ${counter}`, () => clipboard() === hotp(HOTP, counter))
    }
    assert.equal(JSON.parse(keyrack('--json', 'show', 'devries')).factors[0].counter, 7)
  })

  test('the code goes off the clipboard by itself', async () => {
    await ask(window, { ask: 'change_settings', changes: { clear_clipboard_s: 5 } })
    await window.press(Key.Enter)
    await until('a code', () => clipboard() === hotp(HOTP, 7))
    await until('an empty clipboard', () => clipboard() === '')
    await until('no message', async () => !(await window.text()).includes('copied'))
  })

  test('a search that finds nothing says so', async () => {
    await searchFor('nobody', 0)
    await window.shows('Nothing matches “nobody”')
    await lookAt(window, 'no-match')
    await window.press(Key.Escape)
    await window.shows('3 codes')
  })

  test('what the command line adds appears in the open window', async () => {
    keyrack('folder', 'add', OTHER_CLIENT)
    add(`otpauth://totp/DigiD:bakker?secret=${HOTP}&issuer=DigiD`, OTHER_CLIENT)
    await window.shows('4 codes')
    await window.shows('DigiD')
  })

  test('a code of another client, a moment after the last, is copied once the person has said so', async () => {
    await searchFor('szabo', 1)
    await window.press(Key.Enter)
    const code = await until('a code on the clipboard', clipboard)
    await searchFor('bakker', 1)
    const start = Date.now()
    await window.press(Key.Enter)
    await window.shows('Another client?')
    await lookAt(window, 'other-client')
    assert.equal(clipboard(), code)
    await window.press(Key.Enter)
    await until('the other code', () => totp(HOTP, start).has(clipboard()))
    await window.press(Key.Escape)
  })

  test('the details open by the keyboard', async () => {
    await searchFor('szabo', 1)
    await window.press(Key.End)
    await window.press(Key.Right)
    await window.find('aside')
    await lookAt(window, 'details')
    await window.press(Key.Escape)
    await until('no details', () => window.run('return !document.querySelector("aside")'))
    await window.press(Key.Escape)
  })

  test('Ctrl+K offers every command, F1 says every key', async () => {
    await window.press(Key.Control, 'k')
    await window.type('Keyboard shortcuts')
    await lookAt(window, 'palette')
    await window.press(Key.Enter)
    await window.shows('Just type to search: the search field is always ready.')
    await window.press(Key.Escape)
    await window.press(Key.F1)
    await window.shows('Just type to search: the search field is always ready.')
    await lookAt(window, 'keys')
    await window.press(Key.Escape)
    await until('no dialog', () => window.run('return !document.querySelector("dialog")'))
  })

  test('what is removed lies in the trash and comes back', async () => {
    await searchFor('szabo', 1)
    await window.press(Key.Delete)
    await window.shows('1 account moved to the trash.')
    await window.press(Key.Escape)
    await window.shows('3 codes')
    await window.choose('Trash')
    await window.shows('szabo')
    await lookAt(window, 'trash')
    await window.click('.restore')
    await window.shows('1 account was restored.')
    await window.press(Key.Escape)
    await window.shows('4 codes')
    assert.equal(JSON.parse(keyrack('--json', 'list', 'szabo')).length, 1)
  })

  test('what another program copied since is left alone at a lock', async () => {
    await searchFor('bakker', 1)
    await window.press(Key.Enter)
    await until('a code on the clipboard', () => /^\d{6}$/.test(clipboard()))
    copyElsewhere('Dear Ms Kovács')
    await until('the other text', () => clipboard() === 'Dear Ms Kovács')
    // Also out of a dialog.
    await window.press(Key.F1)
    await window.shows('Just type to search: the search field is always ready.')
    window = await lock(app, window)
    await window.shows('Keyrack is locked')
    assert.equal(clipboard(), 'Dear Ms Kovács')
    assert.doesNotMatch(await window.run('return document.documentElement.outerHTML'), /kovacs|szabo|Ügyfélkapu/)
    await unlock(window, PASSWORD)
    await window.shows('4 codes')
  })

  test('the policy of the page refused nothing', async () => assert.deepEqual(await refused(window), []))

  test('the page reaches no network and takes no code from elsewhere', async () => {
    let asked = 0
    const server = createServer((_, response) => response.end(String(++asked)))
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${server.address().port}/`
    const outcomes = await window.runAsync(`
      const outcome = (tag, set) => new Promise((resolve) => {
        const element = Object.assign(document.createElement(tag), set)
        element.onload = () => resolve('loaded')
        element.onerror = () => resolve('refused')
        document.body.append(element)
      })
      return [
        await fetch('${address}').then(() => 'loaded', () => 'refused'),
        await outcome('img', { src: '${address}' }),
        await outcome('script', { src: '${address}' }),
      ]`)
    server.close()
    assert.deepEqual(outcomes, ['refused', 'refused', 'refused'])
    assert.equal(asked, 0)
    assert.equal(await window.run('document.body.setAttribute("style", "color: red"); return document.body.style.color'), '')
    assert.ok((await refused(window)).length >= 3, 'what the policy refuses is not heard of')
  })

  test('settings hold after a restart', async () => {
    await window.press(Key.Control, ',')
    await window.choose('Appearance and language')
    await lookAt(window, 'settings')
    await window.click('input[type=radio][value=dark]')
    await window.select('Language', 'hu')
    await window.shows('Nyelv')
    await lookAt(window, 'settings-dark-hungarian')
    window.release()
    assert.equal(await app.end(), 0)

    app = await computer.start()
    window = await app.window()
    await window.shows('Keyrack zárolva')
    assert.equal(await window.run('return document.documentElement.lang'), 'hu')
    const [ink, paper] = await window.run(`
      const { color, backgroundColor } = getComputedStyle(document.body)
      return [color, backgroundColor].map((colour) => Number(colour.match(/\\d+/)[0]))`)
    assert.ok(ink > 128 && paper < 128, `ink ${ink} on paper ${paper} is not dark`)
    await lookAt(window, 'locked-dark-hungarian')
  })

  test('the end takes the code from the clipboard', async () => {
    await unlock(window, PASSWORD)
    await window.find('[role=option]')
    await window.press(Key.Enter)
    await until('a code on the clipboard', () => /^\d{6}$/.test(clipboard()))
    window.release()
    await app.end()
    await until('an empty clipboard', () => clipboard() === '')
  })
})

/** Locks by the keyboard; returns the window that comes. */
async function lock(app, window) {
  // The window ends before the driver can say that the keys were pressed.
  await window.press(Key.Control, 'l').catch(() => undefined)
  window.release()
  return app.window()
}

function rows(window) {
  return window.run('return [...document.querySelectorAll("#accounts [role=option]")].map((row) => row.innerText)')
}
