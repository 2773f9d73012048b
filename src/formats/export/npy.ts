/**
 * NumPy's .npy, version 1.0: dense_vecs as float32 [n, dimension] in C order, rows in the order of the records.
 * https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
import { TARGET_TITLES, type ExportTarget } from './types'
import { denseOf } from './values'

/** The header with the magic string, version and length before it is a multiple of 64 bytes. */
const ALIGN = 64
const PREFIX = 10

export const npyTarget: ExportTarget = {
  name: 'npy',
  title: TARGET_TITLES.npy,
  extension: 'npy',
  mediaType: 'application/octet-stream',
  binary: true,
  cannot: { sparse: 'one-matrix', colbert: 'one-matrix' },
  limits: { uniqueIds: false },
  setup: null,
  load: (file) => `python3 -c "import numpy; print(numpy.load('${file}').shape)"`,
  async *write(job, records) {
    const dimension = job.dimensions.dense!
    yield header(job.count, dimension)
    for await (const record of records) yield littleEndian(denseOf(record, job)!)
  },
}

function header(rows: number, dimension: number): Uint8Array {
  const dict = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${dimension}), }`
  const length = Math.ceil((PREFIX + dict.length + 1) / ALIGN) * ALIGN - PREFIX
  const ascii = (text: string) => new TextEncoder().encode(text)
  const out = new Uint8Array(PREFIX + length)
  out.set([0x93, ...ascii('NUMPY'), 1, 0, length & 0xff, length >> 8])
  out.set(ascii(`${dict.padEnd(length - 1)}\n`), PREFIX)
  return out
}

/** Little-endian, as `<f4` says, on every machine. */
function littleEndian(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4))
  values.forEach((value, i) => view.setFloat32(i * 4, value, true))
  return new Uint8Array(view.buffer)
}
