/** Where a validation writes: looked at before a model loads, so that no run of hours ends at a typing error. */
import { mkdir, open, realpath, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { EngineError } from '../../../src/engine/errors'
import { saidBy } from '../../../src/engine/detail-words'
import type { OptionValues } from '../../describe/options'
import { UsageError } from '../../shared/usage-error'

type Options = Pick<OptionValues, 'out' | 'report'>

/** What is being written; it gets its name when it is whole. */
export const partOf = (path: string): string => `${path}.part`

/** @throws UsageError a place that cannot be written, or that is a file of the input */
export async function checkPlaces({ out, report }: Options, files: readonly string[]): Promise<void> {
  const inputs = new Map<string, string>()
  for (const file of files) if (file !== '-') inputs.set(await placeOf(file), file)
  const places: string[] = []
  for (const [flag, path] of [['--out', out] as const, ['--report', report] as const]) {
    if (path === null) continue
    const place = await placeOf(path)
    if (inputs.has(place)) throw new UsageError(`${flag} ${path} is a file of the input; give another name.`)
    if (places.includes(place)) throw new UsageError(`--out and --report are the same file: ${path}.`)
    places.push(place)
    await checkPlace(flag, path)
  }
}

async function checkPlace(flag: string, path: string): Promise<void> {
  const refuse = (why: string) => new UsageError(`${flag}: ${path} cannot be written: ${why}.`)
  if (await isFolder(path)) throw refuse('it is a folder; give the name of a file in it')
  const folder = dirname(resolve(path))
  const found = await isFolder(folder)
  if (found === null) throw refuse(`there is no folder ${folder}`)
  if (!found) throw refuse(`${folder} is not a folder`)
  // Permissions alone do not say it: the file system may be read-only, or not one for files.
  // A name of its own: another run may be writing this file.
  const probe = partOf(`${path}.${process.pid}`)
  try {
    await (await open(probe, 'wx')).close()
    await rm(probe, { force: true })
  } catch (error) {
    throw refuse(reasonOf(error))
  }
}

/** Null: there is nothing. */
async function isFolder(path: string): Promise<boolean | null> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return null
  }
}

/** The same for all names of one file. */
async function placeOf(path: string): Promise<string> {
  const whole = resolve(path)
  try {
    return await realpath(whole)
  } catch {
    const folder = await realpath(dirname(whole)).catch(() => dirname(whole))
    return join(folder, basename(whole))
  }
}

/** Why the file system refuses. */
export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EPERM') return 'no permission'
  if (code === 'EROFS') return 'the file system is read-only'
  return saidBy(error)
}

/**
 * Makes the folder of a checkpoint. Folder by folder: Node's recursive mkdir never ends where the file system refuses with
 * "no such file", as /proc does.
 * @throws EngineError validation/checkpoint
 */
export async function makeCheckpoint(folder: string): Promise<void> {
  const missing: string[] = []
  let at = resolve(folder)
  for (; (await isFolder(at)) === null && dirname(at) !== at; at = dirname(at)) missing.unshift(at)
  try {
    if ((await isFolder(at)) === false) throw new Error(`${at} is not a folder`)
    for (const each of missing) await mkdir(each).catch(unlessThere)
    const probe = join(resolve(folder), `.writable-${process.pid}`)
    await (await open(probe, 'w')).close()
    await rm(probe, { force: true })
  } catch (error) {
    const detail = reasonOf(error)
    throw new EngineError('validation/checkpoint', `The checkpoint ${folder} cannot be used: ${detail}`, {
      folder,
      detail,
    })
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
