import { describe, expect, test } from 'vitest'
import tokens from './tokens.css?raw'

const styles = import.meta.glob<string>('../**/*.{css,svelte}', { query: '?raw', import: 'default', eager: true })

describe('no colour and no size is named outside the tokens', () => {
  const others = Object.entries(styles).filter(([path]) => !path.endsWith('tokens.css'))

  test.each(others)('%s', (path, text) => {
    const css = path.endsWith('.css') ? text : (/<style>([^]*)<\/style>/.exec(text)?.[1] ?? '')
    // What asks for the size of the window cannot use a token.
    const plain = css.replace(/\/\*[^]*?\*\/|@(media|container)[^{]*/g, '')
    expect(plain.match(/#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)a?\(|\b\d*\.?\d+(px|rem|ms|s)\b/gi)).toBeNull()
  })
})

describe('what is read can be told from what is behind it', () => {
  const themes = { light: 0, dark: 1 } as const
  const grounds = ['paper', 'sunken', 'raised', 'hover', 'chosen']
  const clients = [...tokens.matchAll(/--(client-\w+):/g)].map((match) => match[1]!)

  test('there are ten colours of clients', () => {
    expect(clients).toHaveLength(10)
  })

  describe.each(Object.keys(themes) as (keyof typeof themes)[])('%s', (theme) => {
    const of = (name: string) => colour(name, themes[theme])

    test.each(grounds)('codes on %s', (ground) => {
      expect(contrast(of('ink'), of(ground))).toBeGreaterThanOrEqual(7)
    })

    test.each(grounds)('quiet text on %s', (ground) => {
      expect(contrast(of('ink-2'), of(ground))).toBeGreaterThanOrEqual(4.5)
    })

    test.each(clients)('%s on paper and in a message', (client) => {
      expect(contrast(of(client), of('paper'))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(of(client), of('raised'))).toBeGreaterThanOrEqual(4.5)
    })

    test.each([
      ['on-accent', 'accent'],
      ['on-accent', 'accent-hover'],
      ['accent', 'paper'],
      ['accent', 'accent-soft'],
      ['danger', 'paper'],
      ['danger', 'danger-soft'],
      ['ink', 'danger-soft'],
      ['warning', 'paper'],
      ['warning', 'warning-soft'],
      ['ink', 'warning-soft'],
    ])('%s on %s', (ink, ground) => {
      expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(4.5)
    })

    test('the edge of a field', () => {
      expect(contrast(of('edge'), of('paper'))).toBeGreaterThanOrEqual(3)
    })
  })
})

/** The red, green and blue of a token, from 0 to 255. */
function colour(name: string, theme: number): number[] {
  const both = new RegExp(`--${name}: light-dark\\(#(\\w{6}), #(\\w{6})\\)`).exec(tokens)
  return (both?.[theme + 1]?.match(/../g) ?? []).map((part) => parseInt(part, 16))
}

/** The contrast of two colours by WCAG 2.2, from 1 to 21. */
function contrast(a: number[], b: number[]): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(rgb: number[]): number {
  const [r, g, b] = rgb.map((part) => {
    const value = part / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
