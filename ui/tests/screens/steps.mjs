import { choosePassword, office, person, places } from './actions.mjs'

const SHEET = 'KRS1-AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ-KKKK-LLLL-MMMM-NNNN-PPPP'
const INVITATION = 'Kovács és társa KR1-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789'

const dialog = (page) => page.locator('dialog[open]').last()
const field = (page, place) => dialog(page).locator('input:not([type=radio]), textarea').nth(place)
const onward = (page) => dialog(page).locator('button[type=submit]').click()
const shown = (selector) => (page) => page.locator(`dialog[open] ${selector}`).first().waitFor()
const failed = shown('.error')

/** Opens the way of that place into an office, for whom is in none. */
const way = (place, then) => async (page) => {
  await places(page)
  await page.locator('.offices button').click()
  await page.locator('dialog li button').nth(place).click()
  await dialog(page).locator('input, textarea').first().waitFor()
  await then?.(page)
}
const founding = (then) => way(1, then)
const coming = (then) => way(0, then)

/** Opens what is under way with the office that was asked. */
const waiting = (then) => async (page) => {
  await places(page)
  await page.locator('.offices button').first().click()
  await then(page)
}

/** Presses the button of that place in the state of the office. */
const pressed = (selector, place, then) =>
  office(0, async (page) => {
    await page.locator(`.state ${selector}`).nth(place).click()
    await then(page)
  })

/** Presses a button in the details of a person, and waits for what to do then. */
const removing = (place, selector, then) =>
  person(place, async (page) => {
    await page.locator(`aside ${selector}`).click()
    await then(page)
  })
const leaving = '.actions .danger'

async function named(page) {
  await field(page, 0).fill('Kovács és társa Könyvelő Kft.')
  await field(page, 1).fill('Kovács Anna')
  await field(page, 2).fill('anna@kovacs.example')
  await onward(page)
  await page.locator('dialog .place').waitFor()
}

async function placed(page, folder = '/srv/iroda') {
  await named(page)
  await field(page, 0).fill(folder)
  await onward(page)
}

async function sheets(page) {
  await placed(page)
  await page.locator('dialog select').waitFor()
  await onward(page)
  await page.locator('dialog .groups').waitFor()
}

async function proved(page) {
  await sheets(page)
  for (const i of [0, 1]) {
    const groups = SHEET.split('-').slice(1)
    await field(page, 0).fill(groups[1 + i])
    await field(page, 1).fill(groups[8 + i])
    await onward(page)
    await page.locator(i === 0 ? 'dialog li:nth-child(2) .groups' : 'dialog .buttons:not(:has(button + button))').waitFor()
  }
}

async function invited(page) {
  await page.locator('dialog textarea').fill(INVITATION)
  await onward(page)
  await page.locator('dialog .place').waitFor()
}

async function recovering(page, sheet = SHEET, address = 'https://cloud.example/kovacs') {
  await page.locator('dialog textarea').fill(sheet)
  await onward(page)
  await page.locator('dialog .place').waitFor()
  await dialog(page).locator('input[value=web]').check({ force: true })
  await field(page, 0).fill(address)
  await field(page, 3).fill('Kovács Anna')
  await onward(page)
}

async function code(page) {
  await onward(page)
  await page.locator('dialog ol li').nth(5).waitFor()
}

/** Founding an office, coming into one, and leaving it. */
export const STEPS = [
  { name: 'found-office', address: '', main: true, act: founding() },
  { name: 'found-folder', address: '', main: true, act: founding(named) },
  {
    name: 'found-web',
    address: 'fail=probe_store:store_refused',
    main: true,
    act: founding(async (page) => {
      await named(page)
      await dialog(page).locator('input[value=web]').check({ force: true })
      await field(page, 0).fill('https://cloud.example/remote.php/dav/files/anna/Keyrack')
      await onward(page)
      await failed(page)
    }),
  },
  {
    name: 'found-s3',
    address: '',
    main: true,
    act: founding(async (page) => {
      await named(page)
      await dialog(page).locator('input[value=s3]').check({ force: true })
      await page.locator('dialog input[type=password]').waitFor()
    }),
  },
  {
    name: 'found-taken',
    address: '',
    act: founding(async (page) => {
      await placed(page, '/srv/kovacs')
      await page.locator('dialog .note').waitFor()
    }),
  },
  {
    name: 'found-sheets',
    address: '',
    main: true,
    act: founding(async (page) => {
      await placed(page)
      await page.locator('dialog select').waitFor()
    }),
  },
  { name: 'found-prove', address: '', main: true, act: founding(sheets) },
  {
    name: 'found-prove-wrong',
    address: '',
    act: founding(async (page) => {
      await sheets(page)
      await field(page, 0).fill('nope')
      await field(page, 1).fill('nope')
      await onward(page)
      await failed(page)
    }),
  },
  { name: 'found-proved', address: '', act: founding(proved) },
  {
    name: 'found-done',
    address: '',
    main: true,
    act: founding(async (page) => {
      await proved(page)
      await onward(page)
      await page.locator('dialog .digits.text').waitFor()
    }),
  },
  { name: 'join-code', address: '', main: true, act: coming() },
  {
    name: 'join-code-wrong',
    address: 'ways=none',
    act: coming(async (page) => {
      await page.locator('dialog textarea').fill('KR1-nothing')
      await onward(page)
      await failed(page)
    }),
  },
  { name: 'join-place', address: '', main: true, act: coming(invited) },
  {
    name: 'join-place-elsewhere',
    address: 'fail=join_office:not_an_office',
    act: coming(async (page) => {
      await invited(page)
      await page.locator('dialog .elsewhere button').click()
      await field(page, 3).fill('Kiss Márta')
      await onward(page)
      await failed(page)
    }),
  },
  { name: 'join-wait', address: 'team=joining', main: true, act: waiting(shown('.groups')) },
  {
    name: 'join-wait-away',
    address: 'team=joining&fail=joining:store_unreachable',
    main: true,
    act: waiting(failed),
  },
  ...['invite_used', 'invite_expired', 'invite_cancelled', 'request_dropped', 'office_keys_gone'].map((why) => ({
    name: `join-over-${why.replaceAll('_', '-')}`,
    address: `team=joining&fail=joining:${why}`,
    act: waiting(failed),
  })),
  { name: 'join-in', address: 'team=joining&looks=1', act: waiting(shown('.note')) },
  { name: 'recover-sheet', address: '', main: true, act: way(2) },
  {
    name: 'recover-wrong',
    address: 'fail=recover_office:sheet_wrong',
    main: true,
    act: way(2, async (page) => {
      await recovering(page, SHEET)
      await failed(page)
    }),
  },
  {
    name: 'recover-in',
    address: '',
    act: way(2, async (page) => {
      await recovering(page)
      await page.locator('dialog .note').waitFor()
    }),
  },
  { name: 'second-code', address: 'team=owner', act: pressed('.foot button', 0, shown('footer')) },
  { name: 'second-made', address: 'team=owner', main: true, act: pressed('.foot button', 0, code) },
  {
    name: 'second-waits',
    address: 'team=owner',
    main: true,
    act: pressed('.foot button', 0, async (page) => {
      await code(page)
      await onward(page)
      await page.locator('dialog footer .plain').waitFor()
    }),
  },
  { name: 'remove-missing', address: 'team=alarms', main: true, act: removing(4, leaving, shown('ul')) },
  { name: 'remove-member', address: 'team=owner', main: true, act: removing(4, leaving, shown('.danger')) },
  { name: 'remove-owner', address: 'team=owner', main: true, act: removing(1, leaving, shown('.acts')) },
  { name: 'remove-device', address: 'team=owner', act: removing(0, 'li:nth-child(2) button', shown('.danger')) },
  { name: 'remove-demote', address: 'team=owner', act: removing(1, '.actions :not(.danger)', shown('.danger')) },
  {
    name: 'remove-refused',
    address: 'team=owner&fail=plan_removal:rank_too_low',
    act: removing(4, leaving, failed),
  },
  {
    name: 'remove-done',
    address: 'team=owner',
    main: true,
    act: removing(4, leaving, async (page) => {
      await page.locator('dialog .danger').click()
      await page.locator('dialog .note').waitFor()
    }),
  },
  { name: 'exposed', address: 'team=owner', main: true, act: pressed('li button', 1, shown('[role=option]')) },
  {
    name: 'exposed-ticked',
    address: 'team=owner',
    act: pressed('li button', 1, async (page) => {
      await shown('[role=option]')(page)
      await page.locator('dialog input').fill('kov')
      await page.locator('#exposed-rows').focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Space')
      await page.locator('dialog [role=option][aria-selected=true]').first().waitFor()
    }),
  },
  { name: 'settle', address: 'team=alarms', main: true, act: pressed('li button', 3, shown('.danger')) },
  { name: 'store-change', address: 'team=owner', main: true, act: pressed('.line button', 0, shown('.place')) },
  {
    name: 'first-join',
    address: 'state=no_vault',
    async act(page) {
      await page.locator('summary').last().click()
      await choosePassword(page)
      await page.locator('.check .quiet').last().click()
      await page.locator('.check .plain').click()
      await page.locator('main textarea').waitFor()
    },
  },
]
