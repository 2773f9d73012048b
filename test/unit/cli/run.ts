/** The terminal in a process of its own. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

export function cli(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/m3scope.mjs', ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 29,
  })
  return {
    status,
    stdout,
    stderr,
    /** Of JSON Lines; `certify` writes one JSON over several lines. */
    get lines(): readonly Record<string, unknown>[] {
      return stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    },
  }
}

export const jsonl = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row) + '\n').join('')
