import './styles/tokens.css'
import './styles/base.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { fake } from './lib/backend/fake.ts'
import { tauri } from './lib/backend/tauri.ts'

// `npm run dev` shows the window in a browser; the built program holds no fake.
mount(App, { target: document.body, props: { backend: import.meta.env.DEV ? fake() : tauri } })
