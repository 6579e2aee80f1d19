// What the tests need around the window: a computer of its own for each, the app, the command line, the clipboard.

import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { after, before } from 'node:test'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { freePort, Key, until, Window } from './webdriver.mjs'

const binaries = resolve(process.env.KEYRACK_BIN_DIR ?? 'target/debug')
/** Where pictures of the screens go. */
export const pictures = resolve(process.env.KEYRACK_PICTURES ?? 'target/window')
const here = dirname(fileURLToPath(import.meta.url))

/** The password of the vaults of {@link newWorkstation}. */
export const PASSWORD = 'four little words here'

/** Whether the tests may do what no user may, such as looking into every process. */
export const isRoot = process.getuid() === 0

/** The user and the group that stand for an ordinary user: `nobody`. */
const NOBODY = '65534'

/** `command` as an ordinary user runs it: without root's rights, and without a way to get them back. */
export function ordinarily(...command) {
  if (!isRoot) return command
  const rights = ['--inh-caps=-all', '--ambient-caps=-all', '--bounding-set=-all', '--no-new-privs']
  // Nothing but the program itself keeps a crash from leaving a file.
  const limits = ['prlimit', '--core=unlimited:unlimited']
  return [...limits, 'setpriv', '--reuid', NOBODY, '--regid', NOBODY, '--clear-groups', ...rights, ...command]
}

/** A secret (base32) of twenty bytes, as portals show them. */
export const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

/** The link of an account with {@link SECRET}. */
export const LINK = `otpauth://totp/NAV:szabo?secret=${SECRET}&issuer=NAV`

/**
 * For the tests of a `describe`: a computer with a vault, the app on it and its window. The vault has `password` and an
 * account for each of `links`, of `client` where one is named, and is open if `open` is given, the text that the window shows then. `around` starts what has to be
 * there before, on that computer, and is ended last. If it is `ordinary`, the app is an ordinary user's, even if root tests.
 */
export function newWorkstation({ password = PASSWORD, client, links = [LINK], open, around, ordinary = false } = {}) {
  const workstation = {
    /** Takes hold of the window that a lock, or its own end, has opened. */
    async renew() {
      workstation.window.release()
      workstation.window = await workstation.app.window()
    },
    /** Opens the vault, and waits until the window shows `text`. */
    async open(text = '1 code') {
      await unlock(workstation.window, password)
      await workstation.window.shows(text)
    },
  }
  before(async () => {
    workstation.computer = new Computer()
    workstation.around = await around?.(workstation.computer)
    workstation.keyrack = workstation.computer.makeVault(password, links, client)
    workstation.app = await workstation.computer.start({ ordinary })
    workstation.window = await workstation.app.window()
    if (open) await workstation.open(open)
  })
  after(async () => {
    workstation.window?.release()
    await workstation.app?.end('SIGKILL')
    workstation.computer?.remove()
    workstation.around?.end()
  })
  return workstation
}

/** A computer that has never seen Keyrack: a home, a place for the vault, a language. */
export class Computer {
  #folder = mkdtempSync(join(tmpdir(), 'keyrack-window-'))
  #env = {
    ...process.env,
    HOME: this.#folder,
    KEYRACK_HOME: join(this.#folder, 'state'),
    KEYRACK_VAULT: join(this.#folder, 'vault'),
    KEYRACK_KEYRING: 'none',
    XDG_DATA_HOME: join(this.#folder, 'data'),
    XDG_CACHE_HOME: join(this.#folder, 'cache'),
    XDG_CONFIG_HOME: join(this.#folder, 'config'),
    LANG: 'C.UTF-8',
  }

  /** The environment of every program on it. */
  get env() {
    return this.#env
  }

  path(name) {
    return join(this.#folder, name)
  }

  /** Writes `content` to the file `name`, and returns its path. */
  write(name, content) {
    writeFileSync(this.path(name), content)
    return this.path(name)
  }

  /** Runs the command line with `arguments_`; fails with what it said if it fails. */
  keyrack(...arguments_) {
    return execFileSync(join(binaries, 'keyrack'), arguments_, { env: this.#env, encoding: 'utf8' })
  }

  /** Makes a vault with an account of `client` for each of `links`; returns the command line that knows its password. */
  makeVault(password, links = [], client = undefined) {
    const file = this.write('password', password)
    const keyrack = (...arguments_) => this.keyrack('--password-file', file, ...arguments_)
    keyrack('init', '--kdf', 'm=65536,t=3,p=1', '--recovery-file', this.path('key'))
    if (client !== undefined) keyrack('folder', 'add', client)
    const folder = client === undefined ? [] : ['--folder', client]
    for (const link of links) keyrack('add', ...folder, '--uri-file', this.write('uri', link))
    return keyrack
  }

  /** Starts the app; if it is `ordinary`, as an ordinary user, to whom everything on this computer belongs from now on. */
  start({ ordinary = false } = {}) {
    const folder = mkdtempSync(this.path('app-'))
    if (!ordinary || !isRoot) return App.start(folder, this.#env)
    // The display of root's is shut to others, and the binaries may lie where only root comes.
    const key = this.path('display')
    if (process.env.XAUTHORITY) copyFileSync(process.env.XAUTHORITY, key)
    const window = join(folder, 'window')
    copyFileSync(join(binaries, 'keyrack-window'), window)
    const env = { ...this.#env, XAUTHORITY: key, KEYRACK_TEST_WINDOW: window }
    return App.start(folder, env, () => {
      execFileSync('chown', ['--recursive', `${NOBODY}:${NOBODY}`, this.#folder])
      return ordinarily(join(folder, 'keyrack-desktop'))
    })
  }

  remove() {
    // The processes of a web view end a moment after their program, and write until then.
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

/** The app, running. */
export class App {
  #folder
  #env
  #command
  #process
  #ended
  /** The process ids of windows that a test has had. */
  #driven = new Set()

  /**
   * Starts the app in the environment `env`. Beside the keeper lies, in place of the window
   * program, a script that lets WebDriver in and writes down what crosses the bridge, in files in `folder`. When all is
   * there, `command` may do more, and says how to start it.
   */
  static async start(folder, env, command = () => [join(folder, 'keyrack-desktop')]) {
    copyFileSync(join(binaries, 'keyrack-desktop'), join(folder, 'keyrack-desktop'))
    copyFileSync(join(here, 'keyrack-window'), join(folder, 'keyrack-window'))
    const app = new App()
    app.#folder = folder
    app.#env = {
      KEYRACK_TEST_WINDOW: join(binaries, 'keyrack-window'),
      ...env,
      KEYRACK_TEST_PORT_main: String(await freePort()),
      KEYRACK_TEST_PORT_paper: String(await freePort()),
    }
    app.#command = command()
    const [program, ...arguments_] = app.#command
    app.#process = spawn(program, arguments_, { cwd: folder, env: app.#env, stdio: ['ignore', 'inherit', 'inherit'] })
    app.#ended = new Promise((resolve) => app.#process.on('exit', (status, signal) => resolve(signal ?? status)))
    return app
  }

  get pid() {
    return this.#process.pid
  }

  /** The folder that it was started in. */
  get folder() {
    return this.#folder
  }

  /** The next window of `kind` that opens, or has opened since the last. A lock ends the one before. */
  async window(kind = 'main') {
    const started = await until(`a new window (${kind})`, () => {
      const newest = this.#started(kind).at(-1)
      return this.#driven.has(newest) ? undefined : newest
    })
    this.#driven.add(started)
    const window = await Window.at(this.#env[`KEYRACK_TEST_PORT_${kind}`])
    await window.run(WATCH)
    return window
  }

  /** Whether a window program can be started from now on. */
  windowOpens(can) {
    chmodSync(join(this.#folder, 'keyrack-window'), can ? 0o755 : 0o644)
  }

  /** Starts it a second time; returns the exit status. */
  startAgain() {
    const [program, ...arguments_] = this.#command
    return spawnSync(program, arguments_, { env: this.#env, stdio: 'inherit' }).status
  }

  /** Every byte that went to windows of `kind` so far. */
  told(kind = 'main') {
    return readFileSync(join(this.#folder, `${kind}.told`))
  }

  /** Every byte that came from windows of `kind` so far. */
  asked(kind = 'main') {
    return readFileSync(join(this.#folder, `${kind}.asked`))
  }

  /** What the keeper has passed on to windows of `kind` that would open a door for a debugger. */
  debuggers(kind = 'main') {
    return readFileSync(join(this.#folder, `${kind}.debuggers`), 'utf8')
  }

  /** Ends it as the system does; returns the exit status. */
  async end(signal = 'SIGTERM') {
    this.#process.kill(signal)
    return this.ended()
  }

  /** The exit status, or the signal, once it has ended. */
  ended() {
    return this.#ended
  }

  #started(kind) {
    const file = join(this.#folder, `${kind}.pids`)
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  }
}

/** Notes in a page what its policy refuses: from now on, and what it refused while it was loaded. */
const WATCH = `
  window.refused = []
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
    window.refused.push([violatedDirective, blockedURI, sourceFile, lineNumber].join(' ')))
  const early = (reports) => window.refused.push(...reports.map(({ body }) => 'early: ' + JSON.stringify(body)))
  new ReportingObserver(early, { types: ['csp-violation'], buffered: true }).observe()`

/** What the policy of the page in `window` has refused so far. */
export function refused(window) {
  return window.run('return window.refused')
}

/** Types `path` into the dialog of the system that is open, and accepts it. */
export async function saveAs(path) {
  const dialog = await until('the dialog to save a file', () => {
    const { stdout } = spawnSync('xdotool', ['search', '--onlyvisible', '--name', '^Save File$'], { encoding: 'utf8' })
    return stdout.trim()
  })
  // Without a window manager nothing else gives it the keys.
  execFileSync('xdotool', ['windowfocus', '--sync', dialog, 'key', 'ctrl+a', 'type', '--delay', '10', path])
  execFileSync('xdotool', ['key', 'Return'])
  await until(`the file ${path}`, () => existsSync(path))
}

/** Chooses the file `path` in the dialog of the system that is open, or the folder where that is called `Select Folder`. */
export async function openFile(path, title = 'Open File') {
  const find = () => spawnSync('xdotool', ['search', '--onlyvisible', '--name', `^${title}`], { encoding: 'utf8' }).stdout.trim()
  const dialog = await until('the dialog to open a file', find)
  await until('the file to be taken', async () => {
    // Among the recent files, with which it begins, no path can be typed. While it is not ready, keys do nothing.
    execFileSync('xdotool', ['windowfocus', '--sync', dialog, 'key', '--delay', '200', 'alt+Home', 'ctrl+l', 'ctrl+a'])
    execFileSync('xdotool', ['type', '--delay', '10', path])
    execFileSync('xdotool', ['key', 'Return'])
    for (let i = 0; i < 40; i += 1) {
      if (find() === '') return true
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return false
  })
}

/** Types `password` on the lock screen of `window`. */
export async function unlock(window, password) {
  await window.fill('input[type=password]', password)
  await window.press(Key.Enter)
}

/** The living processes of the windows of `app`. */
export function processes(app) {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,pgid=,stat=,comm='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, group, state, name]) => ({ pid: +pid, parent: +parent, group: +group, state, name }))
    .filter(({ state }) => !/^[ZX]/.test(state))
  const leaders = all.filter(({ parent }) => parent === app.pid).map(({ pid }) => pid)
  return all.filter(({ group }) => leaders.includes(group))
}

/** Asks the keeper as the page in `window` does. */
export function ask(window, request) {
  return window.runAsync(`
    const { invoke } = window.__TAURI_INTERNALS__
    return invoke('ask', new TextEncoder().encode(${JSON.stringify(JSON.stringify(request))}))`)
}

/** The text on the clipboard; empty if there is none, or if whoever owns it is just ending and does not answer. */
export function clipboard() {
  const { stdout } = spawnSync('xclip', ['-selection', 'clipboard', '-out'], { encoding: 'utf8', timeout: 2_000 })
  return stdout
}

/** Copies `text` as another program. */
export function copyElsewhere(text) {
  spawnSync('xclip', ['-selection', 'clipboard', '-in'], { input: text, stdio: ['pipe', 'ignore', 'ignore'] })
}

/** Copies the picture in the file `path` as another program. */
export function copyPicture(path) {
  spawnSync('xclip', ['-selection', 'clipboard', '-target', 'image/png', '-in', path], { stdio: 'ignore' })
}

/** Copies the files `paths` as a file manager. */
export function copyFiles(paths) {
  const input = paths.map((path) => `${pathToFileURL(path)}\r\n`).join('')
  spawnSync('xclip', ['-selection', 'clipboard', '-target', 'text/uri-list', '-in'], {
    input,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
}

/** Drags the files `paths` from another program into the middle of the window, and drops them there. */
export async function dragFiles(paths) {
  // The system's own, for which the bindings are.
  const source = spawn('/usr/bin/python3', [join(here, 'drag.py'), ...paths], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => source.on('exit', resolve))
  const ready = new Promise((resolve) => source.stdout.once('data', resolve))
  assert.notEqual(await Promise.race([ready, ended]), 1, 'the window to drag from did not open')
  const mouse = (...arguments_) => execFileSync('xdotool', arguments_)
  mouse('mousemove', '--sync', '30', '30', 'mousedown', '1')
  // A drag begins after some pixels, and windows are told of it on the way.
  for (let at = 35; at <= 400; at += 5) mouse('mousemove', String(at), String(at), 'sleep', '0.01')
  mouse('mouseup', '1')
  assert.equal(await ended, 0)
}

/** The codes of `secret` (base32) that were right at any time from `start` to `end`, at most a turn later, by oathtool. */
export function totp(secret, start, end = Date.now()) {
  const codes = new Set()
  for (const at of [start, end]) {
    const now = new Date(at).toISOString().replace('T', ' ').replace(/\..*/, ' UTC')
    codes.add(execFileSync('oathtool', ['--totp', '--base32', '--now', now, secret], { encoding: 'utf8' }).trim())
  }
  return codes
}

/** The HOTP code of `secret` (base32) at `counter`, by oathtool. */
export function hotp(secret, counter) {
  return execFileSync('oathtool', ['--hotp', '--base32', '--counter', counter, secret], { encoding: 'utf8' }).trim()
}

/** The forms in which the secret `bytes` could stand somewhere; `base32` is how portals show it, if they do. */
export function forms(bytes, base32 = '') {
  const hex = bytes.toString('hex')
  const texts = [hex, hex.toUpperCase(), bytes.toString('base64').replaceAll('=', ''), base32, base32.toLowerCase()]
  const all = [bytes, ...texts.filter(Boolean).flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])]
  return [...all, Buffer.from(bytes.toString(), 'utf16le')]
}

/** Keeps a picture of the display, for whoever wants to look at it, and fails if some people could not use `window`. */
export async function lookAt(window, name) {
  await window.runAsync('return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
  mkdirSync(pictures, { recursive: true })
  // The driver's own pictures never come while WebKit draws by software.
  execFileSync('import', ['-window', 'root', join(pictures, `${name}.png`)])
  assert.deepEqual(await barriers(window), [])
}

/** What axe, which checks for accessibility, objects to in the page as it is now. */
async function barriers(window) {
  await window.run(readFileSync('ui/node_modules/axe-core/axe.min.js', 'utf8'))
  return window.runAsync(`
    const { violations } = await axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html + ' ' + node.failureSummary))`)
}
