// Each screen in each theme and language: nothing that axe finds, nothing that the policy refuses, nothing cut off.
// The pictures stay in target/screens/pictures, to be looked at.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { after, before, describe, test } from 'node:test'
import { newPage, open, settled, show } from './browser.mjs'
import { OUT } from './build.mjs'
import { clipped } from './layout.mjs'
import { SCREENS } from './screens.mjs'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
// A row is read as “code 1 2 3 4 5 6” and shows “123 456”; that rule, an experiment, wants them alike.
const RULES = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'label-content-name-mismatch': { enabled: false } },
}
// What a theme can break. All else is the same page in other colours.
const COLOURS = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }
const PICTURES = `${OUT}pictures/`

let browser
before(async () => {
  await mkdir(PICTURES, { recursive: true })
  browser = await open()
})
after(() => browser.close())

/** Opens a screen on a page of its own, and gives it to `look`. */
async function on({ address, file, act }, { lang, theme, ...settings }, look) {
  // Colours are judged at rest: a code that fades in just then has half of its contrast.
  const page = await newPage(browser, { reducedMotion: 'reduce', ...settings })
  try {
    await show(page, `?${address}&lang=${lang}&theme=${theme}`, file)
    await act?.(page)
    await settled(page)
    await look(page)
    assert.deepEqual(page.faults, [])
  } finally {
    await page.context().close()
  }
}

for (const lang of ['en', 'hu']) {
  describe(`${lang}, light and dark`, { concurrency: 2 }, () => {
    for (const screen of SCREENS) {
      test(screen.name, () =>
        on(screen, { lang, theme: 'system', colorScheme: 'light' }, async (page) => {
          await page.screenshot({ path: `${PICTURES}${screen.name}-${lang}-light.png` })
          assert.deepEqual(await clipped(page), [])
          assert.deepEqual(await axe(page), [])
          await page.emulateMedia({ colorScheme: 'dark' })
          await settled(page)
          await page.screenshot({ path: `${PICTURES}${screen.name}-${lang}-dark.png` })
          assert.deepEqual(await axe(page, COLOURS), [])
        }),
      )
    }
  })
}

const SIZES = [
  { name: 'small', width: 900, height: 600 },
  { name: 'least', width: 480, height: 420 },
  // What 200 % leaves of 1280 × 800.
  { name: 'large-text', width: 640, height: 400, deviceScaleFactor: 2 },
]

for (const { name, ...size } of SIZES) {
  describe(`${size.width} × ${size.height}`, { concurrency: 2 }, () => {
    for (const screen of SCREENS.filter(({ main }) => main)) {
      test(screen.name, () =>
        on(screen, { lang: 'hu', theme: 'light', ...size }, async (page) => {
          await page.screenshot({ path: `${PICTURES}${screen.name}-${name}.png` })
          assert.deepEqual(await clipped(page), [])
        }),
      )
    }
  })
}

describe('for eyes that need more', { concurrency: 2 }, () => {
  const MORE = { 'more-contrast': { contrast: 'more' }, 'forced-colours': { forcedColors: 'active' } }
  for (const [name, media] of Object.entries(MORE)) {
    for (const screen of SCREENS.filter(({ main }) => main)) {
      test(`${screen.name}, ${name}`, () =>
        on(screen, { lang: 'en', theme: 'light', ...media }, async (page) => {
          await page.screenshot({ path: `${PICTURES}${screen.name}-${name}.png` })
          assert.deepEqual(await axe(page), [])
        }))
    }
  }
})

async function axe(page, rules = RULES) {
  // As a script of the browser it is none of the page's, so that the policy stands.
  await page.evaluate((await import('node:fs')).readFileSync(AXE, 'utf8'))
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, rules), rules)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}
