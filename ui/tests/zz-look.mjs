import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { newPage, open, settled } from './browser.mjs'
import { clipped } from './layout.mjs'
import { STEPS } from './screens/steps.mjs'
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], rules: { 'label-content-name-mismatch': { enabled: false } } }
const [, , pattern = '.', modes = 'en'] = process.argv
const OUT = new URL('../../target/screens/pictures/', import.meta.url).pathname
await mkdir(OUT, { recursive: true })
const browser = await open()
const MODES = {
  en: { lang: 'en', scheme: 'light' }, hu: { lang: 'hu', scheme: 'light' }, dark: { lang: 'hu', scheme: 'dark' },
  small: { lang: 'hu', scheme: 'light', width: 900, height: 600 }, least: { lang: 'hu', scheme: 'light', width: 480, height: 420 },
  big: { lang: 'hu', scheme: 'light', width: 640, height: 400, deviceScaleFactor: 2 },
}
for (const mode of modes.split(',')) {
  const { lang, scheme, ...size } = MODES[mode]
  for (const screen of STEPS.filter(({ name, main }) => new RegExp(pattern).test(name) && (!['small','least','big'].includes(mode) || main))) {
    const page = await newPage(browser, { reducedMotion: 'reduce', colorScheme: scheme, ...size })
    page.setDefaultTimeout(2500)
    try {
      await page.goto(`http://keyrack.test/index.html?${screen.address}&lang=${lang}&theme=system`)
      await page.locator('main:visible').first().waitFor()
      await screen.act?.(page)
    } catch (e) { console.log(`FAIL ${mode} ${screen.name}: ${e.message.split('\n').slice(0, 3).join(' ')}`) }
    await settled(page)
    await page.screenshot({ path: `${OUT}${screen.name}-${mode}.png` })
    const cut = await clipped(page)
    await page.evaluate(AXE)
    const { violations } = await page.evaluate((r) => globalThis.axe.run(document, r), RULES)
    const found = [...cut, ...page.faults, ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)]
    if (found.length) console.log(`${mode} ${screen.name}: ${found.join('\n   ')}`)
    await page.context().close()
  }
}
await browser.close()
