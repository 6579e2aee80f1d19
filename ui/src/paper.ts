import './styles/tokens.css'
import './styles/base.css'
import { mount } from 'svelte'
import { fakePaperFor } from './lib/backend/fake/address.ts'
import { tauriPaper } from './lib/backend/tauri.ts'
import Paper from './screens/Paper.svelte'

const backend = import.meta.env.MODE === 'production' ? tauriPaper : fakePaperFor(new URLSearchParams(location.search))

mount(Paper, { target: document.body, props: { backend } })
