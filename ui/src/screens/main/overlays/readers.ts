import type { Backend } from '../../../lib/backend/backend.ts'
import type { MainModel } from '../main-model.svelte.ts'

/** Who will see accounts after a move and did not before, and who no longer will, by name. */
export interface Change {
  gain: string[]
  lose: string[]
}

/** The most accounts that are asked for one by one. */
const MOST = 60

/**
 * What a move of accounts to the folder `to` changes about who sees them; to a new folder, where there is no `to`, nobody
 * else does. Not to know it is no error.
 */
export async function readersOf(model: MainModel, accounts: string[], to: string | undefined): Promise<Change | undefined> {
  const { backend } = model
  try {
    const folders = new Set<string>()
    for (const account of accounts.slice(0, MOST)) folders.add(await folderOf(model, account))
    const after = to === undefined ? new Map<string, string>() : await othersIn(backend, to)
    const before = new Map<string, string>()
    let everywhere: Map<string, string> | undefined
    for (const folder of folders) {
      const others = await othersIn(backend, folder)
      for (const [id, name] of others) before.set(id, name)
      everywhere = new Map([...(everywhere ?? others)].filter(([id]) => others.has(id)))
    }
    return {
      // Whoever sees only some of them now will see more.
      gain: [...after].filter(([id]) => !everywhere?.has(id)).map(([, name]) => name),
      lose: [...before].filter(([id]) => !after.has(id)).map(([, name]) => name),
    }
  } catch {
    return undefined
  }
}

async function folderOf(model: MainModel, account: string): Promise<string> {
  if (model.account?.id === account) return model.account.folder.id
  const row = model.listing.items.find((row) => row.account === account)
  return (row ?? (await model.backend.ask({ ask: 'account', account }))).folder.id
}

/** Everybody else who reads a folder: names by office and member. */
async function othersIn(backend: Backend, folder: string): Promise<Map<string, string>> {
  const { office, readers } = await backend.ask({ ask: 'sharing', folder })
  return new Map(readers.filter(({ you }) => !you).map(({ member, name }) => [`${office?.id ?? ''} ${member}`, name]))
}
