// A session bus of the test's own, with GNOME Keyring on it, unlocked.

import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from './webdriver.mjs'

/** Whether the programs that it takes are there. */
export const keyringIsThere = ['dbus-daemon', 'gdbus', 'gnome-keyring-daemon'].every(
  (program) => spawnSync(program, ['--version']).error === undefined,
)

/** What a program of this session finds in its environment. */
export class Keyring {
  #folder = mkdtempSync(join(tmpdir(), 'keyrack-keyring-'))
  #processes = []

  static async start() {
    const keyring = new Keyring()
    const run = join(keyring.#folder, 'run')
    mkdirSync(run, { mode: 0o700 })
    keyring.#start('dbus-daemon', ['--session', '--nofork', '--nopidfile', `--address=${keyring.#address}`])
    await until('the bus', () => keyring.#has('org.freedesktop.DBus'))
    const daemon = keyring.#start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
      ...keyring.environment,
      HOME: keyring.#folder,
      XDG_DATA_HOME: keyring.#folder,
      XDG_RUNTIME_DIR: run,
    })
    daemon.stdin.end('the password of the session')
    await until('the keyring', () => keyring.#has('org.freedesktop.secrets'))
    return keyring
  }

  get environment() {
    return { DBUS_SESSION_BUS_ADDRESS: this.#address, KEYRACK_KEYRING: 'secret-service' }
  }

  end() {
    this.#processes.forEach((it) => it.kill('SIGKILL'))
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get #address() {
    return `unix:path=${join(this.#folder, 'bus')}`
  }

  #has(name) {
    const to = ['--address', this.#address, '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus']
    const asked = spawnSync('gdbus', ['call', ...to, '--method', 'org.freedesktop.DBus.NameHasOwner', name], { encoding: 'utf8' })
    return asked.stdout.includes('true')
  }

  #start(program, arguments_, environment = {}) {
    const env = { ...process.env, ...environment }
    const child = spawn(program, arguments_, { env, stdio: ['pipe', 'ignore', 'ignore'] })
    this.#processes.push(child)
    return child
  }
}
