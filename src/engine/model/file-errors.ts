/** Errors that every source of files has in common. */
import { EngineError } from '../errors'

/** A file has `found` bytes, but `expected` bytes were requested or announced. */
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

/** Runs work that may allocate much memory. @throws EngineError model/out-of-memory in place of a RangeError */
export function allocating<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw outOfMemory(file, error)
  }
}

/** The error itself, or model/out-of-memory if it says that there is no memory. */
export function outOfMemory(file: string, error: unknown): unknown {
  if (!(error instanceof RangeError)) return error
  return new EngineError('model/out-of-memory', `Not enough memory for ${file}: ${error.message}.`, {
    file,
    detail: error.message,
  })
}

/** @throws EngineError model/truncated when the file ends before `end` */
export function checkRange({ name, bytes }: { name: string; bytes: number }, end: number): void {
  if (end > bytes) throw truncated(name, bytes, end)
}
