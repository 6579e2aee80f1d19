import './styles/tokens.css'
import './styles/base.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { fakeFor } from './lib/backend/fake/address.ts'
import { tauri } from './lib/backend/tauri.ts'
import { setLanguage } from './lib/words.svelte.ts'

// `npm run dev` and the tests of the screens show the window in a browser; the built program holds no fake.
const address = new URLSearchParams(location.search)
const backend = import.meta.env.MODE === 'production' ? tauri : fakeFor(address)

// Its words are there before the window is.
await setLanguage(null)
if (import.meta.env.MODE !== 'production' && address.has('steps')) {
  const { default: Stage } = await import('./screens/office/steps/Stage.svelte')
  mount(Stage, { target: document.body, props: { backend, address } })
} else mount(App, { target: document.body, props: { backend } })
