import { fireEvent, render, screen } from '@testing-library/svelte'
import { beforeEach, expect, test, vi } from 'vitest'
import App from './App.svelte'
import { failure, fake, PASSWORD, type Start } from './lib/backend/fake.ts'
import { setLanguage } from './lib/words.svelte.ts'

beforeEach(() => setLanguage('en'))

const search = () => screen.findByRole('combobox', { name: 'Search' })

test('the password opens the list, and the search field has the focus', async () => {
  render(App, { backend: fake({ state: 'locked' }) })
  await fireEvent.input(await screen.findByLabelText('Password'), { target: { value: PASSWORD } })
  await fireEvent.click(screen.getByRole('button', { name: 'Unlock' }))
  expect(document.activeElement).toBe(await search())
})

test('when the vault was locked from elsewhere, the lock screen appears, and no name stays', async () => {
  const backend = fake({ state: 'unlocked' })
  render(App, { backend })
  await screen.findAllByText('Kovács Bt.')
  await backend.ask({ ask: 'lock' })
  await fireEvent.input(await search(), { target: { value: 'x' } })
  expect(await screen.findByLabelText('Password')).toBeTruthy()
  expect(document.body.textContent).not.toContain('Kovács')
})

test('the window takes the language and the theme of the settings, also when they change', async () => {
  const backend = fake({ state: 'unlocked', settings: { language: 'hu', theme: 'dark' } })
  render(App, { backend })
  expect(await screen.findByRole('combobox', { name: 'Keresés' })).toBeTruthy()
  expect(document.documentElement.lang).toBe('hu')
  expect(document.documentElement.dataset.theme).toBe('dark')
  await backend.ask({ ask: 'change_settings', changes: { language: 'en', theme: 'system' } })
  expect(await search()).toBeTruthy()
  expect(document.documentElement.dataset.theme).toBeUndefined()
})

test('when the program does not answer, the window says so calmly and can try again', async () => {
  const backend = fake({ state: 'unlocked' })
  backend.fail('state', failure('unexpected'))
  render(App, { backend })
  expect(await screen.findByText(/Your codes are safe/)).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await search()).toBeTruthy()
})

test('the program hears of somebody at work once in a while, not with each key', async () => {
  const backend = fake({ state: 'unlocked' })
  render(App, { backend })
  await search()
  const ask = vi.spyOn(backend, 'ask')
  for (const key of ['a', 'b', 'c']) await fireEvent.keyDown(document.body, { key })
  expect(ask.mock.calls.filter(([request]) => request.ask === 'active')).toHaveLength(1)
})

test('a lock screen that is there already learns that a change was lost', async () => {
  const lost: Start = { state: 'locked', unsavedLost: false }
  const backend = fake(lost)
  render(App, { backend })
  await screen.findByLabelText('Password')
  lost.unsavedLost = true
  backend.tell({ event: 'unsaved_lost' })
  expect(await screen.findByText(/The last changes were not saved/)).toBeTruthy()
})
