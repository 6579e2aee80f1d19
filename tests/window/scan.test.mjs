// A QR code that another program shows on a screen becomes an account.

import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { after, afterEach, before, describe, test } from 'node:test'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { forms, lookAt, newWorkstation, totp } from './keyrack.mjs'
import { Key, until } from './webdriver.mjs'

const LEFT = 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U'
const RIGHT = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const BYTES = { [LEFT]: 'abcdefghijklmnopqrst', [RIGHT]: 'Hello!\xde\xad\xbe\xefHello!\xde\xad\xbe\xef' }

/** The programs that show pictures. */
const viewers = []

let workstation

describe('two monitors', () => {
  workstation = newWorkstation()

  before(async () => {
    // Two monitors beside each other, on one display.
    xrandr('--setmonitor', 'left', '640/169x900/238+0+0', 'screen')
    xrandr('--setmonitor', 'right', '640/169x900/238+640+0', 'none')
    await workstation.open()
  })
  afterEach(() => {
    for (const viewer of viewers.splice(0)) viewer.kill()
  })
  after(() => {
    xrandr('--delmonitor', 'right')
    xrandr('--delmonitor', 'left')
  })

  describe('all screens', () => {
    test('a code behind our own window, on the second monitor, is found', async () => {
      await show('Bank', 'anna', RIGHT, { x: 860, y: 260 })
      raiseOurs()
      await workstation.window.press(Key.Control, Key.Shift, 's')
      await foundOne('anna')
      await lookAt(workstation.window, 'scan-found')
      await add(RIGHT)
      await workstation.window.shows('2 codes')
    })

    test('where nothing is shown, it says so', async () => {
      await workstation.window.press(Key.Control, Key.Shift, 's')
      await workstation.window.shows('There is no readable QR code on any of the 2 screens')
      await lookAt(workstation.window, 'scan-nothing')
      await workstation.window.press(Key.Escape)
    })
  })

  describe('a rectangle', () => {
    test('only what is within it is found', async () => {
      await show('Portal', 'left', LEFT, { x: 120, y: 320 })
      await show('Bank', 'anna', RIGHT, { x: 860, y: 260 })
      const overlay = await chooseArea()
      keep('scan-area-hint')
      drag({ x: 90, y: 290 }, { x: 420, y: 620 }, () => keep('scan-area'))
      await foundOne('left')
      overlay.isGone()
      await add(LEFT)
      await workstation.window.shows('3 codes')
    })

    test('Escape gives it up, and the window comes back', async () => {
      const overlay = await chooseArea()
      execFileSync('xdotool', ['key', 'Escape'])
      await until('the window', () => ours().length > 0)
      overlay.isGone()
      await workstation.window.shows('Drag a rectangle')
      await workstation.window.press(Key.Escape)
    })

    test('a scanner that dies is said, and the next one works', async () => {
      const overlay = await chooseArea()
      const [scanner] = scanners()
      process.kill(scanner, 'SIGKILL')
      await workstation.window.shows('Something went wrong while reading')
      assert.ok(ours().length > 0)
      overlay.isGone()
      await workstation.window.press(Key.Escape)
      await show('Bank', 'anna', RIGHT, { x: 860, y: 260 })
      await workstation.window.press(Key.Control, Key.Shift, 's')
      await workstation.window.shows('Already in your vault')
      await workstation.window.press(Key.Escape)
    })

    test('a lock ends it', async () => {
      const overlay = await chooseArea()
      workstation.computer.keyrack('app', 'lock')
      await workstation.renew()
      assert.deepEqual(scanners(), [])
      overlay.isGone()
      await workstation.window.shows('Unlock')
    })
  })

  test('no secret that was scanned has crossed the bridge', () => {
    const told = workstation.app.told()
    for (const [base32, bytes] of Object.entries(BYTES)) {
      for (const form of forms(Buffer.from(bytes, 'latin1'), base32)) assert.ok(!told.includes(form))
    }
  })
})

/** Waits until one key was found, of this user name, and nothing else. */
async function foundOne(label) {
  const values = `return [...document.querySelectorAll('dialog input')].map((input) => input.value)`
  await until(`what was found of ${label}`, async () => (await workstation.window.run(values)).includes(label))
}

/** Takes what was found over, and compares its first code. */
async function add(secret) {
  await workstation.window.fillField('Client', 'Kovács Bt.')
  await workstation.window.choose('Add')
  await workstation.window.shows('Did the portal accept it?')
  const start = Date.now()
  const shown = await workstation.window.run('return document.querySelector("dialog .digits").innerText.replace(/\\D/g, "")')
  assert.ok(totp(secret, start).has(shown), `${shown} is not the code of that time`)
  await workstation.window.choose('Yes, accepted')
  await workstation.window.choose('Done')
}

/** Lets another program show a code at this place. */
async function show(issuer, label, secret, { x, y }) {
  const file = workstation.computer.path(`${label}.png`)
  const link = `otpauth://totp/${issuer}:${label}?secret=${secret}&issuer=${issuer}`
  execFileSync('qrencode', ['-s', '5', '-o', file, link])
  const viewer = spawn('display', ['-title', `viewer ${label}`, '-geometry', `+${x}+${y}`, file], { stdio: 'ignore' })
  viewers.push(viewer)
  await until('the picture on the screen', () => visible('--name', `^viewer ${label}$`).length > 0)
}

/** Begins to choose a rectangle, and waits until the display belongs to that. */
async function chooseArea() {
  await workstation.window.press(Key.Control, 'n')
  await workstation.window.shows('Drag a rectangle')
  const before = windows()
  // The driver's own clicks wait for the window, which leaves the screen.
  await workstation.window.run(`
    const named = (button) => button.innerText.includes('Drag a rectangle')
    setTimeout(() => [...document.querySelectorAll('dialog button')].find(named).click())`)
  await until('the words above', () => windows() > before)
  assert.deepEqual(ours(), [])
  return {
    isGone: () => assert.ok(windows() <= before, 'nothing of it is left on the display'),
  }
}

/** Drags from one corner to the other, and calls `halfway` before the end. */
function drag(from, to, halfway) {
  const move = ({ x, y }) => execFileSync('xdotool', ['mousemove', '--sync', String(x), String(y)])
  move(from)
  execFileSync('xdotool', ['mousedown', '1'])
  move({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 })
  move(to)
  halfway()
  execFileSync('xdotool', ['mouseup', '1'])
}

function keep(name) {
  execFileSync('import', ['-window', 'root', `${process.env.KEYRACK_PICTURES ?? 'target/window'}/${name}.png`])
}

function raiseOurs() {
  for (const id of ours()) execFileSync('xdotool', ['windowraise', id])
}

/** Our windows that are on the screen. */
function ours() {
  return visible('--class', 'keyrack-window')
}

function visible(...by) {
  const { stdout } = spawnSync('xdotool', ['search', '--onlyvisible', ...by], { encoding: 'utf8' })
  return stdout.split('\n').filter(Boolean)
}

/** How many windows there are right on the display. */
function windows() {
  const tree = execFileSync('xwininfo', ['-root', '-children'], { encoding: 'utf8' })
  return Number(/(\d+) child/.exec(tree)?.[1] ?? 0)
}

/** The processes that look at screens and pictures now. */
function scanners() {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && existsSync(`/proc/${pid}/cmdline`))
    .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').endsWith('\0--scanner\0'))
    .map(Number)
}

function xrandr(...arguments_) {
  execFileSync('xrandr', arguments_, { stdio: 'ignore' })
}
