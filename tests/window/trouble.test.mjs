// Bad days: a folder that goes, a disk that cannot be written, names that break layouts, ends at the wrong moment.

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { after, afterEach, before, describe, test } from 'node:test'
import {
  ask,
  clipboard,
  Computer,
  LINK,
  lookAt,
  newWorkstation,
  PASSWORD,
  processes,
  refused,
  SECRET,
  totp,
  unlock,
} from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

/** What is said where a change cannot be saved. */
const REFUSED = { gone: 'This does not exist: the vault folder', readOnly: 'Access was denied: the vault folder' }

describe('the folder of the vault', () => {
  let office, app, window

  before(() => {
    const computer = new Computer()
    office = { computer, keyrack: computer.makeVault(PASSWORD, [LINK]) }
  })
  afterEach(async () => {
    window?.release()
    await app?.end()
  })
  after(() => office?.computer.remove())

  const open = async () => {
    app = await office.computer.start()
    window = await app.window()
    await unlock(window, PASSWORD)
    await window.shows('1 code')
  }

  const removes = async () => {
    await window.press(Key.Delete)
    await window.shows('1 account moved to the trash.')
    await window.choose('Undo')
    await window.shows('1 code')
  }
  const copies = async () => {
    const start = Date.now()
    await window.press(Key.Enter)
    const code = await until('a code on the clipboard', clipboard)
    assert.ok(totp(SECRET, start).has(code), `${code} is not a code of that time`)
  }

  test('vanishes: that is said, codes are still made, and all is well once it is back', async () => {
    await open()
    const [vault, away] = [office.computer.path('vault'), office.computer.path('away')]
    renameSync(vault, away)
    await window.shows('The vault file is no longer there.')
    await copies()
    await window.press(Key.Delete)
    await window.shows(REFUSED.gone)
    await lookAt(window, 'vault-gone')

    renameSync(away, vault)
    await until('no warning', async () => !(await window.text()).includes('no longer there'))
    await removes()
    office.keyrack('verify')
  })

  const mounts = spawnSync('unshare', ['--mount', 'true']).status === 0
  test('turns read-only: changes are refused in words until it is not', { skip: !mounts && 'only root may mount' }, async () => {
    await open()
    const vault = office.computer.path('vault')
    execFileSync('mount', ['--bind', vault, vault])
    try {
      execFileSync('mount', ['-o', 'remount,bind,ro', vault])
      await copies()
      await window.press(Key.Delete)
      await window.shows(REFUSED.readOnly)
      await lookAt(window, 'vault-read-only')
    } finally {
      execFileSync('umount', [vault])
    }
    await removes()
    office.keyrack('verify')
  })
})

describe('names', () => {
  const NAMES = [
    '<script>window.ran = true</script><img src=x onerror="window.ran = true">',
    '\u202Egnorw eht\u202C \u2066\u200Fאבג\u2069',
    '👩‍👩‍👧‍👦🇭🇺 Ügyfél 🔑',
    'ő'.repeat(10_000),
    'W'.repeat(200),
  ]
  const workstation = newWorkstation({ open: '1 code' })

  before(async () => {
    for (const [i, name] of NAMES.entries()) {
      const folder = name.slice(0, 200)
      workstation.keyrack('folder', 'add', folder)
      const uri = workstation.computer.write('uri', `otpauth://totp/a:marked${i}?secret=${SECRET}&issuer=a`)
      workstation.keyrack('add', '--folder', folder, '--uri-file', uri)
      workstation.keyrack('edit', `marked${i}`, `service=${name}`, `label=marked${i} ${name}`, `note=${name}`)
    }
    await workstation.window.shows(`${NAMES.length + 1} codes`)
  })

  test('in the list neither run nor push anything aside', async () => {
    await lookAt(workstation.window, 'names')
    assert.deepEqual(await workstation.window.run(TOO_WIDE), [])
  })

  for (const i of NAMES.keys()) {
    test(`in the details neither run nor push anything aside: name ${i + 1}`, async () => {
      await workstation.window.press(Key.Control, 'f')
      await workstation.window.type(`marked${i}`)
      await workstation.window.shows('1 match')
      await workstation.window.press(Key.Control, 'i')
      await workstation.window.find('aside')
      await lookAt(workstation.window, `name-${i + 1}`)
      assert.deepEqual(await workstation.window.run(TOO_WIDE), [])
      await workstation.window.press(Key.Escape)
    })
  }

  test('nothing in them was run', async () => {
    assert.equal(await workstation.window.run('return window.ran'), null)
    assert.deepEqual(await refused(workstation.window), [])
  })
})

describe('a sudden end', () => {
  const workstation = newWorkstation({ open: '1 code' })

  test('of the page leads to the lock screen, which says that nothing was lost', async () => {
    const [page] = processes(workstation.app).filter(({ name }) => name.startsWith('WebKitWebProces'))
    process.kill(page.pid, 'SIGKILL')
    await workstation.renew()
    await workstation.window.shows('The window crashed and was opened again. Nothing was lost.')
    await lookAt(workstation.window, 'crash')
    await workstation.open()
  })

  test('while changes are saved loses none that was confirmed', async () => {
    let confirmed = 0
    let status
    for (let i = 1; ; i++) {
      // The end comes while the request is under way.
      const request = ask(workstation.window, { ask: 'add_folder', name: `Client ${i}`, fields: [] })
      if (i === 20) status = workstation.app.end('SIGTERM')
      const folder = await request.catch(() => undefined)
      if (typeof folder?.id !== 'string') break
      confirmed = i
    }
    assert.equal(await status, 0)
    assert.ok(confirmed >= 19, `only ${confirmed} changes were confirmed`)
    const names = new Set(JSON.parse(workstation.keyrack('--json', 'folder', 'list')).map(({ name }) => name))
    for (let i = 1; i <= confirmed; i++) assert.ok(names.has(`Client ${i}`), `client ${i} of ${confirmed} is lost`)
    workstation.keyrack('verify')
  })
})

/** The elements that are wider than the window, or beyond its edges. */
const TOO_WIDE = `
  const beyond = [...document.querySelectorAll('main, aside, header, [role=option], button')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect()
    return width > 0 && (left < -1 || right > innerWidth + 1)
  })
  return beyond.map((element) => element.outerHTML.slice(0, 200))`
