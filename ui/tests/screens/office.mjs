import { main, office, PASSWORD, person, places } from './actions.mjs'

/** Chooses the first clients for somebody who is no owner. */
const choose = async (page) => {
  await page.locator('#who-0-2').click()
  await page.locator('#who-5-3').click({ modifiers: ['Shift'] })
  await page.locator('.share').waitFor()
}

const addClients = async (page) => {
  await page.locator('.who :is(.bar, div.none) > button').last().click()
  await page.locator('dialog [role=option]').first().waitFor()
}

/** Chooses all clients that match. */
const addAll = async (page) => {
  await addClients(page)
  await page.locator('dialog input[type=search]').fill('kft')
  await page.locator('dialog .bar button').first().click()
  await page.locator('dialog .bar button').nth(1).waitFor()
}

/** The pages of an office. */
export const OFFICE = [
  { name: 'office-none', address: '', act: main },
  {
    name: 'office-ways',
    address: '',
    async act(page) {
      await main(page)
      await page.locator('.offices button').click()
      await page.locator('dialog li').first().waitFor()
    },
  },
  { name: 'office-joining', address: 'team=joining', act: main },
  { name: 'office-state', address: 'team=owner', act: office(0), main: true },
  { name: 'office-state-quiet', address: 'team=quiet', act: office(0) },
  { name: 'office-state-alarms', address: 'team=alarms', act: office(0), main: true },
  { name: 'office-state-member', address: 'team=member', act: office(0) },
  { name: 'office-state-failed', address: 'team=owner&fail=office:store_unreachable', act: failed },
  { name: 'office-people', address: 'team=owner', act: office(1), main: true },
  { name: 'office-people-member', address: 'team=member', act: office(1) },
  { name: 'office-person', address: 'team=owner', act: person(2), main: true },
  { name: 'office-person-held', address: 'team=alarms', act: person(2) },
  {
    name: 'office-invite',
    address: 'team=owner',
    main: true,
    act: office(1, async (page) => {
      await page.locator('.bar .primary').click()
      await page.locator('dialog [role=option]').nth(1).click()
      await page.locator('dialog [role=option]').nth(3).click()
    }),
  },
  {
    name: 'office-invitation',
    address: 'team=owner',
    main: true,
    act: office(1, async (page) => {
      await page.locator('.bar .primary').click()
      await page.locator('dialog input').first().fill('Fekete Zsófia')
      await page.keyboard.press('Enter')
      await page.locator('dialog li').first().waitFor()
    }),
  },
  {
    name: 'office-request',
    address: 'team=owner',
    main: true,
    act: office(1, async (page) => {
      await page.locator('.asks button').click()
      await page.locator('dialog .boxes').waitFor()
    }),
  },
  {
    name: 'office-request-wrong',
    address: 'team=owner',
    act: office(1, async (page) => {
      await page.locator('.asks button').click()
      await page.keyboard.type('123456789012')
      await page.keyboard.press('Enter')
      await page.locator('dialog .error').waitFor()
    }),
  },
  { name: 'office-sharing', address: 'team=owner', act: office(2), main: true },
  { name: 'office-sharing-chosen', address: 'team=owner', act: office(2, choose), main: true },
  {
    name: 'office-sharing-done',
    address: 'team=owner',
    act: office(2, async (page) => {
      await choose(page)
      await page.locator('.share .primary').click()
      await page.locator('.share [role=status]').first().waitFor()
    }),
  },
  {
    name: 'office-add-clients',
    address: 'team=owner',
    main: true,
    act: office(2, async (page) => {
      await addClients(page)
      await page.locator('dialog [role=option]').first().click()
    }),
  },
  { name: 'office-add-clients-many', address: 'team=own&accounts=6000', act: office(2, addAll) },
  { name: 'office-sharing-none', address: 'team=own', act: office(2), main: true },
  { name: 'office-sharing-many', address: 'team=owner&accounts=30000', act: office(2) },
  { name: 'office-sharing-member', address: 'team=member', act: office(2) },
  {
    name: 'office-proof',
    address: 'team=owner&pinonly',
    act: office(2, async (page) => {
      await choose(page)
      await page.locator('.share .primary').click()
      await page.locator('dialog input[type=password]').fill(PASSWORD)
    }),
  },
  { name: 'office-attention', address: 'team=alarms', act: attention, main: true },
  { name: 'office-attention-none', address: 'team=quiet', act: nothing },
  {
    name: 'office-details',
    address: 'team=owner',
    main: true,
    async act(page) {
      await main(page)
      await page.keyboard.press('Control+i')
      await page.locator('aside .shared li').first().waitFor()
      await page.locator('aside .shared').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'office-client',
    address: 'team=owner',
    async act(page) {
      await main(page)
      await page.locator('#clients-0').click()
      await page.locator('.middle [role=toolbar] .quiet').first().click()
      await page.locator('dialog li').first().waitFor()
    },
  },
  {
    name: 'office-move',
    address: 'team=owner',
    async act(page) {
      await main(page)
      await page.keyboard.press('Control+Space')
      await page.locator('.middle [role=toolbar] .quiet').first().click()
      await page.locator('dialog [role=combobox]').fill('Üveghegy Pincészet Kft.')
      await page.locator('dialog .change p').first().waitFor()
    },
  },
]

async function failed(page) {
  await main(page)
  await page.locator('.offices button').first().click()
  await page.locator('.error').first().waitFor()
}

async function attention(page) {
  await nothing(page)
  await page.locator('.tasks section').first().waitFor()
}

/** What needs attention, where no office does. */
async function nothing(page) {
  await places(page)
  await page.locator('.side nav').first().locator('button').nth(3).click()
  await page.locator('.tasks').waitFor({ state: 'attached' })
  await main(page)
}
