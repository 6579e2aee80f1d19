// Measures the real window on 10,000 accounts: from a key to the list in the document, from the start to the window,
// memory, and how often anything wakes up while hidden; KeePassXC starts on the same display in the same run. Every
// figure is a median, nothing is asserted. Run by `make bench`, on a display of its own.

import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Computer } from '../tests/window/keyrack.mjs'
import { until } from '../tests/window/webdriver.mjs'

const binaries = resolve(process.env.KEYRACK_BIN_DIR ?? 'target/release')
const PASSWORD = 'a password for measuring'
const ACCOUNTS = 10_000
const RUNS = 7

async function main() {
  const computer = new Computer()
  try {
    const rows = [...(await starts(computer)), ...(await atWork(computer))]
    console.log('\n| the window, 10,000 accounts | Keyrack | KeePassXC | goal |\n|---|---|---|---|')
    for (const row of rows) console.log(`| ${row.join(' | ')} |`)
  } finally {
    computer.remove()
  }
}

/** From the start of the program to its window, which shows the lock screen; ours and the peer's by turns. */
async function starts(computer) {
  makeVault(computer)
  const peer = makePeer(computer)
  const times = { ours: [], peer: [] }
  for (let run = 0; run < RUNS; run++) {
    times.ours.push(await startOf(join(binaries, 'keyrack-desktop'), [], computer.env, 'keyrack-window'))
    if (peer)
      times.peer.push(
        await startOf('keepassxc', ['--config', peer.config, '--localconfig', peer.local, peer.vault], computer.env, 'keepassxc'),
      )
  }
  const [ours, theirs] = [median(times.ours), median(times.peer)]
  return [['start → window with the lock screen', ms(ours), ms(theirs), `≤ 1.5 × peer, here ${(ours / theirs).toFixed(2)}`]]
}

/** Everything that needs the vault to be open. */
async function atWork(computer) {
  const app = await computer.start()
  let window = await app.window()
  await window.find('input[type=password]')
  const locked = pss(app.pid)
  await window.fill('input[type=password]', PASSWORD)
  await window.press('\uE007')
  await window.find('[role=option]')
  const keys = await window.runAsync(`return (${keysToList})()`)
  const open = pss(app.pid)
  const keeper = pssOf(app.pid)
  const empty = await emptyWebKit()

  hide('keyrack-window')
  await until('the page knows that it is hidden', () => window.run('return document.hidden'))
  await pause(3_000)
  const before = switches(app.pid)
  await pause(20_000)
  const wakeups = sum([...switches(app.pid)].map(([thread, count]) => count - (before.get(thread) ?? 0))) / 20
  window.release()
  await app.end()

  return [
    ['key → list in the document, median', `${keys.median} ms`, '', '≤ 8 ms'],
    ['the same, 99th percentile', `${keys.p99} ms`, '', '≤ 16 ms'],
    ['memory (PSS), lock screen open', mib(locked), '', ''],
    [
      'memory, list of 10,000 open',
      mib(open),
      '',
      `≤ 1.2 × an empty WebKitGTK window (${mib(empty)}), here ${(open / empty).toFixed(2)}`,
    ],
    ['memory of the keeper alone, vault open', mib(keeper), '', '≤ 130 MB without a window'],
    ['hidden: voluntary context switches a second', wakeups.toFixed(1), '', '≤ 1'],
  ]
}

/** Runs in the page: types digits into the search field, and waits each time until other rows are in the document. */
async function keysToList() {
  const search = document.querySelector('[role=combobox]')
  const list = document.querySelector('#accounts')
  const shown = () => list.querySelector('[role=option]')?.getAttribute('aria-setsize') + list.textContent.slice(0, 200)
  const times = []
  for (let round = 0; round < 40; round++) {
    const name = String(1000 + round * 211)
    for (let length = 1; length <= name.length; length++) {
      const before = shown()
      const begin = performance.now()
      const drawn = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (shown() === before) return
          observer.disconnect()
          resolve(performance.now() - begin)
        })
        observer.observe(list, { subtree: true, childList: true, characterData: true, attributes: true })
      })
      search.value = name.slice(0, length)
      search.dispatchEvent(new Event('input', { bubbles: true }))
      const late = new Promise((resolve) => setTimeout(resolve, 1_000))
      const time = await Promise.race([drawn, late])
      if (time !== undefined) times.push(time)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  times.sort((a, b) => a - b)
  const at = (share) => Number(times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1))
  return { median: at(0.5), p99: at(0.99), count: times.length }
}

function makeVault(computer) {
  const password = computer.write('password', PASSWORD)
  const keyrack = (...arguments_) => computer.keyrack('--password-file', password, ...arguments_)
  keyrack('init', '--kdf', 'm=65536,t=3,p=1', '--recovery-file', computer.path('recovery'))
  const uri = (_, i) => `otpauth://totp/Portal:client${String(i).padStart(5, '0')}?secret=${secret(i)}&issuer=Portal`
  keyrack('import', computer.write('accounts.txt', Array.from({ length: ACCOUNTS }, uri).join('\n')))
}

/** A KeePassXC database that asks for its password, or nothing where KeePassXC is not installed. */
function makePeer(computer) {
  if (
    spawnSync('keepassxc-cli', ['--version']).error ||
    spawnSync('keepassxc', ['--version'], { env: { ...process.env, QT_QPA_PLATFORM: 'offscreen' } }).error
  ) {
    console.log('KeePassXC is not installed: its column stays empty.')
    return undefined
  }
  const vault = computer.path('peer.kdbx')
  execFileSync('keepassxc-cli', ['db-create', '-q', '-p', vault], {
    input: `${PASSWORD}\n${PASSWORD}\n`,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const config = computer.write(
    'keepassxc.ini',
    '[General]\nConfigVersion=2\nUpdateCheckMessageShown=true\nSingleInstance=false\n[GUI]\nCheckForUpdates=false\n',
  )
  return { vault, config, local: computer.write('keepassxc-local.ini', '') }
}

/** Milliseconds from starting `program` to a visible window of the class `named`. */
async function startOf(program, arguments_, env, named) {
  const begin = performance.now()
  const child = spawn(program, arguments_, { env, stdio: 'ignore' })
  await until(`a window of ${program}`, () => visible(named).length > 0, 5)
  const time = performance.now() - begin
  child.kill('SIGTERM')
  await new Promise((resolve) => child.on('exit', resolve))
  await until(`the end of ${program}`, () => visible(named).length === 0)
  return time
}

function visible(named) {
  const { stdout } = spawnSync('xdotool', ['search', '--onlyvisible', '--class', named], { encoding: 'utf8' })
  return stdout.trim().split('\n').filter(Boolean)
}

function hide(named) {
  for (const id of visible(named)) spawnSync('xdotool', ['windowunmap', id])
}

/** The memory of a window of WebKitGTK that shows nothing, with its processes. */
async function emptyWebKit() {
  const script = `
import gi
gi.require_version("Gtk", "3.0"); gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2
window, view = Gtk.Window(title="empty"), WebKit2.WebView()
window.add(view); window.set_default_size(1080, 720); view.load_html("<p>empty</p>", None); window.show_all(); Gtk.main()`
  const child = spawn('/usr/bin/python3', ['-c', script], { stdio: 'ignore' })
  await pause(4_000)
  const memory = child.exitCode === null ? pss(child.pid) : NaN
  child.kill('SIGKILL')
  return memory
}

/** The proportional share of memory of a process and all that came from it, in KiB. */
function pss(root) {
  return sum(tree(root).map(pssOf))
}

function pssOf(pid) {
  const rollup = read(pid, 'smaps_rollup')
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0)
}

/** How often each thread of a process and of all that came from it has gone to sleep. */
function switches(root) {
  const counts = new Map()
  for (const pid of tree(root)) {
    for (const thread of list(`/proc/${pid}/task`)) {
      const status = read(pid, `task/${thread}/status`)
      counts.set(thread, Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] ?? 0))
    }
  }
  return counts
}

function tree(root) {
  const parents = new Map(
    list('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [Number(pid), Number(/\) \w (\d+)/.exec(read(pid, 'stat'))?.[1])]),
  )
  const members = [root]
  for (const member of members) for (const [pid, parent] of parents) if (parent === member) members.push(pid)
  return members
}

function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return '' // It has ended meanwhile.
  }
}

function list(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function secret(i) {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  return Array.from({ length: 32 }, (_, place) => digits[(i * 7 + place * ((i % 31) + 1)) % 32]).join('')
}

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0)
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]
const ms = (time) => (time === undefined ? '' : `${Math.round(time)} ms`)
const mib = (kib) => `${Math.round(kib / 1024)} MB`

await main()
