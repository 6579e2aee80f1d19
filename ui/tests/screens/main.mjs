import { keys, main } from './actions.mjs'

/** The main screen. */
export const MAIN = [
  { name: 'main', address: '', act: main, main: true },
  { name: 'main-many', address: 'accounts=10000', act: main, main: true },
  { name: 'main-one', address: 'accounts=1', act: main },
  { name: 'main-none', address: 'accounts=0' },
  { name: 'main-hidden', address: 'hide', act: main },
  { name: 'main-banners', address: 'readonly&notices&kit=put_off', act: main },
  { name: 'main-recovery', address: 'recovery&readonly', act: main },
  {
    name: 'main-nothing',
    address: '',
    async act(page) {
      await main(page)
      await page.keyboard.type('zzz')
      await page.locator('#accounts-0').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'main-copied',
    address: '',
    main: true,
    async act(page) {
      await main(page)
      await page.keyboard.press('Enter')
    },
  },
  {
    name: 'details',
    address: '',
    main: true,
    async act(page) {
      await main(page)
      await page.keyboard.press('Control+i')
      await page.locator('aside, [role=complementary], .drawer').last().waitFor()
    },
  },
  { name: 'main-support', address: 'support=15', act: main, main: true },
  { name: 'main-clock', address: 'clock=95000', act: main },
  {
    name: 'details-support',
    address: 'support=15',
    async act(page) {
      await main(page)
      await page.keyboard.press('Control+i')
      await page.locator('.factor').first().waitFor()
    },
  },
  { name: 'support-start', address: '', act: keys('Control+Shift+H') },
  {
    name: 'support-done',
    address: 'support=15&done',
    main: true,
    async act(page) {
      await main(page)
      await page.keyboard.press('Control+Shift+H')
      await page.locator('dialog table').waitFor()
    },
  },
  { name: 'clock', address: '', act: keys('Control+Shift+T') },
  {
    name: 'clock-wrong',
    address: 'clock=-95000',
    async act(page) {
      await keys('Control+Shift+T')(page)
      await page.locator('dialog .primary').click()
      await page.locator('dialog .wrong').waitFor()
    },
  },
  {
    name: 'codes-around',
    address: '',
    main: true,
    async act(page) {
      await main(page)
      await page.keyboard.press('Control+i')
      await page.locator('.factor .actions .quiet').last().click()
      await page.locator('dialog table').waitFor()
    },
  },
  { name: 'pin-set', address: '', act: keys('Control+Shift+P') },
  {
    name: 'pin-none',
    address: 'pinwhy=keyring_absent',
    async act(page) {
      await keys('Control+Shift+P')(page)
      await page.locator('dialog .blocked').waitFor()
    },
  },
  { name: 'keys', address: '', act: keys('F1') },
  { name: 'palette', address: '', act: keys('Control+k') },
]
