// Colleagues, each at a computer of their own, and what passes between them outside the program.

import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Computer, forms, unlock } from './keyrack.mjs'
import { until } from './webdriver.mjs'

/** How long the poll of a store may take, in milliseconds: its pace for a folder, and what a busy computer adds. */
export const POLL = 75_000

/** A person with a computer, the app on it and its window. */
export class Colleague {
  computer = new Computer()
  app
  window
  /** How often the person has pressed or filled in something in the window. */
  steps = 0

  constructor(name, password) {
    this.name = name
    this.password = password
  }

  /** Runs the command line on the vault. */
  keyrack(...arguments_) {
    const file = this.computer.write('password', this.password)
    return this.computer.keyrack('--password-file', file, ...arguments_)
  }

  /** Starts the app, and takes hold of its window. */
  async sitDown() {
    this.app = await this.computer.start()
    await this.look()
  }

  /** Opens the vault in the window, and waits until it shows `text`. */
  async unlock(text) {
    await unlock(this.window, this.password)
    await this.window.shows(text)
  }

  /** Takes hold of the window that opens, and counts what is done in it. */
  async look() {
    this.window?.release()
    this.window = await this.app.window()
    for (const step of ['choose', 'click', 'fill', 'fillField', 'press', 'type', 'select', 'mark']) {
      const act = this.window[step].bind(this.window)
      this.window[step] = (...arguments_) => {
        this.steps += 1
        return act(...arguments_)
      }
    }
  }

  /** Puts the window before those of the others: there is no window manager that would. */
  async toFront(kind = 'main') {
    const pids = readFileSync(join(this.app.folder, `${kind}.pids`), 'utf8')
      .trim()
      .split('\n')
    await until('a window to raise', () => {
      const { stdout } = spawnSync('xdotool', ['search', '--onlyvisible', '--pid', pids.at(-1)], { encoding: 'utf8' })
      const windows = stdout.trim().split('\n').filter(Boolean)
      for (const window of windows) execFileSync('xdotool', ['windowraise', window])
      return windows.length > 0
    })
  }

  async leave() {
    this.window?.release()
    await this.app?.end('SIGKILL')
    this.computer.remove()
  }
}

/** The secret of the account number `at`, as twenty bytes that nothing else has. */
export function secretOf(at) {
  return Buffer.from(`marked-key-of-no-${String(at).padStart(3, '0')}`)
}

/** Bytes in base32 (RFC 4648), as portals show them. */
export function base32(bytes) {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return bits
    .match(/.{5}/g)
    .map((five) => signs[parseInt(five, 2)])
    .join('')
}

/** The user name of the account number `at`. No search for a number finds it. */
export function userOf(at) {
  return `user${String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))}`
}

/** A spreadsheet with an account for each of `clients`. */
export function spreadsheet(clients) {
  const rows = clients.map((client, at) => `${client},NAV,${userOf(at)},${base32(secretOf(at))}`)
  return ['client,service,label,secret', ...rows, ''].join('\n')
}

/** The forms in which the secret of any of `count` accounts could stand somewhere. */
export function formsOf(count) {
  return Array.from({ length: count }, (_, at) => forms(secretOf(at), base32(secretOf(at)))).flat()
}

/** The groups on each of the office key sheets in a PDF, by their names in the window. */
export function sheetsIn(pdf) {
  const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
  const pages = text.split('\f').filter((page) => page.includes('KRS1-'))
  return pages.map(
    (page) => new Map([...page.matchAll(/(\d+) +([A-Z2-7]{4})\b/g)].map(([, number, group]) => [`Group ${number}`, group])),
  )
}
