// The little of W3C WebDriver that the tests need, spoken to WebKit's own driver.

import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

export const Key = { Enter: '\uE007', Control: '\uE009', Escape: '\uE00C', Down: '\uE015', Up: '\uE013' }

/** Polls `probe` until it gives something true; fails with `what` after half a minute. */
export async function until(what, probe) {
  const deadline = Date.now() + 30_000
  for (;;) {
    const found = await probe()
    if (found) return found
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** A web view that is open, driven through WebKitWebDriver. It ends when the keeper or a person ends it. */
export class Window {
  #driver
  #address
  #session

  /** Takes hold of the web view whose inspector listens at `port`, as soon as it does. */
  static async at(port) {
    const window = new Window()
    const driverPort = await freePort()
    window.#address = `http://127.0.0.1:${driverPort}`
    window.#driver = spawn('WebKitWebDriver', [`--port=${driverPort}`, `--target=127.0.0.1:${port}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    try {
      await until('WebKitWebDriver', () => window.#call('GET', '/status').catch(() => undefined))
      const { sessionId } = await until('a session', () =>
        window.#call('POST', '/session', { capabilities: { alwaysMatch: {} } }).catch(() => undefined),
      )
      window.#session = `/session/${sessionId}`
      return window
    } catch (error) {
      window.release()
      throw error
    }
  }

  /** Lets go of the web view, which stays as it is or has ended. */
  release() {
    this.#driver.kill()
  }

  /** What the function body `script` returns in the page. */
  run(script, ...args) {
    return this.#call('POST', `${this.#session}/execute/sync`, { script, args })
  }

  /** What the promise that `script` returns in the page comes to. */
  runAsync(script) {
    const wrapped = `const done = arguments[0]; (async () => { ${script} })().then(done, (e) => done(String(e)))`
    return this.#call('POST', `${this.#session}/execute/async`, { script: wrapped, args: [] })
  }

  /** The whole text that the window shows. */
  text() {
    return this.run('return document.body.innerText')
  }

  /** Waits until the window shows `text`. */
  async shows(text) {
    let shown = ''
    const probe = async () => (shown = await this.text()).includes(text)
    await until(`“${text}” in the window`, probe).catch((error) => {
      throw new Error(`${error.message}, which shows:\n${shown}`)
    })
  }

  /** Waits for the element of `selector`. */
  find(selector) {
    return until(selector, async () => {
      const using = { using: 'css selector', value: selector }
      const found = await this.#call('POST', `${this.#session}/element`, using).catch(() => undefined)
      return found?.[ELEMENT]
    })
  }

  async click(selector) {
    await this.#call('POST', `${this.#session}/element/${await this.find(selector)}/click`, {})
  }

  /** Replaces what is in the field of `selector` by `text`. */
  async fill(selector, text) {
    const element = `${this.#session}/element/${await this.find(selector)}`
    await this.#call('POST', `${element}/clear`, {})
    await this.#call('POST', `${element}/value`, { text })
  }

  /** Presses `keys` together, wherever the focus is, and releases them in reverse. */
  async press(...keys) {
    const down = keys.map((value) => ({ type: 'keyDown', value }))
    const up = keys.toReversed().map((value) => ({ type: 'keyUp', value }))
    const actions = [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }]
    await this.#call('POST', `${this.#session}/actions`, { actions })
  }

  /** Saves a picture of the page as the PNG `file`. */
  async screenshot(file) {
    const png = await this.#call('GET', `${this.#session}/screenshot`)
    await writeFile(file, png, 'base64')
  }

  async #call(method, path, body) {
    const response = await fetch(this.#address + path, { method, body: body && JSON.stringify(body) })
    const { value } = await response.json()
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`)
    return value
  }
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
