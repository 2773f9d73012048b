/**
 * Writes docs/exports.md: every export of a manifest, and what the engine makes of it.
 *
 *     python scripts/exports/make_exports.py             # the exports; its head says what to install
 *     node_modules/.bin/tsx scripts/exports/table.ts [FOLDER]   # /tmp/exports-all
 */
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { formatted } from '../format'
import { document, type Row } from './document'
import { readManifest } from './try-export'
import type { Tried } from './types'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TABLE = `${ROOT}docs/exports.md`
/** A process loads so many exports one after the other, then it is replaced: the runtime's heap never shrinks. */
const CHUNK = 20
/** Milliseconds. A load takes about 0.2 s on an idle machine. */
const TIMEOUT = 300_000

/** After such an error the runtime may be broken: what fails then is tried again in a process of its own. */
const CRASH = /abort|memory|unreachable|out of bounds/i

/** @returns what the process printed; fewer lines than names if it died */
function tryIn(folder: string, names: readonly string[]): Promise<Tried[]> {
  return new Promise((resolve, reject) => {
    const rows: Tried[] = []
    const process_ = spawn(
      `${ROOT}node_modules/.bin/tsx`,
      [`${ROOT}scripts/exports/try-export.ts`, folder, ...names],
      { stdio: ['ignore', 'pipe', 'inherit'], timeout: TIMEOUT },
    )
    createInterface({ input: process_.stdout }).on('line', (line) => {
      if (line.startsWith('{"name"')) rows.push(JSON.parse(line) as Tried)
    })
    process_.on('error', reject)
    process_.on('close', () => resolve(rows))
  })
}

async function tryAll(folder: string, names: readonly string[]): Promise<Map<string, Tried>> {
  const rows = new Map<string, Tried>()
  for (let begin = 0; begin < names.length; begin += CHUNK) {
    const chunk = names.slice(begin, begin + CHUNK)
    let hasCrashed = false
    const again: string[] = []
    for (const row of await tryIn(folder, chunk)) {
      rows.set(row.name, row)
      if (row.error && hasCrashed) again.push(row.name)
      hasCrashed ||= CRASH.test(row.error?.message ?? '')
    }
    for (const name of chunk.filter((one) => !rows.has(one) || again.includes(one))) {
      const [row] = await tryIn(folder, [name])
      const error = { code: 'none', message: 'the process died, or did not end' }
      rows.set(name, row ?? { name, error })
    }
    console.error(`${Math.min(begin + CHUNK, names.length)} of ${names.length}`)
  }
  return rows
}

const folder = process.argv[2] ?? '/tmp/exports-all'
const manifest = readManifest(folder)
const tried = await tryAll(
  folder,
  manifest.filter(({ failed }) => failed === undefined).map(({ name }) => name),
)
const rows = manifest.map((made): Row => ({ made, tried: tried.get(made.name) ?? null }))
// All that was found, for those who look into a row.
await writeFile(
  `${folder}/tried.jsonl`,
  [...tried.values()].map((row) => `${JSON.stringify(row)}\n`).join(''),
)
await writeFile(TABLE, await formatted(TABLE, document(rows)))
