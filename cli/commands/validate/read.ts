/** The files of a validation, from disk and standard input. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { readValidation } from '../../../src/formats/validation/read'
import type { NamedBytes, ReadReply } from '../../../src/formats/validation/types'
import type { ValidationSet } from '../../../src/engine/validate/types'
import type { OptionValues } from '../../describe/options'
import type { Io } from '../../shared/io'
import { noSuchFile } from '../../shared/lines'
import { UsageError } from '../../shared/usage-error'
import { reasonOf } from './places'

const STDIN = '-'

/** @throws UsageError no such file; roles that no column has. EngineError validation/* */
export async function readSet(
  files: readonly string[],
  { map }: Pick<OptionValues, 'map'>,
  io: Io,
): Promise<ReadReply & { readonly set: ValidationSet }> {
  const named: NamedBytes[] = []
  for (const file of files.length === 0 ? [STDIN] : files)
    named.push(
      file === STDIN
        ? { name: 'standard input', bytes: await bytesOf(io) }
        : {
            name: basename(file),
            bytes: await readFile(file).catch((error: unknown) => Promise.reject(unreadable(file, error))),
          },
    )
  const request = { files: named, mapping: map, encoding: null, sheet: null }
  const reply = await readValidation(request, { checkpoint: () => Promise.resolve() })
  const { set, missing, columns } = reply
  if (set !== null) return { ...reply, set }
  const names = columns.map(({ name }) => name).join(', ')
  throw new UsageError(
    `no column is the ${missing.join(', and none the ')}; name it with --map, as in --map ${missing[0]}=COLUMN. Columns: ${names}.`,
  )
}

function unreadable(file: string, error: unknown): UsageError {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return noSuchFile(file)
  if (code === 'EISDIR') return new UsageError(`${file} is a folder: give the files in it.`)
  return new UsageError(`${file} cannot be read: ${reasonOf(error)}.`)
}

async function bytesOf({ stdin }: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stdin) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}
