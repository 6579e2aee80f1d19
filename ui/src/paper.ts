import './styles/tokens.css'
import './styles/base.css'
import { mount } from 'svelte'
import { fakePaperFor } from './lib/backend/fake/address.ts'
import { tauriPaper } from './lib/backend/tauri.ts'
import { setLanguage } from './lib/words.svelte.ts'
import Paper from './screens/Paper.svelte'

const backend = import.meta.env.MODE === 'production' ? tauriPaper : fakePaperFor(new URLSearchParams(location.search))

// Its words are there before the window is.
await setLanguage(null)
mount(Paper, { target: document.body, props: { backend } })
