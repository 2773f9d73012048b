/** What every source of files may have to say. */
import { EngineError } from '../errors'

/** A file has `found` bytes where `expected` were asked for or announced. */
export const truncated = (file: string, found: number, expected: number) =>
  new EngineError('model/truncated', `${file} has ${found} bytes, expected ${expected}.`, {
    file,
    found,
    expected,
  })

export const otherHash = (file: string, found: string, expected: string) =>
  new EngineError('model/hash-mismatch', `${file} has SHA-256 ${found}, expected ${expected}.`, {
    file,
    found,
    expected,
  })

/** Runs what may allocate much. @throws EngineError model/out-of-memory in place of a RangeError */
export function allocating<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw outOfMemory(file, error)
  }
}

/** The error itself unless it says that there is no memory. */
export function outOfMemory(file: string, error: unknown): unknown {
  if (!(error instanceof RangeError)) return error
  return new EngineError('model/out-of-memory', `There is no memory for ${file}: ${error.message}.`, {
    file,
    detail: error.message,
  })
}

/** @throws EngineError model/truncated when the file ends before `end` */
export function checkRange({ name, bytes }: { name: string; bytes: number }, end: number): void {
  if (end > bytes) throw truncated(name, bytes, end)
}
