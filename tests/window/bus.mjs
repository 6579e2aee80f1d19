// A system bus of the test's own, with a logind that does as it is told.

import { execFile, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { until } from './webdriver.mjs'

/** Debian's, which has dbusmock. */
const PYTHON = '/usr/bin/python3'
const NAME = 'org.freedesktop.login1'
const MANAGER = '/org/freedesktop/login1'
const SESSION = `${MANAGER}/session/c1`

const run = promisify(execFile)

/** Whether the programs that it takes are there. */
export const busesAreThere =
  ['dbus-daemon', 'gdbus'].every((program) => spawnSync(program, ['--version']).error === undefined) &&
  spawnSync(PYTHON, ['-c', 'import dbusmock']).status === 0

/** What a program on this system finds in its environment, and what happens to it. */
export class System {
  #folder = mkdtempSync(join(tmpdir(), 'keyrack-bus-'))
  #processes = []

  /** Starts the bus, and logind with one session of the user. */
  static async start() {
    const system = new System()
    system.#start('dbus-daemon', ['--session', '--nofork', '--nopidfile', `--address=${system.#address}`])
    system.#start(PYTHON, ['-m', 'dbusmock', '--system', '--template', 'logind'], system.environment)
    await until('logind', () => system.#mock('AddSession', 'c1', 'seat0', process.getuid(), 'user', true).catch(() => undefined))
    return system
  }

  get environment() {
    return { DBUS_SYSTEM_BUS_ADDRESS: this.#address, XDG_SESSION_ID: 'c1' }
  }

  /** Begins to sleep, or ends it. */
  async prepareForSleep(begins) {
    await this.#mock('EmitSignal', `${NAME}.Manager`, 'PrepareForSleep', 'b', `[<${begins}>]`)
  }

  /** Locks the session. */
  async lockSession() {
    await this.#call(SESSION, 'org.freedesktop.DBus.Mock.EmitSignal', `${NAME}.Session`, 'Lock', '', '@av []')
  }

  /** Waits until Keyrack delays sleep, or no longer does. */
  async delaysSleep(does) {
    await until(`sleep ${does ? 'held' : 'let go'}`, async () => {
      const inhibitors = await this.#call(MANAGER, `${NAME}.Manager.ListInhibitors`)
      return inhibitors.includes("('sleep', 'Keyrack'") === does
    })
  }

  end() {
    this.#processes.forEach((it) => it.kill('SIGKILL'))
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get #address() {
    return `unix:path=${join(this.#folder, 'bus')}`
  }

  #mock(method, ...arguments_) {
    return this.#call(MANAGER, `org.freedesktop.DBus.Mock.${method}`, ...arguments_)
  }

  async #call(path, method, ...arguments_) {
    const to = ['--address', this.#address, '--dest', NAME, '--object-path', path, '--method', method]
    const { stdout } = await run('gdbus', ['call', ...to, ...arguments_.map(String)])
    return stdout
  }

  #start(program, arguments_, environment = {}) {
    const env = { ...process.env, ...environment }
    this.#processes.push(spawn(program, arguments_, { env, stdio: ['ignore', 'ignore', 'inherit'] }))
  }
}
