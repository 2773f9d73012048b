/** Files of torch.save in every form in which it keeps a linear layer (test/models/make-loading.py), and damaged ones. */
import { readFileSync } from 'node:fs'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { linearFrom } from '../../../src/engine/model/headfiles/linear'
import { openTensors, tensorsIn } from '../../../src/engine/model/headfiles/read'
import { MOST_UNPACKED } from '../../../src/engine/model/headfiles/zip'

const file = (name: string) => new Uint8Array(readFileSync(`test/models/loading/${name}.pt`))
const WEIGHT = Float32Array.from({ length: 24 }, (_, i) => i / 8 - 1)
const BIAS = Float32Array.of(0, 0.25, 0.5)
const layerIn = async (bytes: Uint8Array, name = 'colbert_linear.pt') =>
  linearFrom(await tensorsIn(bytes, name), 'colbert_linear', 8)
const refused = (bytes: Uint8Array, reason: RegExp, name = 'colbert_linear.pt') =>
  expect(layerIn(bytes, name)).rejects.toMatchObject({
    code: 'model/head-invalid',
    message: expect.stringMatching(reason) as string,
    values: { file: name },
  })

describe.each(['', '-legacy'])('a layer%s', (form) => {
  it.each(['state-dict', 'fp16', 'bf16', 'fp64', 'parameters', 'transposed', 'view', 'prefixed', 'wrapped'])(
    '%s',
    async (name) => {
      expect(await layerIn(file(name + form))).toMatchObject({
        outputs: 3,
        inputs: 8,
        weight: WEIGHT,
        bias: BIAS,
      })
    },
  )
  it.each(['tensor', 'parameter'])('%s: without a bias', async (name) => {
    const layer = await layerIn(file(name + form))
    expect(layer).toMatchObject({ weight: WEIGHT, bias: new Float32Array(3) })
  })
  it('that is a pickled module: refused with the remedy', async () => {
    await refused(file(`module${form}`), /torch\.nn\.modules\.linear\.Linear.*state_dict\(\)/)
  })
  it('with its values read in parts of the file alone', async () => {
    const bytes = file(`state-dict${form}`)
    let longest = 0
    const ranges = {
      name: 'x',
      bytes: bytes.length,
      read: (start: number, end: number) => {
        longest = Math.max(longest, end)
        return Promise.resolve(bytes.subarray(start, end))
      },
    }
    await (await openTensors(ranges, 'x.pt')).read('weight')
    expect(longest).toBeLessThanOrEqual(bytes.length)
  })
})

/** The archive of state-dict.pt with one member changed, packed or stored. */
function changed(member: string, data: Uint8Array, level: 0 | 9 = 0): Uint8Array {
  const entries = unzipSync(file('state-dict'))
  const name = Object.keys(entries).find((each) => each.endsWith(member))!
  return zipSync({ ...entries, [name]: data }, { level })
}
const withPickle = (text: string) => changed('data.pkl', Uint8Array.from(Buffer.from(text, 'latin1')))

describe('a damaged file', () => {
  it.each([
    ['nothing', new Uint8Array(), /torch\.save/],
    ['no archive', new TextEncoder().encode('<html>'), /torch\.save/],
    ['an archive without a pickle', zipSync({ 'a.txt': new Uint8Array(3) }), /data\.pkl/],
  ])('%s', (_, bytes, reason) => refused(bytes, reason))

  it('whose zip64 directory names 2^40 members: ends where its bytes end', async () => {
    const bytes = file('state-dict')
    const view = new DataView(bytes.buffer)
    let at = bytes.length - 4
    while (at > 0 && view.getUint32(at, true) !== 0x06064b50) at--
    if (at > 0) {
      view.setBigUint64(at + 24, 2n ** 40n, true)
      view.setBigUint64(at + 32, 2n ** 40n, true)
    } else {
      // Without a zip64 record: as many as its field can name.
      at = bytes.length - 22
      view.setUint16(at + 8, 65_535, true)
      view.setUint16(at + 10, 65_535, true)
    }
    await refused(bytes, /directory ends after 8 of/)
  })
  it('that would unpack to gigabytes: refused before it is unpacked', async () => {
    const bytes = changed('data/0', new Uint8Array(10_000), 9)
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    // The size in each record of the directory.
    for (let at = 0; at + 46 < bytes.length; at++)
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint16(at + 10, true) === 8)
        view.setUint32(at + 24, 2_400_000_000, true)
    await refused(
      bytes,
      new RegExp(`unpacks to 2400000000 bytes; at most ${MOST_UNPACKED}|has 2400000000 bytes`),
    )
  })
  it('that unpacks to more than it says', async () => {
    const bytes = changed('data/0', new Uint8Array(4_000_000), 9)
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    for (let at = 0; at + 46 < bytes.length; at++)
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 4_000_000)
        view.setUint32(at + 24, 96, true)
    await refused(bytes, /more than its 96 bytes/)
  })
  it('packed again is read', async () => {
    const layer = await layerIn(zipSync(unzipSync(file('state-dict')), { level: 9 }))
    expect(layer).toMatchObject({ weight: WEIGHT })
  })
  it.each([
    ['a mark as a name', '\x80\x02((\x93.'],
    ['a mark as a value', '\x80\x02}(s.'],
    ['tuples in tuples', `\x80\x02)${'\x85'.repeat(100_000)})\x93.`],
    ['tuples in tuples as a key', `\x80\x02})${'\x85'.repeat(100_000)}Ks.`],
    ['tuples in tuples as a storage', `\x80\x02)${'\x85'.repeat(100_000)}Q.`],
    ['an empty memo', '\x80\x02h\x05.'],
    ['a call of a text', '\x80\x02X\x01\x00\x00\x00a)R.'],
    ['no end', '\x80\x02}}}}}}'],
    [
      'a negative offset',
      '\x80\x02}X\x06\x00\x00\x00weightctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\n' +
        'X\x01\x00\x00\x000X\x03\x00\x00\x00cpuK\x18tQJ\xff\xff\xff\xffK\x03K\x08\x86K\x08K\x01\x86\x89NtRs.',
    ],
    [
      'a dict that holds itself many times',
      // d0 = {}, d1 = {a: d0, b: d0}, … : 2^20 ways lead to the innermost.
      `\x80\x02}q\x00${Array.from({ length: 8 }, (_, i) => {
        const inner = String.fromCharCode(i)
        const keys = Array.from(
          { length: 10 },
          (__, k) => `X\x01\x00\x00\x00${String.fromCharCode(97 + k)}h${inner}`,
        )
        return `0}q${String.fromCharCode(i + 1)}(${keys.join('')}u`
      })
        .join('')
        .replaceAll('0}', '}')}.`,
    ],
  ])('with a pickle of %s', (_, pickle) => refused(withPickle(pickle), /colbert_linear\.pt/))
  it('whose tensor has more numbers than any head', async () => {
    const pickle =
      '\x80\x02}X\x06\x00\x00\x00weightctorch._utils\n_rebuild_tensor_v2\n((X\x07\x00\x00\x00storagectorch\nFloatStorage\n' +
      'X\x01\x00\x00\x000X\x03\x00\x00\x00cpuK\x18tQK\x00J\x00\x00\x00\x40K\x08\x86K\x00K\x01\x86\x89NtRs.'
    await refused(withPickle(pickle), /larger than any model head/)
  })
  it.each(['state-dict', 'state-dict-legacy'])('%s cut anywhere', async (name) => {
    const bytes = file(name)
    for (let end = 0; end < bytes.length; end += 7)
      await layerIn(bytes.subarray(0, end)).then(
        // What is cut may be padding after the last tensor.
        (layer) => expect(layer).toMatchObject({ weight: WEIGHT }),
        (error: unknown) => expect(error).toMatchObject({ code: 'model/head-invalid' }),
      )
  })
})

describe('a safetensors file', () => {
  const safetensors = (header: unknown, data = new Uint8Array(96)) => {
    const json = new TextEncoder().encode(JSON.stringify(header))
    const length = new Uint8Array(BigUint64Array.of(BigInt(json.length)).buffer)
    return new Uint8Array(Buffer.concat([length, json, data]))
  }
  it.each([
    ['null entries', { 'colbert_linear.weight': null }],
    ['no object', null],
    ['a list', []],
    ['a shape of texts', { weight: { dtype: 'F32', shape: ['a'], data_offsets: [0, 96] } }],
    ['negative offsets', { weight: { dtype: 'F32', shape: [3, 8], data_offsets: [-96, 0] } }],
    ['offsets beyond the file', { weight: { dtype: 'F32', shape: [3, 8], data_offsets: [96, 192] } }],
    ['a shape that is not the bytes', { weight: { dtype: 'F32', shape: [4, 8], data_offsets: [0, 96] } }],
    ['a type of a prototype', { weight: { dtype: 'constructor', shape: [3, 8], data_offsets: [0, 96] } }],
  ])('with %s', (_, header) => refused(safetensors(header), /colbert_linear/, 'colbert_linear.safetensors'))
})

describe('a head’s own file', () => {
  it('with two weights: asks which', () => {
    const header = Object.fromEntries(
      ['a.weight', 'b.weight'].map((name) => [name, { dtype: 'F32', shape: [3, 8], data_offsets: [0, 96] }]),
    )
    const json = new TextEncoder().encode(JSON.stringify(header))
    const length = new Uint8Array(BigUint64Array.of(BigInt(json.length)).buffer)
    const bytes = new Uint8Array(Buffer.concat([length, json, new Uint8Array(96)]))
    return refused(bytes, /several weights.*a\.weight, b\.weight/, 'colbert_linear.safetensors')
  })
})
