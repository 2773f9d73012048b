/** The binaries, and which of them an engine can run. */
import { EngineError } from '../../engine/errors'
import type { KernelInfo } from '../../engine/encoder/ports'

export type Build = KernelInfo['build']

/** With relaxed SIMD where the engine has it: twice as fast. */
const BUILDS: readonly Build[] = ['relaxed', 'plain']

const IMPORTS = 2
const KIND = { function: 0, table: 1, memory: 2, global: 3 }
const HEADER = 8
/** Of a memory's limits. */
const SHARED = 2

/**
 * @param read the file's bytes
 * @throws EngineError encoder/no-simd, and what `read` throws
 */
export async function chooseBinary(read: (build: Build) => Promise<Uint8Array<ArrayBuffer>>) {
  for (const build of BUILDS) {
    const bytes = await read(build)
    if (WebAssembly.validate(bytes)) return { build, bytes }
  }
  throw new EngineError('encoder/no-simd', 'This engine runs no WebAssembly SIMD.')
}

/**
 * The same binary for a memory that is not shared: where pages are not isolated there is no other. Atomic instructions work
 * on it too, for one thread.
 */
export function unshare(binary: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = flagsOfMemory(binary)
  const copy = binary.slice()
  copy[at]! &= ~SHARED
  return copy
}

/** Where the limits of the imported memory begin. */
function flagsOfMemory(binary: Uint8Array): number {
  let at = HEADER
  const byte = () => binary[at++]!
  const number = () => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const next = byte()
      value += (next & 0x7f) * 2 ** shift
      if (next < 0x80) return value
    }
  }
  while (at < binary.length) {
    const section = byte()
    const size = number()
    const end = at + size
    if (section !== IMPORTS) {
      at = end
      continue
    }
    for (let count = number(); count > 0; count--) {
      for (let name = 0; name < 2; name++) {
        const length = number()
        at += length
      }
      const kind = byte()
      if (kind === KIND.memory) return at
      if (kind !== KIND.function) break // the kernels import no others
      number()
    }
    break
  }
  throw new TypeError('The kernels import no memory.')
}
