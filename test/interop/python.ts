/**
 * A Python with the clients of test/interop/requirements.txt: M3SCOPE_PYTHON, python3 or .venv. Without one the tests that
 * need it are skipped, unless M3SCOPE_INTEROP=required.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const VENV = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url))

const has = (path: string, modules: readonly string[]): boolean =>
  spawnSync(path, [
    '-c',
    `import sys, importlib.util as u; sys.exit(not all(map(u.find_spec, ${JSON.stringify(modules)})))`,
  ]).status === 0

/** @returns undefined where there is none; where there must be one, a test fails that says so */
export function pythonWith(modules: readonly string[]): string | undefined {
  const found = [process.env['M3SCOPE_PYTHON'], 'python3', VENV].find(
    (path) => path !== undefined && has(path, modules),
  )
  if (process.env['M3SCOPE_INTEROP'] === 'required')
    it(`has a Python with ${modules.join(', ')}`, () => {
      expect(found, 'M3SCOPE_PYTHON, python3 or .venv with test/interop/requirements.txt').toBeDefined()
    })
  return found
}

/** What a script prints: one JSON, after whatever its libraries say. */
export function pythonJson(python: string, script: string, args: readonly string[]): unknown {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const { status, stdout, stderr } = spawnSync(python, [path, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  expect(status, stderr).toBe(0)
  return JSON.parse(stdout.slice(stdout.indexOf('{')))
}
