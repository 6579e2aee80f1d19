// Takes the pictures of the README: fills a vault with an invented office, and walks the real window through it.
//
//   node scripts/screenshots.mjs light|dark FOLDER

import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ask, Computer } from '../tests/window/keyrack.mjs'
import { Key, until } from '../tests/window/webdriver.mjs'

const [theme, folder] = process.argv.slice(2)

const PASSWORD = 'a calm morning at the office'
const DAY = 86_400_000

/** Pixels of the calm background around a window. */
const MARGIN = 112

const CLIENTS = [
  {
    name: 'Bakker & Zonen V.O.F.',
    tax_number: 'NL823456789B01',
    colour: 'orange',
    services: ['Mijn Belastingdienst', 'eHerkenning'],
  },
  { name: 'De Vries Bakkerij B.V.', tax_number: 'NL812345678B01', colour: 'amber', user: 'devries', services: ['eHerkenning'] },
  {
    name: 'Hajnóczy Építész Iroda Zrt.',
    tax_number: '13579246-2-43',
    colour: 'teal',
    services: ['Cégkapu', 'NAV Online Számla'],
  },
  { name: 'Jansen Advies', tax_number: 'NL001234567B89', colour: 'blue', services: ['Mijn Belastingdienst'] },
  { name: 'Kiskunfélegyházi Szövetkezet Kft.', tax_number: '11223344-2-03', colour: 'olive', services: ['Ügyfélkapu+'] },
  {
    name: 'Kovács és Lánya Bt.',
    tax_number: '21456789-1-06',
    colour: 'violet',
    services: ['Ügyfélkapu+', 'NAV Online Számla', 'Cégkapu'],
  },
  { name: 'Molen Tandartsen Utrecht', tax_number: 'NL845678901B01', colour: 'green', services: ['Infomedics'] },
  { name: 'Nagy Ágnes e.v.', tax_number: '67891234-1-26', colour: 'pink', services: ['Ügyfélkapu+'] },
  { name: 'Őrségi Fa Kft.', tax_number: '24681357-2-18', colour: 'green', services: ['Cégkapu'] },
  { name: 'Szabó és Társa Kft.', tax_number: '12345678-2-41', colour: 'indigo', services: ['Ügyfélkapu+', 'e-bank'] },
  { name: 'Tisza-parti Fogászat Kft.', tax_number: '25836914-1-06', colour: 'red', services: ['NAV Online Számla'] },
  { name: 'Üveghegy Pincészet Kft.', tax_number: '14725836-2-15', colour: 'red', services: ['Cégkapu'] },
  {
    name: 'Van den Berg Techniek',
    tax_number: 'NL856789012B01',
    colour: 'indigo',
    user: 'vandenberg',
    services: ['eHerkenning'],
  },
  { name: 'Zuiderzee Logistiek B.V.', tax_number: 'NL834567890B01', colour: 'blue', services: ['Mijn Belastingdienst'] },
]

/** The client whose details are shown. */
const CHOSEN = 'Kovács és Lánya Bt.'
const SERVICE = 'Ügyfélkapu+'

async function main() {
  await onComputer(kit)
  await onComputer(office)
}

/** Lets `walk` lead through the app on a computer of its own. */
async function onComputer(walk) {
  const computer = new Computer()
  // As on a desktop whose screen has two pixels to a point: letters stand where their spacing puts them.
  mkdirSync(computer.path('config/gtk-3.0'), { recursive: true })
  computer.write(
    'config/gtk-3.0/settings.ini',
    '[Settings]\ngtk-xft-antialias=1\ngtk-xft-hinting=0\ngtk-xft-hintstyle=hintnone\n',
  )
  try {
    await walk(computer)
  } finally {
    computer.remove()
  }
}

/** The sheet of a vault that is gone with this run. */
async function kit(computer) {
  const app = await computer.start()
  const window = await app.window()
  await ask(window, { ask: 'change_settings', changes: { theme, language: 'en' } })
  await ask(window, { ask: 'create', password: PASSWORD })
  execFileSync('xdotool', ['getactivewindow', 'windowminimize'])
  await ask(window, { ask: 'show_kit' })
  const paper = await app.window('paper')
  await paper.find('img')
  await shoot('kit')
  paper.release()
  window.release()
  await app.end()
}

async function office(computer) {
  const password = computer.write('password', PASSWORD)
  computer.keyrack('--password-file', password, 'init', '--kdf', 'm=65536,t=3,p=1', '--recovery-file', computer.path('key'))
  const app = await computer.start()
  let window = await app.window()
  await ask(window, { ask: 'change_settings', changes: { theme, language: 'en' } })
  await unlock(window, '[role=combobox]')
  await furnish(window)

  window = await relock(app, window)
  await shoot('locked')
  await unlock(window)
  await calm()
  await shoot('list')
  await window.press(Key.Control, ',')
  await window.find('dialog[open]')
  await shoot('settings')
  await window.press(Key.Escape)
  await choose(window)
  await calm()
  await window.press(Key.Enter)
  await shoot('details')

  await ask(window, { ask: 'change_settings', changes: { language: 'hu' } })
  window = await relock(app, window)
  await unlock(window)
  await choose(window)
  await calm()
  await window.press(Key.Enter)
  await shoot('hungarian')
  window.release()
  await app.end()
}

/** Fills the vault. Its secrets are random and open nothing. */
async function furnish(window) {
  const favourites = []
  for (const { name, services, user = name.split(' ')[0].toLowerCase(), ...fields } of CLIENTS) {
    await ask(window, { ask: 'add_folder', name, fields: Object.entries(fields) })
    for (const service of services) {
      const account = await add(window, name, user, service)
      if (name === CHOSEN && service === SERVICE) {
        await complete(window, account)
        favourites.push(account.id)
      }
    }
  }
  await ask(window, { ask: 'favourite', accounts: favourites, on: true })
}

/** Adds the account that `client` has at `service` under the name `label`; returns it. */
async function add(window, client, label, service) {
  const { draft } = await read(window)
  const desk = client === CHOSEN ? 'Front desk' : ''
  const added = await ask(window, { ask: 'add', draft, service, label, folder: client, desk, fields: fieldsOf(client, service) })
  const { account, factor } = added
  if (client === 'Zuiderzee Logistiek B.V.') return account
  return ask(window, { ask: 'confirm', account: account.id, factor })
}

function fieldsOf(client, service) {
  if (client === 'Hajnóczy Építész Iroda Zrt.' && service === 'Cégkapu') return [['deadline.authorisation', inDays(6)]]
  if (client === 'Jansen Advies') return [['tags', 'btw, kwartaal']]
  return []
}

/** Gives the chosen account everything that the details can show. */
async function complete(window, { id }) {
  const fields = [
    ['tags', 'áfa, havi'],
    ['url', 'https://portal.example/belepes'],
    ['deadline.authorisation', inDays(20)],
    ['deadline.password', inDays(75)],
    ['note', 'Kovács Anna signs on the first Monday of the month.'],
    ['support', '1818'],
  ]
  await ask(window, { ask: 'edit', account: id, fields })
  const { draft } = await read(window)
  const { factor } = await ask(window, { ask: 'add_factor', account: id, draft, desk: 'Kati' })
  await ask(window, { ask: 'confirm', account: id, factor })
  const codes = Array.from({ length: 8 }, () => randomBytes(4).toString('hex')).join('\n')
  const items = [
    { kind: 'deletion_code', label: '', whose: '', value: randomBytes(4).toString('hex') },
    { kind: 'backup_codes', label: '', whose: '', value: codes },
  ]
  for (const item of items) await ask(window, { ask: 'add_recovery', account: id, ...item })
}

/** Has the keeper read a new key. */
function read(window) {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const text = Array.from(randomBytes(32), (byte) => digits[byte % 32]).join('')
  return ask(window, { ask: 'read_text', text, how: {} })
}

/** Locks; returns the window that opens then. */
async function relock(app, window) {
  await ask(window, { ask: 'lock' }).catch(() => undefined)
  window.release()
  const next = await app.window()
  await next.find('input[type=password]')
  return next
}

/** Unlocks, and waits for `shown`. */
async function unlock(window, shown = '#accounts-0') {
  await window.fill('input[type=password]', PASSWORD)
  await window.press(Key.Enter)
  await window.find(shown)
}

/** Chooses the client whose details are shown, and opens them. */
async function choose(window) {
  const place = await window.run(
    `const rows = [...document.querySelectorAll('#accounts [role=option]')]
    return rows.findIndex(({ innerText }) => [...arguments].every((word) => innerText.includes(word)))`,
    CHOSEN,
    SERVICE,
  )
  for (let row = 0; row < place; row++) await window.press(Key.Down)
  await window.press(Key.Control, 'i')
  await window.find('aside h2')
}

/** Waits until the codes have some while to live, so that all pictures show the same state. */
async function calm() {
  await until('new codes', () => Math.floor(Date.now() / 1000) % 30 < 8)
}

/** Takes a picture of the window in front, with its frame and its shadow. */
async function shoot(name) {
  // Everything has been asked for; this is for the compositor, and for scroll bars to fade.
  await pause(3_000)
  const id = execFileSync('xdotool', ['getactivewindow'], { encoding: 'utf8' }).trim()
  const frame = execFileSync('xwininfo', ['-frame', '-id', id], { encoding: 'utf8' })
  const [x, y, width, height] = ['Absolute upper-left X', 'Absolute upper-left Y', 'Width', 'Height'].map((name) =>
    Number(frame.match(`${name}: +(\\d+)`)[1]),
  )
  const crop = `${width + 2 * MARGIN}x${height + 2 * MARGIN}+${x - MARGIN}+${y - MARGIN}`
  execFileSync('import', ['-window', 'root', '-crop', crop, '+repage', join(folder, `${name}-${theme}.png`)])
}

function inDays(days) {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10)
}

await main()
