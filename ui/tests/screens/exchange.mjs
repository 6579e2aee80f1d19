import { PASSWORD, exporting, importing, keys, main, markedMenu, picture, transfer } from './actions.mjs'

/** Import, export and paper. */
export const EXCHANGE = [
  { name: 'import-start', address: '', act: keys('Control+o') },
  { name: 'import-password', address: 'import=sealed', act: importing('wrong') },
  { name: 'import-memory', address: 'import=memory', act: importing(PASSWORD, '.what') },
  { name: 'import-progress', address: 'import=endless', act: importing(PASSWORD, '[role=progressbar]') },
  { name: 'import-columns', address: 'import=columns', act: importing(undefined, 'table') },
  { name: 'import-rows', address: 'import=plain', main: true, act: importing(undefined, '.rows [role=option]') },
  {
    name: 'import-reason',
    address: 'import=plain',
    async act(page) {
      await importing(undefined, '.rows [role=option]')(page)
      await page.locator('.rows input[value=unsupported]').check({ force: true })
      await page.locator('.rows [role=option]').nth(0).filter({ hasText: 'Yandex' }).waitFor()
    },
  },
  {
    name: 'import-replace',
    address: 'import=sealed',
    async act(page) {
      await importing(PASSWORD, '.rows [role=option]')(page)
      await page.locator('.rows input[value=same_name]').check({ force: true })
      await page.locator('.rows .all button').nth(2).click()
      await page.locator('.rows .about input[value=replace]:checked').waitFor()
    },
  },
  { name: 'import-same', address: 'import=same', act: importing(PASSWORD, '.rows [role=option]') },
  { name: 'import-many', address: 'import=many', act: importing(undefined, '.rows [role=option]') },
  { name: 'import-parts', address: 'import=parts', act: importing(undefined, '.page .warning') },
  {
    name: 'import-hostile',
    address: 'import=hostile',
    async act(page) {
      await importing(undefined, '.rows [role=option]')(page)
      await page.locator('.rows [role=option]').nth(2).click()
      await page.locator('.rows .about').getByText('AAAA').first().waitFor()
    },
  },
  { name: 'import-clients', address: 'import=clients', main: true, act: importing(undefined, '.clients [role=option]') },
  {
    name: 'import-done',
    address: 'import=plain',
    main: true,
    async act(page) {
      await importing(undefined, '.rows [role=option]')(page)
      await page.locator('dialog footer .primary').click()
      await page.locator('dialog .done').waitFor()
    },
  },
  ...['file_damaged', 'file_account_restricted', 'file_companion'].map((code) => ({
    name: `import-${code.replaceAll('_', '-')}`,
    address: `import=fails:${code}`,
    act: importing(undefined, '.error'),
  })),
  { name: 'export', address: '', main: true, act: exporting },
  {
    name: 'export-sealed',
    address: '',
    main: true,
    async act(page) {
      await exporting(page)
      await page.locator('dialog input[value=program]').check()
      await page.locator('dialog footer .primary').click()
      await page.locator('dialog input[type=password]').nth(2).waitFor()
    },
  },
  {
    name: 'export-plain',
    address: '',
    async act(page) {
      await exporting(page)
      await page.locator('dialog input[value=text]').check()
      await page.locator('dialog footer .primary').click()
      await page.locator('dialog .warning').waitFor()
    },
  },
  {
    name: 'export-done',
    address: '',
    async act(page) {
      await exporting(page)
      await page.locator('dialog input[value=program]').check()
      await page.locator('dialog select').selectOption('bitwarden')
      await page.locator('dialog footer .primary').click()
      await page.locator('dialog input[type=password]').fill(PASSWORD)
      await page.keyboard.press('Enter')
      await page.locator('dialog .text[role=status]').waitFor()
    },
  },
  { name: 'paper-kit', address: 'paper=kit', file: 'paper.html', act: picture, main: true },
  {
    name: 'qr-phone',
    address: '',
    async act(page) {
      await main(page)
      await page.keyboard.press('Control+i')
      await page.locator('.drawer .more-actions .quiet').nth(1).click()
      await page.locator('dialog input').waitFor()
    },
  },
  { name: 'qr-transfer', address: '', main: true, act: transfer },
  { name: 'marked-menu', address: '', main: true, act: markedMenu },
  { name: 'paper-qr', address: 'paper=qr', file: 'paper.html', act: picture, main: true },
  {
    name: 'paper-transfer',
    address: 'paper=transfer&pages=3',
    file: 'paper.html',
    main: true,
    async act(page) {
      await picture(page)
      await page.keyboard.press('ArrowRight')
      await page.locator('.pager').getByText('2').waitFor()
    },
  },
  { name: 'paper-sheet', address: 'paper=sheet&pages=2', file: 'paper.html', act: picture },
  { name: 'paper-secrets', address: 'paper=secrets', file: 'paper.html', act: picture },
]
