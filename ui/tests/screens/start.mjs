import { choosePassword, digits, typePassword } from './actions.mjs'

/** Before the vault is open. */
export const START = [
  { name: 'first-password', address: 'state=no_vault' },
  {
    name: 'first-password-weak',
    address: 'state=no_vault',
    async act(page) {
      const [first, again] = await page.locator('input[type=password]').all()
      await first.fill('abcde')
      await again.fill('abcdf')
      await page.locator('summary').first().click()
    },
  },
  { name: 'first-kit', address: 'state=no_vault', act: choosePassword },
  {
    name: 'first-kit-check',
    address: 'state=no_vault',
    async act(page) {
      await choosePassword(page)
      await page.locator('main .primary').click()
      await page.locator('main input').first().fill('nope')
      await page.locator('main input').nth(1).fill('nope')
      await page.keyboard.press('Enter')
      await page.locator('.error').waitFor()
    },
  },
  {
    name: 'first-kit-later',
    address: 'state=no_vault',
    async act(page) {
      await choosePassword(page)
      await page.locator('.check .quiet').last().click()
      await page.locator('.check .warning').waitFor()
    },
  },
  {
    name: 'first-account',
    address: 'state=no_vault',
    async act(page) {
      await choosePassword(page)
      await page.locator('.check .quiet').last().click()
      await page.locator('.check .plain').click()
      await page.locator('main ul li').nth(3).waitFor()
    },
  },
  { name: 'locked', address: 'state=locked' },
  { name: 'locked-idle', address: 'state=locked&because=idle' },
  { name: 'locked-crash', address: 'state=locked&because=crash' },
  { name: 'locked-wait', address: 'state=locked&retry=30' },
  {
    name: 'locked-wrong',
    address: 'state=locked&because=person',
    async act(page) {
      await page.keyboard.type('wrong')
      await page.keyboard.press('Enter')
      await page.locator('.error').waitFor()
    },
  },
  {
    name: 'locked-key',
    address: 'state=locked',
    async act(page) {
      await page.locator('.help button').click()
      await page.locator('textarea').waitFor()
    },
  },
  { name: 'locked-pin', address: 'state=locked&because=sleep&pin=471100', main: true, act: digits('471') },
  { name: 'locked-pin-session', address: 'state=locked&because=session_locked&pin=471100' },
  {
    name: 'locked-pin-wrong',
    address: 'state=locked&because=lid&pin=471100',
    async act(page) {
      await digits('123')(page)
      await page.keyboard.press('Enter')
      await page.locator('.error').waitFor()
    },
  },
  ...['pin_restarted', 'pin_used_up', 'pin_gone', 'keyring_locked', 'keyring_silent'].map((why) => ({
    name: `locked-${why.replaceAll('_', '-')}`,
    address: `state=locked&pin=4711&pinwhy=${why}`,
    act: (page) => page.locator('.intro .pin').waitFor(),
  })),
  { name: 'locked-support', address: 'state=locked&because=disconnected&pin=4711&support=15' },
  { name: 'after-key', address: 'recovery', main: true },
  {
    name: 'after-key-notice',
    address: 'recovery&notices=ways_in_altered&fail=change_password:disk_full',
    async act(page) {
      await typePassword(page)
      await page.locator('form .error').waitFor()
    },
  },
  { name: 'failed', address: 'fail=state:vault_unreadable' },
]
