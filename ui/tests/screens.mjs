// Every screen and state worth looking at: the address that opens it, and what to do until it shows.

const PASSWORD = 'correct horse'

export async function choosePassword(page) {
  await typePassword(page)
  await page.locator('h1:focus').waitFor()
}

/** Types a new password twice, and Enter. */
async function typePassword(page) {
  const [first, again] = await page.locator('input[type=password]').all()
  await first.fill(PASSWORD)
  await again.fill(PASSWORD)
  await page.keyboard.press('Enter')
}

const main = (page) => page.locator('#accounts-0').waitFor()

/** Opens a dialog of the main screen by its keys. */
const keys = (combination) => async (page) => {
  await main(page)
  await page.keyboard.press(combination)
  await page.locator('dialog[open]').first().waitFor()
}

/** The place of each source in the list below the ways to the screen. */
const SOURCES = { clipboard: 0, files: 1, key: 2 }

const add = (start) => async (page) => {
  await keys('Control+n')(page)
  await page.locator('dialog li button').nth(SOURCES[start]).click()
  await page
    .locator(start === 'clipboard' ? 'dialog [role=combobox], dialog fieldset' : 'dialog textarea')
    .first()
    .waitFor()
}

/** Opens the settings at their section of that place. */
const settings = (section) => async (page) => {
  await keys('Control+,')(page)
  await page.locator('dialog nav button').nth(section).click()
}

/** Opens what is in the folder for backups. */
const restore = async (page) => {
  await settings(3)(page)
  await page.locator('dialog section button').nth(2).click()
  await page.locator('dialog dialog li, dialog ~ dialog li').first().waitFor()
}

export const SCREENS = [
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

  { name: 'add-doors', address: '', main: true, act: keys('Control+n') },
  { name: 'add-doors-asks', address: 'ways=asks', act: keys('Control+n') },
  { name: 'add-doors-no-area', address: 'ways=screens', act: keys('Control+n') },
  { name: 'add-doors-blind', address: 'ways=none', act: keys('Control+n') },
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
      await page.locator('.drawer .desk .quiet').nth(1).click()
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

/** Types a part of a PIN. */
function digits(typed) {
  return async (page) => {
    await page.locator('.dots span').first().waitFor()
    await page.keyboard.type(typed)
  }
}

async function addCode(page) {
  await add('clipboard')(page)
  await page.locator('dialog [role=combobox]').fill('Kovács Bt.')
  await page.keyboard.press('Escape')
  await page.locator('dialog .primary').click()
  await page.locator('dialog .digits').waitFor()
}

async function failedPaste(page) {
  await keys('Control+n')(page)
  await page.locator('dialog li button').nth(SOURCES.clipboard).click()
  await page.locator('dialog .error').waitFor()
}

async function failedScan(page) {
  await keys('Control+n')(page)
  await page.locator('dialog .tile').first().click()
  await page.locator('dialog .error').waitFor()
}

/** Scans all screens, until the dialog shows `selector`. */
function scan(selector) {
  return async (page) => {
    await keys('Control+Shift+S')(page)
    await page.locator(`dialog ${selector}`).first().waitFor()
  }
}

async function markedMenu(page) {
  await main(page)
  await page.keyboard.press('Control+a')
  await page.locator('.middle [role=toolbar] [aria-haspopup=menu]').click()
  await page.locator('[role=menuitem]').first().waitFor()
}

/** Shows every account for Google Authenticator, with those that it does not take. */
async function transfer(page) {
  await markedMenu(page)
  await page.locator('[role=menuitem]').first().click()
  await page.locator('dialog input').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.locator('dialog li').first().waitFor()
}

/** Opens the file that there is to import, with `password` where it asks for one, until the dialog shows `selector`. */
function importing(password, selector = '.error') {
  return async (page) => {
    await keys('Control+o')(page)
    await page.locator('dialog .drop button').click()
    if (password !== undefined) {
      await page.locator('dialog input[type=password]').fill(password)
      await page.keyboard.press('Enter')
    }
    await page.locator(`dialog ${selector}`).first().waitFor()
  }
}

async function exporting(page) {
  await main(page)
  await page.keyboard.press('Control+k')
  await page.locator('dialog input').fill('export')
  await page.keyboard.press('Enter')
  await page.locator('dialog input[type=radio][value=computer]').waitFor()
}

async function picture(page) {
  await page.locator('img').waitFor()
}
