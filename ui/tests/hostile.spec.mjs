// Names that are meant to do harm are text, and stay in their places.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { newPage, open, settled, show } from './browser.mjs'
import { OUT } from './build.mjs'

const PICTURES = `${OUT}pictures/`

let browser
before(async () => {
  await mkdir(PICTURES, { recursive: true })
  browser = await open()
})
after(() => browser.close())

async function on(work, settings) {
  const page = await newPage(browser, settings)
  try {
    await show(page, '?hostile&lang=en&theme=light')
    await page.locator('#accounts-0').waitFor()
    await work(page)
    await settled(page)
    assert.deepEqual(page.faults, [])
    assert.equal(await page.locator('script:not([src]), img[onerror]').count(), 0, 'nothing became an element')
  } finally {
    await page.context().close()
  }
}

/** Rows have their height, and nothing makes the page wider than the window. */
async function assertInPlace(page) {
  const { heights, sideways } = await page.evaluate(() => ({
    heights: [...document.querySelectorAll('[id^=accounts-]')].map((row) => row.getBoundingClientRect().height),
    sideways: document.documentElement.scrollWidth - innerWidth,
  }))
  assert.deepEqual([...new Set(heights)], [52])
  assert.ok(sideways <= 0)
}

for (const size of [
  { width: 1280, height: 800 },
  { width: 480, height: 420 },
]) {
  test(`in the list and the details, ${size.width} × ${size.height}`, () =>
    on(async (page) => {
      await assertInPlace(page)
      const rows = await page.locator('[id^=accounts-]').count()
      for (let i = 0; i < rows; i += 1) {
        await page.keyboard.press('Control+i')
        await settled(page)
        await page.screenshot({ path: `${PICTURES}hostile-${size.width}-${i}.png` })
        await assertInPlace(page)
        await page.keyboard.press('Escape')
        await page.keyboard.press('ArrowDown')
      }
      assert.ok((await page.locator('body').textContent()).includes('<script>alert(1)</script>'), 'it is shown as it is')
    }, size))
}

test('in the copy message and the choice of a client', () =>
  on(async (page) => {
    await page.keyboard.press('Enter')
    await settled(page)
    await page.screenshot({ path: `${PICTURES}hostile-copied.png` })
    await assertInPlace(page)
    await page.keyboard.press('Control+n')
    await page.locator('dialog li button').nth(0).click()
    await page.locator('dialog [role=combobox]').click()
    await page.locator('dialog [role=option]').first().waitFor()
    await page.screenshot({ path: `${PICTURES}hostile-add.png` })
    const sizes = await page
      .locator('dialog [role=option]')
      .evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth))
    assert.ok(
      sizes.every((more) => more <= 0),
      'each choice keeps to its line',
    )
  }))
