import './styles/tokens.css'
import './styles/base.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { fakeFor } from './lib/backend/fake/address.ts'
import { tauri } from './lib/backend/tauri.ts'
import { setLanguage } from './lib/words.svelte.ts'

// `npm run dev` and the tests of the screens show the window in a browser; the built program holds no fake.
const backend = import.meta.env.MODE === 'production' ? tauri : fakeFor(new URLSearchParams(location.search))

// Its words are there before the window is.
await setLanguage(null)
mount(App, { target: document.body, props: { backend } })
