import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { chromium } from 'playwright-core'
import { OUT } from './build.mjs'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** The host of the pages. Nothing listens there: the files come from the disk. */
const HOST = 'http://keyrack.test'

/** What nobody chose otherwise. */
export const PLAIN = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' }

/** The policy that the window really has, without the program's own addresses. */
const policy = await readPolicy()

/** Opens the browser of the tests. */
export function open() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS })
}

/**
 * A page that shows a build. `faults` collects whatever went wrong in it: errors, and what the policy refused.
 */
export async function newPage(browser, { build = 'fake', width = 1280, height = 800, ...settings } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB', ...settings })
  await context.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url())
    const body = await readFile(`${OUT}${build}${pathname}`).catch(() => undefined)
    if (!body) return route.fulfill({ status: 404 })
    const headers = { 'content-type': TYPES[extname(pathname)] ?? 'text/plain', 'content-security-policy': policy }
    return route.fulfill({ body, headers })
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const faults = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon')) faults.push(message.text())
  })
  return Object.assign(page, { faults })
}

/**
 * Gives pages out one after the other, each as if it were new: to open one takes longer than most of what is looked at in
 * it. One in which something failed is not used again.
 */
export function pages(browser, { width = 1280, height = 800, ...settings } = {}) {
  const free = []
  return async function onPage(look) {
    const page = free.pop() ?? (await newPage(browser, { width, height, ...settings }))
    page.faults.length = 0
    await page.setViewportSize({ width, height })
    await page.emulateMedia(PLAIN)
    try {
      await look(page)
      assert.deepEqual(page.faults, [])
    } catch (error) {
      await page.context().close()
      throw error
    }
    free.push(page)
  }
}

/** Shows the page of an address such as `?state=locked`, and waits until it has drawn itself. */
export async function show(page, address, file = 'index.html') {
  await page.goto(`${HOST}/${file}${address}`)
  await page.locator('main:visible').first().waitFor()
  await settled(page)
}

/** Waits until fonts are there and nothing moves. */
export async function settled(page) {
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})))
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  })
}

async function readPolicy() {
  const config = JSON.parse(await readFile(new URL('../../tauri.conf.json', import.meta.url), 'utf8'))
  return Object.entries(config.app.security.csp)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ')
}
