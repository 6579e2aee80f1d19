import { choosePassword } from './actions.mjs'

const SHEET = 'KRS1-AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ-KKKK-LLLL-MMMM-NNNN-PPPP'
const INVITATION = 'Kovács és társa KR1-ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-6789'

const dialog = (page) => page.locator('dialog[open]').last()
const field = (page, place) => dialog(page).locator('input:not([type=radio]), textarea').nth(place)
const onward = (page) => dialog(page).locator('button[type=submit]').click()
const shown = (selector) => (page) => page.locator(`dialog[open] ${selector}`).first().waitFor()
const failed = shown('.error')

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

async function asked(page) {
  await invited(page)
  await field(page, 0).fill('anna')
  await field(page, 1).fill('app-password')
  await field(page, 2).fill('Kiss Márta')
  await onward(page)
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

const removing = (kind, who, team = 'owner') => `steps=remove&team=${team}&kind=${kind}&who=${who}`

/** Founding an office, coming into one, and leaving it. */
export const STEPS = [
  { name: 'found-office', address: 'steps=found', main: true, act: shown('input') },
  { name: 'found-folder', address: 'steps=found', main: true, act: named },
  {
    name: 'found-web',
    address: 'steps=found&fail=probe_store:store_refused',
    main: true,
    async act(page) {
      await named(page)
      await dialog(page).locator('input[value=web]').check({ force: true })
      await field(page, 0).fill('https://cloud.example/remote.php/dav/files/anna/Keyrack')
      await onward(page)
      await failed(page)
    },
  },
  {
    name: 'found-s3',
    address: 'steps=found',
    main: true,
    async act(page) {
      await named(page)
      await dialog(page).locator('input[value=s3]').check({ force: true })
      await page.locator('dialog input[type=password]').waitFor()
    },
  },
  {
    name: 'found-taken',
    address: 'steps=found',
    async act(page) {
      await placed(page, '/srv/kovacs')
      await page.locator('dialog .note').waitFor()
    },
  },
  {
    name: 'found-sheets',
    address: 'steps=found',
    main: true,
    async act(page) {
      await placed(page)
      await page.locator('dialog select').waitFor()
    },
  },
  { name: 'found-prove', address: 'steps=found', main: true, act: sheets },
  {
    name: 'found-prove-wrong',
    address: 'steps=found',
    async act(page) {
      await sheets(page)
      await field(page, 0).fill('nope')
      await field(page, 1).fill('nope')
      await onward(page)
      await failed(page)
    },
  },
  { name: 'found-proved', address: 'steps=found', act: proved },
  {
    name: 'found-done',
    address: 'steps=found',
    main: true,
    async act(page) {
      await proved(page)
      await onward(page)
      await page.locator('dialog .digits.text').waitFor()
    },
  },
  { name: 'join-code', address: 'steps=join', main: true, act: shown('textarea') },
  {
    name: 'join-code-wrong',
    address: 'steps=join&ways=none',
    async act(page) {
      await page.locator('dialog textarea').fill('KR1-nothing')
      await onward(page)
      await failed(page)
    },
  },
  { name: 'join-place', address: 'steps=join', main: true, act: invited },
  {
    name: 'join-place-elsewhere',
    address: 'steps=join&fail=join_office:not_an_office',
    async act(page) {
      await invited(page)
      await page.locator('dialog .elsewhere button').click()
      await field(page, 3).fill('Kiss Márta')
      await onward(page)
      await failed(page)
    },
  },
  { name: 'join-wait', address: 'steps=join&team=joining', main: true, act: shown('.groups') },
  {
    name: 'join-wait-away',
    address: 'steps=join&team=joining&fail=joining:store_unreachable',
    main: true,
    act: failed,
  },
  ...['invite_used', 'invite_expired', 'invite_cancelled', 'request_dropped', 'office_keys_gone'].map((why) => ({
    name: `join-over-${why.replaceAll('_', '-')}`,
    address: `steps=join&team=joining&fail=joining:${why}`,
    act: failed,
  })),
  {
    name: 'join-in',
    address: 'steps=join&looks=1',
    async act(page) {
      await asked(page)
      await page.locator('dialog .note, dialog .groups').first().waitFor()
    },
  },
  { name: 'recover-sheet', address: 'steps=recover', main: true, act: shown('textarea') },
  {
    name: 'recover-wrong',
    address: 'steps=recover&fail=recover_office:sheet_wrong',
    main: true,
    async act(page) {
      await recovering(page, SHEET)
      await failed(page)
    },
  },
  { name: 'second-code', address: 'steps=second-computer&team=owner', act: shown('footer') },
  { name: 'second-made', address: 'steps=second-computer&team=owner', main: true, act: code },
  {
    name: 'second-waits',
    address: 'steps=second-computer&team=owner',
    main: true,
    async act(page) {
      await code(page)
      await onward(page)
      await page.locator('dialog footer .plain').waitFor()
    },
  },
  { name: 'remove-missing', address: removing('member', 'member-4', 'alarms'), main: true, act: shown('ul') },
  { name: 'remove-member', address: removing('member', 'member-4'), main: true, act: shown('.danger') },
  { name: 'remove-owner', address: removing('member', 'member-2'), main: true, act: shown('.acts') },
  { name: 'remove-device', address: removing('device', 'device-1b'), act: shown('.danger') },
  { name: 'remove-demote', address: removing('owner', 'member-2'), act: shown('.danger') },
  { name: 'remove-refused', address: `${removing('member', 'member-4')}&fail=plan_removal:rank_too_low`, act: failed },
  {
    name: 'remove-done',
    address: removing('member', 'member-4'),
    main: true,
    async act(page) {
      await page.locator('dialog .danger').click()
      await page.locator('dialog .note').waitFor()
    },
  },
  { name: 'exposed', address: 'steps=exposed&team=owner', main: true, act: shown('[role=option]') },
  {
    name: 'exposed-ticked',
    address: 'steps=exposed&team=owner',
    async act(page) {
      await shown('[role=option]')(page)
      await page.locator('dialog input').fill('kov')
      await page.locator('#exposed-rows').focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Space')
      await page.locator('dialog [role=option][aria-selected=true]').first().waitFor()
    },
  },
  { name: 'exposed-none', address: 'steps=exposed&team=quiet', act: shown('.empty') },
  { name: 'settle', address: 'steps=settle&team=alarms', main: true, act: shown('.danger') },
  { name: 'store-change', address: 'steps=store&team=owner', main: true, act: shown('.place') },
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
