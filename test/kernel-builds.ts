/** Kernels of either build in Node, for tests. */
import { setFlagsFromString } from 'node:v8'
import type { Kernels } from '../src/engine/encoder/ports'
import type { Build } from '../src/platform/kernels/binary'
import { openKernels, type KernelsHost } from '../src/platform/kernels/kernels'
import { nodeHost } from '../src/platform/kernels/node'

export const BUILDS: readonly Build[] = ['relaxed', 'plain']

const opened: Kernels[] = []
const RELAXED = 'experimental-wasm-relaxed-simd'
let isSwitchedOn = false

/** One of the two builds, whatever this Node would choose. */
export async function openBuild(
  build: Build,
  threads: number,
  start: KernelsHost['start'] = nodeHost.start,
): Promise<Kernels> {
  // Node 20 knows these instructions, but has them switched off.
  if (build === 'relaxed' && !WebAssembly.validate(await nodeHost.read('relaxed'))) {
    setFlagsFromString(`--${RELAXED}`)
    isSwitchedOn = true
  }
  const read: typeof nodeHost.read = async (which) =>
    which === build ? nodeHost.read(which) : new Uint8Array()
  const kernels = await openKernels({ ...nodeHost, read, start }, { threads, bytes: 65_536 })
  opened.push(kernels)
  return kernels
}

/** Of a test file, after its tests. The next file of this process gets the build that this Node would choose. */
export function closeAll(): void {
  for (const kernels of opened.splice(0)) kernels.close()
  if (isSwitchedOn) setFlagsFromString(`--no-${RELAXED}`)
  isSwitchedOn = false
}
