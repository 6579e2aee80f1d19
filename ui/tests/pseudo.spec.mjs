// Words longer than those of any language must not be cut off, and no text may stand outside the word files.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, describe, test } from 'node:test'
import { open, pages, settled, show } from './browser.mjs'
import { OUT } from './build.mjs'
import { clipped } from './layout.mjs'
import { pseudo } from './pseudo.mjs'
import { SCREENS } from './screens.mjs'

const PICTURES = `${OUT}pictures/`
let browser
let onPage
before(async () => {
  await mkdir(PICTURES, { recursive: true })
  browser = await open()
  onPage = pages(browser, { build: 'pseudo' })
})
after(() => browser.close())

test('pseudo words keep what is no text', () => {
  const text = 'a = { $n ->\n    [one] One { $n }\n   *[other] Many\n}\n# c\nb-c = Go'
  const made = pseudo(text)
  assert.match(made, /^a = \{ \$n ->$/m)
  assert.match(made, /^ {4}\[one\] ⟦Őñé \{ \$n \} .+⟧$/m)
  assert.match(made, /^b-c = ⟦Gő .+⟧$/m)
  assert.match(made, /^# c$/m)
})

describe('pseudo words', { concurrency: 2 }, () => {
  for (const screen of SCREENS) {
    test(screen.name, () =>
      onPage(async (page) => {
        await show(page, `?${screen.address}&lang=en&theme=light`, screen.file)
        await screen.act?.(page)
        await settled(page)
        await page.screenshot({ path: `${PICTURES}${screen.name}-pseudo.png` })
        assert.deepEqual(await clipped(page), [])
      }),
    )
  }
})
