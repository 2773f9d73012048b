/**
 * Scores of pairs in a file that only grows: key, three doubles, check. A record is found by what makes its numbers (model, settings,
 * both texts), so a file may serve several runs, and one that was cut at any byte is good up to there.
 */
import { createHash } from 'node:crypto'
import { open, readFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineError } from '../../../src/engine/errors'
import { saidBy } from '../../../src/engine/detail-words'
import type { HeadName } from '../../../src/engine/validate/types'
import { makeCheckpoint } from './places'

const KEY = 32
const CHECK = 8
const RECORD = KEY + 24 + CHECK

type Scores = Readonly<Record<HeadName, number>>

export class ScoreFile {
  private waiting: Buffer[] = []

  private constructor(
    private readonly file: FileHandle,
    private readonly known: ReadonlyMap<string, Scores>,
    private readonly numbers: string,
  ) {}

  /**
   * @param numbers numbersKey of the model and the settings
   * @throws EngineError validation/checkpoint
   */
  static async open(folder: string, numbers: string): Promise<ScoreFile> {
    await makeCheckpoint(folder)
    const path = join(folder, 'scores.bin')
    try {
      const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return Buffer.alloc(0)
        throw error
      })
      const { known, length } = recordsOf(bytes)
      const file = await open(path, 'a')
      // What a killed run wrote of its last record would shift all that follow.
      if (length < bytes.length) await file.truncate(length)
      return new ScoreFile(file, known, numbers)
    } catch (error) {
      const detail = saidBy(error)
      throw new EngineError('validation/checkpoint', `The checkpoint ${folder} cannot be used: ${detail}`, {
        folder,
        detail,
      })
    }
  }

  get(query: string, document: string): Scores | undefined {
    return this.known.get(this.keyOf(query, document).toString('latin1'))
  }

  add(query: string, document: string, { dense, sparse, colbert }: Scores): void {
    const record = Buffer.alloc(RECORD)
    this.keyOf(query, document).copy(record)
    for (const [at, value] of [dense, sparse, colbert].entries()) record.writeDoubleLE(value, KEY + 8 * at)
    checkOf(record).copy(record, RECORD - CHECK)
    this.waiting.push(record)
  }

  async flush(): Promise<void> {
    const records = this.waiting
    this.waiting = []
    if (records.length > 0) await this.file.appendFile(Buffer.concat(records))
  }

  async close(): Promise<void> {
    await this.flush()
    await this.file.close()
  }

  private keyOf(query: string, document: string): Buffer {
    const hash = createHash('sha256')
    for (const part of [this.numbers, query, document]) hash.update(`${part.length}:`).update(part, 'utf16le')
    return hash.digest()
  }
}

const checkOf = (record: Buffer): Buffer =>
  createHash('sha256')
    .update(record.subarray(0, RECORD - CHECK))
    .digest()
    .subarray(0, CHECK)

function recordsOf(bytes: Buffer) {
  const known = new Map<string, Scores>()
  let at = 0
  for (; at + RECORD <= bytes.length; at += RECORD) {
    const record = bytes.subarray(at, at + RECORD)
    if (!checkOf(record).equals(record.subarray(RECORD - CHECK))) continue
    const double = (place: number) => record.readDoubleLE(KEY + 8 * place)
    known.set(record.toString('latin1', 0, KEY), { dense: double(0), sparse: double(1), colbert: double(2) })
  }
  return { known, length: at }
}
