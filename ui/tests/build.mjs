// Builds the user interface three times: as it ships; with the fake program behind it; and so in a language that no
// person speaks, whose words are longer than those of any that people do.
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { pseudoWords } from './pseudo.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
export const OUT = fileURLToPath(new URL('../../target/screens/', import.meta.url))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await variant('shipped', 'production')
  await variant('fake', 'screens')
  await variant('pseudo', 'screens', [pseudoWords()])
}

function variant(name, mode, plugins = []) {
  return build({ root, mode, plugins, logLevel: 'warn', build: { outDir: `${OUT}${name}`, emptyOutDir: true } })
}
