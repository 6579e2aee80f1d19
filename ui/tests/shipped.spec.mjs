import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { OUT } from './build.mjs'

/** What only the fake has: its password, its clients, its key. */
const MARKS = ['correct horse', 'aegis-export-20261120', 'Kiskunfélegyházi', 'AGE-SECRET-KEY-1QQQQ']

test('the fake is not in what ships, and is in what is tested', async () => {
  for (const mark of MARKS) {
    assert.ok((await text('fake')).includes(mark), `the tested build has “${mark}”`)
    assert.ok(!(await text('shipped')).includes(mark), `the shipped build has not “${mark}”`)
  }
})

test('what ships asks nothing of the network and runs nothing that was text', async () => {
  const shipped = await text('shipped')
  assert.doesNotMatch(shipped, /\beval\(|new Function\(|<script>|<style>|\sstyle="/)
  assert.doesNotMatch(shipped, /\bfetch\(["'`]https?:|new WebSocket|navigator\.sendBeacon/)
})

async function text(build) {
  const files = await readdir(`${OUT}${build}`, { recursive: true, withFileTypes: true })
  const texts = files
    .filter((file) => file.isFile() && /\.(js|css|html)$/.test(file.name))
    .map((file) => readFile(`${file.parentPath ?? file.path}/${file.name}`, 'utf8'))
  return (await Promise.all(texts)).join('\n')
}
