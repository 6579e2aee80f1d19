import { add, addCode, failedPaste, failedScan, keys, scan } from './actions.mjs'

/** Adding accounts. */
export const ADD = [
  { name: 'add-sources', address: '', main: true, act: keys('Control+n') },
  { name: 'add-sources-asks', address: 'ways=asks', act: keys('Control+n') },
  { name: 'add-sources-no-area', address: 'ways=screens', act: keys('Control+n') },
  { name: 'add-sources-blind', address: 'ways=none', act: keys('Control+n') },
  { name: 'add-refused', address: 'fail=scan:screen_refused', act: failedScan },
  { name: 'add-reading', address: 'scan=endless', act: scan('[role=progressbar]') },
  { name: 'add-drop', address: 'dragged', main: true, act: (page) => page.locator('.veil .sheet').waitFor() },
  {
    name: 'add-drop-dialog',
    address: 'dragged',
    async act(page) {
      await keys('Control+n')(page)
      await page.locator('.veil .sheet').waitFor()
    },
  },
  { name: 'add-drop-frozen', address: 'readonly&dragged', act: (page) => page.locator('.veil .sheet').waitFor() },
  { name: 'found-none', address: 'scan=none', main: true, act: scan('.nothing') },
  { name: 'found-one', address: 'scan=one', act: scan('[role=combobox]') },
  { name: 'found-several', address: 'scan=several', main: true, act: scan('[type=checkbox]') },
  {
    name: 'found-several-each',
    address: 'scan=several',
    main: true,
    async act(page) {
      await scan('[type=checkbox]')(page)
      await page.locator('dialog fieldset input').nth(1).check()
      await page.locator('dialog .client input').first().fill('Kovács Bt.')
      await page.keyboard.press('Escape')
    },
  },
  { name: 'found-hundred', address: 'scan=hundred', act: scan('[type=checkbox]') },
  { name: 'found-parts', address: 'scan=parts', main: true, act: scan('.missing') },
  { name: 'found-refused', address: 'scan=refused', act: scan('section li') },
  { name: 'found-mixed', address: 'scan=mixed', act: scan('section li') },
  {
    name: 'found-added',
    address: 'scan=several',
    async act(page) {
      await scan('[type=checkbox]')(page)
      await page.locator('dialog [role=combobox]').fill('Kovács Bt.')
      await page.keyboard.press('Escape')
      await page.locator('dialog .primary').click()
      await page.locator('.toast').waitFor()
    },
  },
  { name: 'add-key', address: '', act: add('key') },
  {
    name: 'add-key-unusual',
    address: '',
    async act(page) {
      await add('key')(page)
      await page.locator('dialog textarea').fill('not a key 1')
      await page.keyboard.press('Control+Enter')
      await page.locator('dialog .primary').click()
      await page.locator('dialog .error').waitFor()
      await page.locator('dialog summary').click()
    },
  },
  {
    name: 'add-details',
    address: '',
    main: true,
    async act(page) {
      await add('clipboard')(page)
      await page.locator('dialog [role=combobox]').fill('k')
      await page.locator('dialog [role=option]').first().waitFor()
    },
  },
  {
    name: 'add-same',
    address: '',
    async act(page) {
      await add('key')(page)
      await page.locator('dialog textarea').fill('GEZD GNBV GY3T QOJQ')
      await page.locator('dialog .primary').click()
      await page.locator('dialog fieldset').waitFor()
    },
  },
  { name: 'add-failed', address: 'clipboard=', act: failedPaste },
  { name: 'add-code', address: '', main: true, act: addCode },
  {
    name: 'add-recovery',
    address: '',
    async act(page) {
      await addCode(page)
      await page.locator('dialog .primary').click()
      await page.locator('dialog .question .plain').click()
      await page.locator('dialog select').selectOption('backup_codes')
    },
  },
]
