import { PASSWORD, main, restore, settings } from './actions.mjs'

/** Settings and backups. */
export const SETTINGS = [
  { name: 'settings-security', address: '', main: true, act: settings(0) },
  { name: 'settings-security-less', address: 'notray&pinwhy=keyring_absent', act: settings(0) },
  { name: 'settings-security-pin', address: 'pin=4711', act: settings(0) },
  { name: 'settings-looks', address: '', act: settings(1) },
  { name: 'settings-screen', address: '', act: settings(2) },
  { name: 'settings-backup', address: 'backup=old', act: settings(3) },
  {
    name: 'settings-backup-done',
    address: 'backup=fresh',
    async act(page) {
      await settings(3)(page)
      await page.locator('dialog section button').nth(1).click()
      await page.locator('dialog .done:not(:empty)').waitFor()
    },
  },
  { name: 'settings-backup-away', address: 'backup=away', act: settings(3) },
  { name: 'backup-missing', address: 'backup=missing', act: main },
  { name: 'restore-files', address: 'backup=fresh', act: restore },
  {
    name: 'restore-rows',
    address: 'backup=fresh',
    async act(page) {
      await restore(page)
      await page.locator('dialog').last().locator('li button').first().click()
      await page.locator('input[type=checkbox]').nth(2).check()
    },
  },
  {
    name: 'restore-password',
    address: 'backup=fresh',
    async act(page) {
      await restore(page)
      await page.locator('dialog').last().locator('li button').nth(2).click()
      await page.locator('dialog:modal input[type=password]').fill('a guess')
      await page.keyboard.press('Enter')
      await page.locator('.error').waitFor()
    },
  },
  {
    name: 'drill-done',
    address: 'backup=fresh',
    async act(page) {
      await settings(3)(page)
      await page.locator('dialog section button').nth(3).click()
      await page.locator('dialog:modal input[type=password]').fill(PASSWORD)
      await page.keyboard.press('Enter')
      await page.locator('dialog:modal .good').waitFor()
    },
  },
  {
    name: 'adopt-plan',
    address: 'state=locked&unreadable',
    async act(page) {
      await page.locator('.help button').first().click()
      await page.locator('dialog .primary').click()
      await page.locator('dialog input[type=password]').fill(PASSWORD)
      await page.keyboard.press('Enter')
      await page.locator('dialog [role=status]').first().waitFor()
    },
  },
  { name: 'settings-help', address: 'clock=40', act: settings(4) },
  { name: 'settings-help-support', address: 'support=15', act: settings(4) },
  { name: 'settings-about', address: '', act: settings(5) },
  {
    name: 'settings-search',
    address: '',
    async act(page) {
      await settings(0)(page)
      await page.locator('dialog input[type=search]').fill('kod')
    },
  },
  {
    name: 'settings-password',
    address: '',
    async act(page) {
      await settings(0)(page)
      await page.locator('dialog section button').first().click()
      await page.locator('dialog dialog').waitFor()
    },
  },
  {
    name: 'settings-kit',
    address: '',
    async act(page) {
      await settings(0)(page)
      await page.locator('dialog section button').nth(2).click()
      await page.locator('dialog dialog input').fill(PASSWORD)
      await page.keyboard.press('Enter')
      await page.locator('dialog dialog .groups').waitFor()
    },
  },
]
