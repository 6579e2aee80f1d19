// The real app, driven as a person would: it is typed into, and its clipboard and files are looked at.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { barriers, clipboard, Computer, copyElsewhere, hotp, picture, totp } from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

const PASSWORD = 'four little words here'
const TOTP = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const HOTP = 'NBSWY3DPEB3W64TMMQQHO2LUNAQGQ33U'

describe('first run', () => {
  let computer, window

  before(async () => {
    computer = new Computer()
    window = await computer.openWindow()
  })
  after(async () => {
    await window?.close()
    computer?.remove()
  })

  const look = (name) => lookAt(window, name)

  test('a chosen password makes an empty vault and saves the recovery key where it was said', async () => {
    await window.shows('Choose a password')
    await look('first-run')
    const [first, second, file] = await window.run('return [...document.querySelectorAll("input")].map((i) => "#" + CSS.escape(i.id))')
    await window.fill(first, PASSWORD)
    await window.fill(second, PASSWORD)
    await window.fill(file, computer.path('recovery-key.txt'))
    await window.click('button.primary')
    await window.shows('No accounts yet')
    await look('empty')
    assert.match(readFileSync(computer.path('recovery-key.txt'), 'utf8'), /AGE-SECRET-KEY-1/)
  })

  test('the command line opens the same vault with that password', () => {
    const password = computer.write('password', PASSWORD)
    assert.deepEqual(JSON.parse(computer.keyrack('--password-file', password, '--json', 'list')), [])
  })
})

describe('every day', () => {
  let computer, window, recoveryKey

  before(async () => {
    computer = new Computer()
    const password = computer.write('password', PASSWORD)
    const recoveryFile = computer.path('recovery-key.txt')
    const keyrack = (...arguments_) => computer.keyrack('--password-file', password, ...arguments_)
    keyrack('init', '--kdf', 'm=65536,t=3,p=1', '--recovery-file', recoveryFile)
    recoveryKey = readFileSync(recoveryFile, 'utf8').match(/AGE-SECRET-KEY-1\w+/)[0]
    const add = (uri) => keyrack('add', '--uri-file', computer.write('uri', uri))
    add(`otpauth://totp/%C3%9Cgyf%C3%A9lkapu%2B:kovacs?secret=${TOTP}&issuer=%C3%9Cgyf%C3%A9lkapu%2B`)
    add('otpauth://totp/NAV:szabo?secret=JBSWY3DPEHPK3PXP&issuer=NAV')
    add(`otpauth://hotp/Bank:devries?secret=${HOTP}&issuer=Bank&counter=5`)
    window = await computer.openWindow()
  })
  after(async () => {
    await window?.close()
    computer?.remove()
  })

  const look = (name) => lookAt(window, name)
  const unlock = async (password) => {
    await window.fill('input', password)
    await window.press(Key.Enter)
  }
  const rows = () => window.run('return [...document.querySelectorAll("[role=option]")].map((row) => row.innerText)')
  const searchFor = async (text, count) => {
    await window.fill('[role=combobox]', text)
    return until(`${count} rows for “${text}”`, async () => {
      const found = await rows()
      return found.length === count && found
    })
  }

  test('a wrong password is refused in words that help', async () => {
    await window.shows('Locked')
    await look('locked')
    await unlock('not the password')
    await until('an error', () => window.run('return document.querySelector("#error").innerText'))
    await look('wrong-password')
    assert.match(await window.text(), /password/i)
    assert.doesNotMatch(await window.text(), /wrong_password|not the password/)
  })

  test('the right one opens the list, with the search field ready', async () => {
    // From here on, what the program answers to the page is recorded.
    await window.run(`
      const { fetch } = window
      window.answers = []
      window.fetch = async (...request) => {
        const answer = await fetch(...request)
        window.answers.push(await answer.clone().text())
        return answer
      }`)
    await unlock(PASSWORD)
    await window.shows('3 accounts')
    assert.equal(await window.run('return document.activeElement.getAttribute("role")'), 'combobox')
    await look('accounts')
  })

  test('a search finds without accents, and Enter copies the code that oathtool counts', async () => {
    const [row] = await searchFor('ugyfel kovacs', 1)
    assert.match(row, /Ügyfélkapu\+/)
    const start = Date.now()
    await window.press(Key.Enter)
    const code = await until('a code on the clipboard', clipboard)
    assert.ok(totp(TOTP, start).has(code), `${code} is not a code of that time`)
    await look('copied')
  })

  test('each copy of a counting code counts up, and it is not in the list before', async () => {
    const [row] = await searchFor('devries', 1)
    assert.doesNotMatch(row, /\d{3}/)
    for (const counter of [5, 6]) {
      await window.press(Key.Enter)
      await until(`HOTP code ${counter}`, () => clipboard() === hotp(HOTP, counter))
    }
  })

  test('a search that finds nothing says so', async () => {
    await searchFor('nobody', 0)
    await window.shows('Nothing matches “nobody”.')
    await look('no-match')
  })

  test('what another program copied since is left alone at a lock', async () => {
    await searchFor('szabo', 1)
    await window.press(Key.Enter)
    await until('a code on the clipboard', () => /^\d{6}$/.test(clipboard()))
    copyElsewhere('Dear Ms Kovács')
    await until('the other text', () => clipboard() === 'Dear Ms Kovács')
    await window.press(Key.Control, 'l')
    await window.shows('Locked')
    assert.equal(clipboard(), 'Dear Ms Kovács')
    await unlock(PASSWORD)
    await window.shows('3 accounts')
  })

  test('Ctrl+L locks, and neither names nor the code stay behind', async () => {
    await searchFor('szabo', 1)
    await window.press(Key.Enter)
    await until('a code on the clipboard', () => /^\d{6}$/.test(clipboard()))
    await window.press(Key.Control, 'l')
    await window.shows('Locked')
    assert.equal(clipboard(), '')
    assert.doesNotMatch(await window.run('return document.documentElement.outerHTML'), /kovacs|Ügyfélkapu/)
  })

  test('it opens again', async () => {
    await unlock(PASSWORD)
    await window.shows('3 accounts')
  })

  test('no answer of the program to the page held a secret', async () => {
    const answers = await window.run('return window.answers')
    assert.ok(answers.length > 5, 'the answers were not recorded')
    for (const secret of [PASSWORD, TOTP, HOTP, 'JBSWY3DPEHPK3PXP', recoveryKey]) {
      assert.ok(!answers.some((answer) => answer.includes(secret)))
    }
  })

  test('the page reaches no network and takes no code from elsewhere', async () => {
    let asked = 0
    const server = createServer((_, response) => response.end(String(++asked)))
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${server.address().port}/`
    const refused = await window.runAsync(`
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
    assert.deepEqual(refused, ['refused', 'refused', 'refused'])
    assert.equal(asked, 0)
    assert.equal(await window.run('document.body.setAttribute("style", "color: red"); return document.body.style.color'), '')
  })

  test('the code is gone from the clipboard once the window is closed', async () => {
    await searchFor('szabo', 1)
    await window.press(Key.Enter)
    await until('a code on the clipboard', clipboard)
    await window.close()
    await until('an empty clipboard', () => clipboard() === '')
  })
})

/** Keeps a picture of the screen, and fails if some people could not use it. */
async function lookAt(window, name) {
  await window.screenshot(picture(name))
  assert.deepEqual(await barriers(window), [])
}
