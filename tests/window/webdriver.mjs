// The little of W3C WebDriver that the tests need, spoken to WebKit's own driver.

import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

/** The keys without a character, as WebDriver names them. */
export const Key = {
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  End: '\uE010',
  Right: '\uE014',
  Down: '\uE015',
  Delete: '\uE017',
  F1: '\uE031',
}

/** Finds the last element of a selector whose name begins with a line: what is over the rest comes last. */
const NAMED = `
  const [selector, name] = arguments
  const nameOf = (element) => element.ariaLabel || element.labels?.[0]?.innerText || element.innerText
  const named = (element) => nameOf(element).trim().split('\\n')[0] === name && element.checkVisibility()
  return [...document.querySelectorAll(selector)].findLast(named)`

/** Polls `probe` until it gives something true; fails with `what` after half a minute, or as many milliseconds. */
export async function until(what, probe, milliseconds = 30_000) {
  const deadline = Date.now() + milliseconds
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

  /** Waits until the window shows `text`, for half a minute, or as many milliseconds. */
  async shows(text, milliseconds) {
    let shown = ''
    const probe = async () => (shown = await this.text()).includes(text)
    await until(`“${text}” in the window`, probe, milliseconds).catch((error) => {
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

  /** Presses the button that is called `name`, as soon as there is one. */
  async choose(name) {
    const button = await until(`a button “${name}”`, () => this.run(NAMED, 'button, summary', name))
    await this.#call('POST', `${this.#session}/element/${button[ELEMENT]}/click`, {})
  }

  /** Marks what is called `name`: one of several, or a box. */
  async mark(name) {
    const label = await until(`a choice “${name}”`, () => this.run(NAMED, 'label', name))
    await this.#call('POST', `${this.#session}/element/${label[ELEMENT]}/click`, {})
  }

  /** Replaces what is in the field of `selector` by `text`. */
  async fill(selector, text) {
    await this.#write(await this.find(selector), text)
  }

  /** Replaces what is in the field that is called `name` by `text`. */
  async fillField(name, text) {
    const field = await until(`a field “${name}”`, () => this.run(NAMED, 'input, textarea', name))
    await this.#write(field[ELEMENT], text)
  }

  /** Chooses `value` in the list that is called `name`. */
  async select(name, value) {
    const list = await until(`a list “${name}”`, () => this.run(NAMED, 'select', name))
    const script = `arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))`
    await this.run(script, list, value)
  }

  /** Types `text` wherever the focus is. */
  async type(text) {
    await this.#keys(
      [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    )
  }

  /** Presses `keys` together, wherever the focus is, and releases them in reverse. */
  async press(...keys) {
    const down = keys.map((value) => ({ type: 'keyDown', value }))
    const up = keys.toReversed().map((value) => ({ type: 'keyUp', value }))
    await this.#keys([...down, ...up])
  }

  async #write(element, text) {
    await this.#call('POST', `${this.#session}/element/${element}/clear`, {})
    await this.#call('POST', `${this.#session}/element/${element}/value`, { text })
  }

  async #keys(actions) {
    await this.#call('POST', `${this.#session}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] })
  }

  async #call(method, path, body) {
    const signal = AbortSignal.timeout(20_000)
    const response = await fetch(this.#address + path, { method, signal, body: body && JSON.stringify(body) })
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
