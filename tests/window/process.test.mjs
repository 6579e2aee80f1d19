// The processes behind the window: which there are, what ends with which, and what a lock leaves of them.

import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { after, before, describe, test } from 'node:test'
import { ask, Computer, isRoot, LINK, newWorkstation, ordinarily, PASSWORD, processes, SECRET } from './keyrack.mjs'
import { until } from './webdriver.mjs'

const INTRUDER = fileURLToPath(new URL('intruder.py', import.meta.url))

describe('the processes', () => {
  // Root may look into every process, so that what is refused to others can be seen only in those of an ordinary user.
  const workstation = newWorkstation({
    ordinary: true,
    around({ env }) {
      Object.assign(env, { TAURI_WEBVIEW_AUTOMATION: 'true', WEBKIT_INSPECTOR_SERVER: '127.0.0.1:1' })
      return { end() {} }
    },
  })

  test('the keeper maps no library of the window', { skip: !isRoot && 'only root may look' }, () => {
    const maps = readFileSync(`/proc/${workstation.app.pid}/maps`, 'utf8')
    assert.match(maps, /libc\.so/)
    assert.doesNotMatch(maps, /webkit|javascriptcore|gtk|gdk|glib/i)
  })

  test('another program of the user cannot look into the keeper, which is open and has the keys', async (context) => {
    await ask(workstation.window, { ask: 'unlock', password: PASSWORD })
    const [program, ...arguments_] = ordinarily('sleep', '1000')
    const other = spawn(program, arguments_, { stdio: 'ignore' })
    try {
      await until('the other program', () => readFileSync(`/proc/${other.pid}/comm`, 'utf8') === 'sleep\n')
      const open = waysInto(other.pid)
      // Systems where only parents may trace their children (ptrace_scope of Yama) refuse some of them everywhere.
      assert.ok(open.includes('environment') && open.includes('open files'), `the intruder is no danger: ${open}`)
      context.diagnostic(`any other program of the user is open to: ${open.join(', ')}`)
      assert.deepEqual(waysInto(workstation.app.pid), [])
    } finally {
      other.kill()
    }
  })

  test('the keeper neither listens to the network nor speaks with it', { skip: !isRoot && 'only root may look' }, async () => {
    await ask(workstation.window, { ask: 'unlock', password: PASSWORD })
    assert.deepEqual(networkOf(workstation.app.pid), [])
    const server = createServer()
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    assert.ok(networkOf(process.pid).length > 0, 'who listens is not seen')
    server.close()
  })

  test('the keeper passes on nothing that would open the window to a debugger', () => {
    assert.equal(workstation.app.debuggers(), '')
  })

  test('a second start brings the first to the front and ends', () => {
    assert.equal(workstation.app.startAgain(), 0)
  })

  test('an answer to the page has no place for a secret that was typed', async () => {
    await ask(workstation.window, { ask: 'unlock', password: PASSWORD })
    assert.ok(workstation.app.asked().includes(PASSWORD), 'what was asked was not recorded')
    for (const text of [PASSWORD, SECRET]) assert.ok(!workstation.app.told().includes(text))
  })

  test('the keys of an open vault lie in locked memory', () => {
    assert.match(readFileSync(`/proc/${workstation.app.pid}/status`, 'utf8'), /^VmLck:\s+[1-9]\d* kB$/m)
  })

  test('a page that breaks down is replaced by a locked one', async () => {
    await ask(workstation.window, { ask: 'state' })
    const [broken] = processes(workstation.app).filter(({ name }) => name.startsWith('WebKitWebProces'))
    process.kill(broken.pid, 'SIGKILL')
    await workstation.renew()
    assert.equal((await ask(workstation.window, { ask: 'state' })).because, 'crash')
  })

  test('the keeper and all that it starts write no core file, not even for a program that collects those', () => {
    for (const { pid } of [workstation.app, ...processes(workstation.app)]) {
      assert.match(readFileSync(`/proc/${pid}/limits`, 'utf8'), /Max core file size +1 +1 /)
    }
  })

  test('a lock ends every process of the window and opens a new one', async () => {
    await ask(workstation.window, { ask: 'unlock', password: PASSWORD })
    const before_ = processes(workstation.app)
    assert.ok(before_.length >= 3, 'the window has no processes of its own')
    await ask(workstation.window, { ask: 'lock' }).catch(() => undefined)
    await workstation.renew()
    assert.equal((await ask(workstation.window, { ask: 'state' })).state, 'locked')
    const left = processes(workstation.app).map(({ pid }) => pid)
    for (const { pid, name } of before_) assert.ok(!left.includes(pid), `${name} is still there`)
  })

  test('the window ends with the keeper, however that ends', async () => {
    const before_ = processes(workstation.app)
    await workstation.app.end('SIGKILL')
    await until('the end of the window', () => before_.every(({ pid }) => !isAlive(pid)))
  })

  test('a crash of the keeper leaves no core file', async (context) => {
    workstation.window.release()
    workstation.app = await workstation.computer.start({ ordinary: true })
    workstation.window = await workstation.app.window()
    await ask(workstation.window, { ask: 'unlock', password: PASSWORD })
    const cores = () => readdirSync(workstation.app.folder).filter((name) => name.startsWith('core'))
    const crash = (command) => {
      const [program, ...arguments_] = ordinarily(...command)
      const crashing = spawn(program, arguments_, { cwd: workstation.app.folder, stdio: 'ignore' })
      return new Promise((resolve) => crashing.on('exit', (_, signal) => resolve(signal)))
    }
    assert.equal(await crash(['sh', '-c', `kill -ABRT ${workstation.app.pid}`]), null)
    assert.equal(await workstation.app.ended(), 'SIGABRT')
    assert.deepEqual(cores(), [])
    assert.equal(await crash(['sh', '-c', 'ulimit -c unlimited; kill -ABRT $$']), 'SIGABRT')
    if (cores().length === 0) context.diagnostic('SKIPPED: here no crash leaves a file beside its program')
  })
})

/** The ways by which another program of the same user gets into the process `pid`. */
function waysInto(pid) {
  const [program, ...arguments_] = ordinarily('/usr/bin/python3', '-', String(pid))
  return JSON.parse(execFileSync(program, arguments_, { input: readFileSync(INTRUDER), encoding: 'utf8' }))
}

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

/** The sockets of the network that the process `pid` has, by their numbers in the kernel. */
function networkOf(pid) {
  const tables = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6', 'icmp', 'icmp6'].map((name) => `/proc/net/${name}`)
  const rows = tables.filter(existsSync).flatMap((table) => readFileSync(table, 'utf8').trim().split('\n').slice(1))
  const sockets = new Set(rows.map((row) => `socket:[${row.trim().split(/\s+/)[9]}]`))
  return readdirSync(`/proc/${pid}/fd`)
    .map((file) => linked(`/proc/${pid}/fd/${file}`))
    .filter((file) => sockets.has(file))
}

/** Where the link `path` leads; nowhere if it is just gone. */
function linked(path) {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function isAlive(pid) {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
