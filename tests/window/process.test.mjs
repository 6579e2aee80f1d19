// The processes behind the window: which there are, what ends with which, and what a lock leaves of them.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { ask, Computer, LINK, newDesk, PASSWORD, processes, SECRET } from './keyrack.mjs'
import { until } from './webdriver.mjs'

const isRoot = process.getuid() === 0

describe('the processes', () => {
  const desk = newDesk()

  test('the keeper maps no library of the window', { skip: !isRoot && 'only root may look' }, () => {
    const maps = readFileSync(`/proc/${desk.app.pid}/maps`, 'utf8')
    assert.match(maps, /libc\.so/)
    assert.doesNotMatch(maps, /webkit|javascriptcore|gtk|gdk|glib/i)
  })

  test('another program of the user can neither read the keeper nor find its memory in a crash report', () => {
    // What is not the user's own in /proc may not be traced by the user (see ptrace(2), PR_SET_DUMPABLE).
    const owner = execFileSync('stat', ['--format=%u', `/proc/${desk.app.pid}/environ`], { encoding: 'utf8' })
    assert.equal(owner.trim(), '0')
    const limits = readFileSync(`/proc/${desk.app.pid}/limits`, 'utf8')
    assert.match(limits, /Max core file size +1 +1 /)
  })

  test('a second start brings the first to the front and ends', () => {
    assert.equal(desk.app.startAgain(), 0)
  })

  test('an answer to the page has no place for a secret that was typed', async () => {
    await ask(desk.window, { ask: 'unlock', password: PASSWORD })
    assert.ok(desk.app.asked().includes(PASSWORD), 'what was asked was not recorded')
    for (const text of [PASSWORD, SECRET]) assert.ok(!desk.app.told().includes(text))
  })

  test('the keys of an open vault lie in locked memory', () => {
    assert.match(readFileSync(`/proc/${desk.app.pid}/status`, 'utf8'), /^VmLck:\s+[1-9]\d* kB$/m)
  })

  test('a page that breaks down is replaced by a locked one', async () => {
    await ask(desk.window, { ask: 'state' })
    const [broken] = processes(desk.app).filter(({ name }) => name.startsWith('WebKitWebProces'))
    process.kill(broken.pid, 'SIGKILL')
    await desk.renew()
    assert.equal((await ask(desk.window, { ask: 'state' })).because, 'crash')
  })

  test('a lock ends every process of the window and opens a new one', async () => {
    await ask(desk.window, { ask: 'unlock', password: PASSWORD })
    const before_ = processes(desk.app)
    assert.ok(before_.length >= 3, 'the window has no processes of its own')
    await ask(desk.window, { ask: 'lock' }).catch(() => undefined)
    await desk.renew()
    assert.equal((await ask(desk.window, { ask: 'state' })).state, 'locked')
    const left = processes(desk.app).map(({ pid }) => pid)
    for (const { pid, name } of before_) assert.ok(!left.includes(pid), `${name} is still there`)
  })

  test('the window ends with the keeper, however that ends', async () => {
    const before_ = processes(desk.app)
    await desk.app.end('SIGKILL')
    await until('the end of the window', () => before_.every(({ pid }) => !isAlive(pid)))
  })
})

describe('the end', () => {
  let computer

  before(() => {
    computer = new Computer()
    computer.makeVault(PASSWORD, [LINK])
  })
  after(() => computer?.remove())

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    test(`${signal} ends the app as closing its window does`, async () => {
      const app = await computer.start()
      const window = await app.window()
      await ask(window, { ask: 'unlock', password: PASSWORD })
      const group_ = processes(app)
      assert.equal(await app.end(signal), 0)
      window.release()
      assert.ok(group_.every(({ pid }) => !isAlive(pid)))
    })
  }
})

function isAlive(pid) {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
