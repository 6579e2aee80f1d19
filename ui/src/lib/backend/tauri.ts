import { Channel, invoke } from '@tauri-apps/api/core'
import type { Answers, Backend, Event, PaperAnswers, PaperBackend } from './backend.ts'

/** The program itself, behind the main window. */
export const tauri: Backend = {
  ask: <Name extends keyof Answers>(request: object) => invoke<Answers[Name]>('ask', bytes(request)),
  follow(listener) {
    listeners.add(listener)
    channel ??= follow()
    return () => listeners.delete(listener)
  },
}

/** The program itself, behind the paper window. */
export const tauriPaper: PaperBackend = {
  async ask<Name extends keyof PaperAnswers>(request: object) {
    const answer: unknown = await invoke('ask', bytes(request))
    // The one answer that is not JSON is the picture.
    const view = answer instanceof ArrayBuffer ? new Blob([answer], { type: 'image/png' }) : answer
    return view as PaperAnswers[Name]
  },
  appear() {
    // A window appears once its page follows; no event is meant for this one.
    channel ??= follow()
  },
}

const listeners = new Set<(event: Event) => void>()

/** The window follows the program once, however many listen. */
let channel: Channel<Event> | undefined

function follow(): Channel<Event> {
  const channel = new Channel<Event>((event) => {
    for (const listener of listeners) listener(event)
  })
  void invoke('follow', { channel })
  return channel
}

/** The window program passes requests on unread; so they go as bytes. */
function bytes(request: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(request))
}
