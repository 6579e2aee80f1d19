// Everything can be done with the keys alone, and the focus is never lost.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newPage, open, show } from './browser.mjs'

const PASSWORD = 'correct horse'

let browser
before(async () => (browser = await open()))
after(() => browser.close())

async function on(address, work) {
  const page = await newPage(browser)
  try {
    await show(page, `${address}&lang=en&theme=light`)
    await work(page)
    assert.deepEqual(page.faults, [])
  } finally {
    await page.context().close()
  }
}

/** Presses Tab until the control of that name has the focus. */
async function tabTo(page, name) {
  for (let i = 0; i < 30; i += 1) {
    if ((await focused(page)).includes(name)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`Tab does not reach “${name}”`)
}

/** What names the control that has the focus. */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement
    // The page and a dialog as a whole are no controls.
    if (!element?.matches('a, button, input, select, textarea, summary')) return ''
    return element.ariaLabel || element.labels?.[0]?.textContent.trim() || element.textContent.trim()
  })
}

test('from nothing to the first copied code without a mouse', () =>
  on('?state=no_vault', async (page) => {
    assert.equal(await focused(page), 'Password', 'the field has the focus at once')
    await page.keyboard.type(PASSWORD)
    await tabTo(page, 'Repeat the password')
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { name: 'Keep the emergency kit' }).waitFor()
    await tabTo(page, 'Show the kit')
    await page.keyboard.press('Enter')
    await page.getByLabel('Group 3').waitFor()
    await tabTo(page, 'Group 3')
    await page.keyboard.type('zzzz')
    await tabTo(page, 'Group 11')
    await page.keyboard.type('tttt')
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { name: 'Add your first account' }).waitFor()
    await tabTo(page, 'Type the key')
    await page.keyboard.press('Enter')
    await page.getByLabel('Key or link').waitFor()
    await page.keyboard.type('JBSW Y3DP EHPK 3PXP')
    await tabTo(page, 'Continue')
    await page.keyboard.press('Enter')

    await page.getByRole('combobox', { name: 'Client' }).waitFor()
    await page.keyboard.type('Kovács Bt.')
    await tabTo(page, 'Service')
    await page.keyboard.type('Ügyfélkapu+')
    await page.keyboard.press('Enter')

    await page.getByText('Did the portal accept it?').waitFor()
    assert.equal(await focused(page), 'Copy the code')
    await page.keyboard.press('Enter')
    await page.getByText('The code is on the clipboard.').first().waitFor()
    await tabTo(page, 'Yes, accepted')
    await page.keyboard.press('Enter')
    await page.getByText('Accepted by the portal.').waitFor()
    await tabTo(page, 'Done')
    await page.keyboard.press('Enter')

    await page.locator('#accounts-0').waitFor()
    assert.equal(await focused(page), 'Search', 'the list begins in its search field')
  }))

test('several codes are found, chosen and added without a mouse, and the list has the focus again', () =>
  on('?scan=several', async (page) => {
    await page.locator('#accounts-0').waitFor()
    await page.keyboard.press('Control+Shift+S')
    await page.getByRole('heading', { name: '7 codes found' }).waitFor()
    assert.equal(await focused(page), 'Client')
    await page.keyboard.type('Kovács Bt.')
    await tabTo(page, 'NAV Online Számla')
    await page.keyboard.press('Space')
    await tabTo(page, 'Add 4 accounts')
    await page.keyboard.press('Enter')
    await page.getByText('4 accounts added.').first().waitFor()
    assert.equal(await focused(page), 'Search')
  }))

test('who calls off a scan is back at the sources', () =>
  on('?scan=endless', async (page) => {
    await page.locator('#accounts-0').waitFor()
    await page.keyboard.press('Control+n')
    assert.match(await focused(page), /^Scan all screens/)
    await page.keyboard.press('Enter')
    await page.getByRole('progressbar').waitFor()
    assert.equal(await focused(page), 'Cancel')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /Type the key/ }).waitFor()
    assert.match(await focused(page), /^Scan all screens/)
  }))

test('a file is imported, looked over and taken back without a mouse', () =>
  on('?import=sealed', async (page) => {
    await page.locator('#accounts-0').waitFor()
    await page.keyboard.press('Control+o')
    assert.equal(await focused(page), 'Choose a file…')
    await page.keyboard.press('Enter')
    await page.getByLabel('File password').waitFor()
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Add 8 accounts' }).waitFor()
    assert.equal(await focused(page), 'Client for all')
    await tabTo(page, 'All 11')
    await page.keyboard.press('ArrowRight')
    await page.getByRole('listbox', { name: 'Entries in the file' }).getByRole('option').nth(5).waitFor({ state: 'detached' })
    while (!(await page.evaluate(() => document.activeElement?.id === 'import-rows'))) await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Add 7 accounts' }).waitFor()
    await tabTo(page, 'Add 7 accounts')
    await page.keyboard.press('Enter')
    await page.getByText('7 accounts were added.').waitFor()
    await tabTo(page, 'Undo the import')
    await page.keyboard.press('Enter')
    await page.getByText('7 accounts are as they were before.').waitFor()
    await tabTo(page, 'Close')
    await page.keyboard.press('Enter')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
    assert.equal(await focused(page), 'Search')
  }))

const DIALOGS = [
  { name: 'add', keys: 'Control+n' },
  { name: 'import', keys: 'Control+o' },
  { name: 'settings', keys: 'Control+,' },
  { name: 'palette', keys: 'Control+k' },
  { name: 'keys', keys: 'F1' },
  { name: 'remote help', keys: 'Control+Shift+H' },
  { name: 'the clock', keys: 'Control+Shift+T' },
  { name: 'a PIN', keys: 'Control+Shift+P' },
]

for (const { name, keys } of DIALOGS) {
  test(`${name}: the focus goes into the dialog, stays there, and comes back`, () =>
    on('?', async (page) => {
      await page.locator('#accounts-0').waitFor()
      const before = await focused(page)
      await page.keyboard.press(keys)
      await page.locator('dialog[open]').waitFor()
      for (let i = 0; i < 25; i += 1) {
        const inside = await page.evaluate(() => {
          const { activeElement } = document
          return activeElement === document.body || !!activeElement?.closest('dialog[open]')
        })
        assert.ok(inside, `after ${i} times Tab the focus is in the dialog`)
        await page.keyboard.press('Tab')
      }
      await page.keyboard.press('Escape')
      await page.locator('dialog[open]').waitFor({ state: 'detached' })
      assert.equal(await focused(page), before)
    }))
}

test('a dialog over the settings gives the focus back to its button', () =>
  on('?', async (page) => {
    await page.locator('#accounts-0').waitFor()
    await page.keyboard.press('Control+,')
    await tabTo(page, 'Change the password')
    await page.keyboard.press('Enter')
    await page.getByLabel('Current password').waitFor()
    assert.equal(await focused(page), 'Current password')
    await page.keyboard.press('Escape')
    assert.equal(await focused(page), 'Change the password')
  }))

test('the lock screen takes the password at once, also after a wrong one', () =>
  on('?state=locked', async (page) => {
    await page.keyboard.type('wrong')
    await page.keyboard.press('Enter')
    await page.getByText('The password is wrong.').waitFor()
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await page.locator('#accounts-0').waitFor()
  }))

test('the PIN opens after its last digit, and the password is one Tab away', () =>
  on('?state=locked&pin=471100', async (page) => {
    await page.locator('.dots span').nth(5).waitFor()
    assert.equal(await focused(page), 'PIN')
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'Use the password instead')
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'Unlock')
    await page.locator('.pin input').focus()
    await page.keyboard.type('4711')
    await page.getByRole('button', { name: '0', exact: true }).click()
    assert.equal(await focused(page), 'PIN', 'the keys of the pad leave the focus where it was')
    await page.keyboard.press('0')
    await page.locator('#accounts-0').waitFor()
  }))

test('the recovery key opens, however it is typed, and a new password is next', () =>
  on('?state=locked', async (page) => {
    await tabTo(page, 'Forgot the password?')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Recovery key' }).waitFor()
    await page.keyboard.type('age-secret-key-1 qqqq pppp zzzz rrrr yyyy 9999 8888 gggg ffff 2222 tttt vvvv dddd ww')
    await tabTo(page, 'Unlock')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'You opened the vault with the recovery key' }).waitFor()
    assert.equal(await focused(page), 'New password', 'the field has the focus at once')
    await page.keyboard.type('another horse')
    await tabTo(page, 'Repeat the password')
    await page.keyboard.type('another horse')
    await tabTo(page, 'Lock instead')
    await page.keyboard.press('Shift+Tab')
    assert.equal(await focused(page), 'Set the new password')
    await page.keyboard.press('Enter')
    await page.locator('#accounts-0').waitFor()
  }))

test('the codes of a transfer are turned by the arrow keys', async () => {
  const page = await newPage(browser)
  try {
    await show(page, '?paper=transfer&pages=3&lang=en&theme=dark', 'paper.html')
    await page.keyboard.press('ArrowRight')
    await page.getByText('2 of 3').waitFor()
    assert.match(await page.locator('.sheet img').getAttribute('alt'), /code 2 of 3/)
    await tabTo(page, 'Next page')
    await page.keyboard.press('Enter')
    await page.getByText('3 of 3').waitFor()
    assert.deepEqual(page.faults, [])
  } finally {
    await page.context().close()
  }
})

test('the paper window closes by Escape and can be read without seeing', async () => {
  const page = await newPage(browser)
  try {
    await show(page, '?paper=secrets&lang=en&theme=light', 'paper.html')
    const alt = await page.locator('img').getAttribute('alt')
    assert.match(alt, /Kovács Bt\./)
    await tabTo(page, 'Read aloud: Key · Front desk')
    await tabTo(page, 'Copy: Deletion code · Törlőkód')
    await page.keyboard.press('Enter')
    await page.getByText(/^Copied\. Clears from the clipboard/).waitFor()
  } finally {
    await page.context().close()
  }
})
