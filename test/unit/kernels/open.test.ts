/** Opening the kernels: which build, which memory, and what fails how. */
import { afterAll, describe, expect, it } from 'vitest'
import * as abi from '../../../src/kernels/abi'
import { chooseBinary, unshare } from '../../../src/platform/kernels/binary'
import { openKernels, type KernelsHost } from '../../../src/platform/kernels/kernels'
import { nodeHost, openNodeKernels } from '../../../src/platform/kernels/node'
import { BUILDS, closeAll, openBuild } from '../../kernel-builds'

afterAll(closeAll)

const options = { threads: 1, bytes: 100_000 }

describe('the builds', () => {
  it.each(BUILDS)('%s: has this layout, and works on memory of one thread', async (build) => {
    const kernels = await openBuild(build, 1)
    expect(kernels.functions.abi()).toBe(abi.ABI)
    expect(kernels.info).toMatchObject({
      build,
      threads: 1,
      version: expect.stringMatching(/^\d.*\+abi\d+$/),
    })
    expect(kernels.bytes().buffer).toBeInstanceOf(ArrayBuffer)
  })

  it.each(BUILDS)('%s: memory of several threads is shared', async (build) => {
    const kernels = await openBuild(build, 2)
    expect(kernels.bytes().buffer).toBeInstanceOf(SharedArrayBuffer)
  })

  it('hold no data of their own: JavaScript lays out all of the memory', async () => {
    for (const build of BUILDS) {
      const kernels = await openBuild(build, 1)
      expect(kernels.bytes().every((byte) => byte === 0)).toBe(true)
    }
  })

  it('are small: about 30 kB on the wire', async () => {
    const { gzipSync } = await import('node:zlib')
    for (const build of BUILDS) expect(gzipSync(await nodeHost.read(build)).byteLength).toBeLessThan(30_000)
  })

  it('plain where relaxed SIMD is unknown', async () => {
    const plain = await nodeHost.read('plain')
    const chosen = await chooseBinary(async (build) => (build === 'plain' ? plain : new Uint8Array([0])))
    expect(chosen.build).toBe('plain')
  })

  it('neither: a browser without SIMD', async () => {
    const host: KernelsHost = { ...nodeHost, read: async () => new Uint8Array([0]) }
    await expect(openKernels(host, options)).rejects.toMatchObject({ code: 'encoder/no-simd' })
  })

  it('a file that is not there is named', async () => {
    const read = () => nodeHost.read('none' as 'plain')
    await expect(openKernels({ ...nodeHost, read }, options)).rejects.toMatchObject({
      code: 'encoder/missing',
      values: { file: 'none.wasm' },
    })
  })

  it('without a memory to import is no kernels', () => {
    expect(() => unshare(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]))).toThrow(TypeError)
  })
})

describe('memory', () => {
  it('grows, keeps its contents, and is as before where it cannot grow', async () => {
    for (const threads of [1, 2]) {
      const kernels = await openBuild('plain', threads)
      kernels.bytes()[5000] = 7
      kernels.grow(1_000_000)
      expect(kernels.bytes().byteLength).toBeGreaterThanOrEqual(1_000_000)
      expect(kernels.bytes()[5000]).toBe(7)
      const before = kernels.bytes().byteLength
      kernels.grow(10)
      expect(() => kernels.grow(2 ** 33)).toThrow(expect.objectContaining({ code: 'run/out-of-memory' }))
      expect(kernels.bytes().byteLength).toBe(before)
      expect(kernels.bytes()[5000]).toBe(7)
    }
  })

  it('that is not there at all is an error of its own', async () => {
    await expect(openNodeKernels({ threads: 1, bytes: 2 ** 33 })).rejects.toMatchObject({
      code: 'run/out-of-memory',
    })
  })
})

describe('threads', () => {
  it('that do not start end the others too', async () => {
    const ended: number[] = []
    const start: KernelsHost['start'] = async ({ thread }) => {
      if (thread === 2) throw new Error('no more workers')
      return { terminate: () => void ended.push(thread) }
    }
    const kernels = await openKernels({ ...nodeHost, start }, { threads: 4, bytes: 100_000 })
    await expect(kernels.serve(4096)).rejects.toMatchObject({
      code: 'encoder/thread-lost',
      values: { detail: expect.stringContaining('no more workers') },
    })
    expect(ended).toEqual([1, 3])
  })

  it('may be ended twice', async () => {
    const kernels = await openBuild('plain', 2)
    kernels.close()
    kernels.close()
  })
})
