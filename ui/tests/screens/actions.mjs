// What is done on a page until it shows a screen.

export const PASSWORD = 'correct horse'

export async function choosePassword(page) {
  await typePassword(page)
  await page.locator('h1:focus').waitFor()
}

/** Types a new password twice, and Enter. */
export async function typePassword(page) {
  const [first, again] = await page.locator('input[type=password]').all()
  await first.fill(PASSWORD)
  await again.fill(PASSWORD)
  await page.keyboard.press('Enter')
}

export const main = (page) => page.locator('#accounts-0').waitFor()

/** The main screen with the places at its side, which have to be opened where there is little room. */
export async function places(page) {
  await main(page)
  const menu = page.locator('.middle .menu button')
  if (await menu.isVisible()) await menu.click()
}

/** Opens the page of the office at its part of that place, and goes on with `then`. */
export const office = (tab, then) => async (page) => {
  await places(page)
  await page.locator('.offices button').first().click()
  await page.locator('[role=tab]').nth(tab).click()
  await page.locator('[role=tabpanel] > *').first().waitFor()
  await then?.(page)
}

/** Opens the details of the person of that place among the people of the office, and goes on with `then`. */
export const person = (place, then) =>
  office(1, async (page) => {
    await page.locator('ul button.row').nth(place).click()
    await page.locator('aside .person').waitFor()
    await then?.(page)
  })

/** Opens a dialog of the main screen by its keys. */
export const keys = (combination) => async (page) => {
  await main(page)
  await page.keyboard.press(combination)
  await page.locator('dialog[open]').first().waitFor()
}

/** The place of each source in the list below the ways to the screen. */
export const SOURCES = { clipboard: 0, files: 1, key: 2 }

export const add = (start) => async (page) => {
  await keys('Control+n')(page)
  await page.locator('dialog li button').nth(SOURCES[start]).click()
  await page
    .locator(start === 'clipboard' ? 'dialog [role=combobox], dialog fieldset' : 'dialog textarea')
    .first()
    .waitFor()
}

/** Opens the settings at their section of that place. */
export const settings = (section) => async (page) => {
  await keys('Control+,')(page)
  await page.locator('dialog nav button').nth(section).click()
}

/** Opens what is in the folder for backups. */
export const restore = async (page) => {
  await settings(3)(page)
  await page.locator('dialog section button').nth(2).click()
  await page.locator('dialog dialog li, dialog ~ dialog li').first().waitFor()
}

/** Types a part of a PIN. */
export function digits(typed) {
  return async (page) => {
    await page.locator('.dots span').first().waitFor()
    await page.keyboard.type(typed)
  }
}

export async function addCode(page) {
  await add('clipboard')(page)
  await page.locator('dialog [role=combobox]').fill('Kovács Bt.')
  await page.keyboard.press('Escape')
  await page.locator('dialog .primary').click()
  await page.locator('dialog .digits').waitFor()
}

export async function failedPaste(page) {
  await keys('Control+n')(page)
  await page.locator('dialog li button').nth(SOURCES.clipboard).click()
  await page.locator('dialog .error').waitFor()
}

export async function failedScan(page) {
  await keys('Control+n')(page)
  await page.locator('dialog .tile').first().click()
  await page.locator('dialog .error').waitFor()
}

/** Scans all screens, until the dialog shows `selector`. */
export function scan(selector) {
  return async (page) => {
    await keys('Control+Shift+S')(page)
    await page.locator(`dialog ${selector}`).first().waitFor()
  }
}

export async function markedMenu(page) {
  await main(page)
  await page.keyboard.press('Control+a')
  await page.locator('.middle [role=toolbar] [aria-haspopup=menu]').click()
  await page.locator('[role=menuitem]').first().waitFor()
}

/** Shows every account for Google Authenticator, with those that it does not take. */
export async function transfer(page) {
  await markedMenu(page)
  await page.locator('[role=menuitem]').first().click()
  await page.locator('dialog input').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.locator('dialog li').first().waitFor()
}

/** Opens the file that there is to import, with `password` where it asks for one, until the dialog shows `selector`. */
export function importing(password, selector = '.error') {
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

export async function exporting(page) {
  await main(page)
  await page.keyboard.press('Control+k')
  await page.locator('dialog input').fill('export')
  await page.keyboard.press('Enter')
  await page.locator('dialog input[type=radio][value=computer]').waitFor()
}

export async function picture(page) {
  await page.locator('img').waitFor()
}
