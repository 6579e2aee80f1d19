// Each screen in each theme, language and size: nothing that axe finds, nothing that the policy refuses, nothing cut off.
// The pictures stay in target/screens/pictures, to be looked at.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { after, before, describe, test } from 'node:test'
import { open, pages, PLAIN, settled, show } from './browser.mjs'
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

const SIZES = {
  small: { width: 900, height: 600 },
  least: { width: 480, height: 420 },
  // What 200 % leaves of 1280 × 800.
  'large-text': { width: 640, height: 400 },
}
const FOR_MORE = { 'more-contrast': { contrast: 'more' }, 'forced-colours': { forcedColors: 'active' } }

let browser
let onPage
before(async () => {
  await mkdir(PICTURES, { recursive: true })
  browser = await open()
  // Colours are judged at rest: a code that fades in just then has half of its contrast.
  onPage = pages(browser, { reducedMotion: 'reduce' })
})
after(() => browser.close())

describe('in all colours, with nothing for axe to find', { concurrency: 2 }, () => {
  for (const screen of SCREENS) {
    test(screen.name, () =>
      onPage(async (page) => {
        await bring(page, screen, 'en')
        await picture(page, screen, 'en-light')
        assert.deepEqual(await clipped(page), [])
        assert.deepEqual(await axe(page), [])
        const media = { 'en-dark': { colorScheme: 'dark' }, ...(screen.main && FOR_MORE) }
        for (const [name, colours] of Object.entries(media)) {
          await page.emulateMedia({ ...PLAIN, ...colours })
          await settled(page)
          await picture(page, screen, name)
          assert.deepEqual(await axe(page, COLOURS), [], name)
        }
      }),
    )
  }
})

describe('in the longer language, in all sizes', { concurrency: 2 }, () => {
  for (const screen of SCREENS) {
    test(screen.name, () =>
      onPage(async (page) => {
        await bring(page, screen, 'hu')
        await picture(page, screen, 'hu-light')
        assert.deepEqual(await clipped(page), [])
        await page.emulateMedia({ colorScheme: 'dark' })
        await settled(page)
        await picture(page, screen, 'hu-dark')
        if (!screen.main) return
        assert.deepEqual(await axe(page), [])
        for (const [name, size] of Object.entries(SIZES)) {
          await page.setViewportSize(size)
          await settled(page)
          await picture(page, screen, name)
          assert.deepEqual(await clipped(page), [], name)
        }
      }),
    )
  }
})

/** Opens a screen, as its user comes there. */
async function bring(page, { address, file, act }, lang) {
  await show(page, `?${address}&lang=${lang}&theme=system`, file)
  await act?.(page)
  await settled(page)
}

function picture(page, { name }, kind) {
  return page.screenshot({ path: `${PICTURES}${name}-${kind}.png` })
}

async function axe(page, rules = RULES) {
  // As a script of the browser it is none of the page's, so that the policy stands.
  await page.evaluate((await import('node:fs')).readFileSync(AXE, 'utf8'))
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, rules), rules)
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}
