// What the tests need around the window: a computer of its own for each, the command line, the clipboard.

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Window } from './webdriver.mjs'

const binaries = resolve(process.env.KEYRACK_BIN_DIR ?? 'target/debug')
const pictures = resolve(process.env.KEYRACK_PICTURES ?? 'target/window')

/** A computer that has never seen Keyrack: a home, a place for the vault, a language. */
export class Computer {
  #folder = mkdtempSync(join(tmpdir(), 'keyrack-window-'))
  #env = {
    HOME: this.#folder,
    KEYRACK_HOME: join(this.#folder, 'state'),
    KEYRACK_VAULT: join(this.#folder, 'vault'),
    KEYRACK_KEYRING: 'none',
    XDG_DATA_HOME: join(this.#folder, 'data'),
    XDG_CACHE_HOME: join(this.#folder, 'cache'),
    XDG_CONFIG_HOME: join(this.#folder, 'config'),
    LANG: 'C.UTF-8',
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
    const env = { ...process.env, ...this.#env }
    return execFileSync(join(binaries, 'keyrack'), arguments_, { env, encoding: 'utf8' })
  }

  openWindow() {
    return Window.open(join(binaries, 'keyrack-desktop'), this.#env)
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true })
  }
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

/** The codes of `secret` (base32) that were right at any time from `start` to now, by oathtool. */
export function totp(secret, start) {
  const codes = new Set()
  for (const at of [start, Date.now()]) {
    const now = new Date(at).toISOString().replace('T', ' ').replace(/\..*/, ' UTC')
    codes.add(execFileSync('oathtool', ['--totp', '--base32', '--now', now, secret], { encoding: 'utf8' }).trim())
  }
  return codes
}

/** The HOTP code of `secret` (base32) at `counter`, by oathtool. */
export function hotp(secret, counter) {
  return execFileSync('oathtool', ['--hotp', '--base32', '--counter', counter, secret], { encoding: 'utf8' }).trim()
}

/** Where the picture `name` of the window is kept for whoever wants to look at it. */
export function picture(name) {
  mkdirSync(pictures, { recursive: true })
  return join(pictures, `${name}.png`)
}

/** What axe, which checks for accessibility, objects to in the page as it is now. */
export async function barriers(window) {
  await window.run(readFileSync('ui/node_modules/axe-core/axe.min.js', 'utf8'))
  return window.runAsync(`
    const { violations } = await axe.run()
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html + ' ' + node.failureSummary))`)
}
