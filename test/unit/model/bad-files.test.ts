/** Files that are not what they should be: each an error that names the file. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tensorsIn } from '../../../src/engine/model/headfiles/read'
import { chooseFiles } from '../../../src/engine/model/files'
import { openGraph } from '../../../src/engine/model/load-graph'
import { ProgressReader } from '../../../src/engine/model/reader'
import { folderSource } from '../../../src/platform/node/folder'
import { runtime } from './real-runtime'
import { MODEL_FOLDERS, openModel } from '../../engine'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'm3scope-'))
  cpSync(MODEL_FOLDERS.tiny, folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const graph = () => join(folder, 'onnx/model.onnx')
const open = (graphFile = 'onnx/model.onnx') => openModel(folder, graphFile)

describe('a folder', () => {
  it('that does not exist', async () => {
    await expect(openModel(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'model/file-missing' })
  })
  it('without a tokenizer', async () => {
    rmSync(join(folder, 'tokenizer.json'))
    await expect(open()).rejects.toMatchObject({
      code: 'tokenizer/missing',
      values: { file: 'tokenizer.json' },
    })
  })
  it('with a broken config.json', async () => {
    writeFileSync(join(folder, 'config.json'), '{"hidden_size": ')
    await expect(open()).rejects.toMatchObject({
      code: 'model/config-invalid',
      values: { file: 'config.json' },
    })
  })
  it('without the graph that was asked for', async () => {
    await expect(open('onnx/model_int8.onnx')).rejects.toMatchObject({
      code: 'model/file-missing',
      values: { file: 'onnx/model_int8.onnx' },
    })
  })
  it('with a graph in ORT format only', async () => {
    rmSync(join(folder, 'onnx'), { recursive: true })
    writeFileSync(join(folder, 'model.ort'), 'ORTM')
    await expect(openModel(folder)).rejects.toMatchObject({
      code: 'model/ort-format',
      values: { file: 'model.ort' },
    })
  })
  it('with several graphs and none that is the usual one', async () => {
    rmSync(graph())
    cpSync(join(folder, 'onnx/model_hidden.onnx'), join(folder, 'onnx/model_fp16.onnx'))
    await expect(openModel(folder)).rejects.toMatchObject({ code: 'model/ambiguous' })
  })
})

describe('a graph', () => {
  it.each([0.1, 0.5, 0.999])('cut after %d of its bytes', async (part) => {
    const whole = readFileSync(graph())
    writeFileSync(graph(), whole.subarray(0, Math.floor(whole.length * part)))
    await expect(open()).rejects.toMatchObject({
      code: 'model/truncated',
      values: { file: 'onnx/model.onnx' },
    })
  })
  it.each([
    ['an HTML page', '<!doctype html><title>Sign in</title>', 'HTML'],
    ['a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n', 'Git LFS'],
    ['JSON', '{"error":"Repository not found"}', 'JSON'],
    ['nothing', '', 'empty'],
    ['plain words', 'not a model at all, just words that go on for a while', ''],
  ])('that is %s', async (_, content, reason) => {
    writeFileSync(graph(), content)
    const error = await open().catch((e: unknown) => e)
    expect(error).toMatchObject({ values: { file: 'onnx/model.onnx' } })
    expect((error as { code: string }).code).toMatch(/^model\/(not-onnx|truncated)$/)
    expect((error as Error).message).toContain(reason)
  })
  it('whose external data is missing: names the missing file', async () => {
    // initializer { name: "w", data_type: 1, external_data { location: "model.onnx_data" }, data_location: 1 }
    const entry = [...field(1, text('location')), ...field(2, text('model.onnx_data'))]
    const tensor = [0x08, 4, 0x10, 1, ...field(8, text('w')), ...field(13, entry), 0x70, 1]
    const body = [...field(1, field(4, text('Identity'))), ...field(5, tensor)]
    writeFileSync(graph(), Uint8Array.from(field(7, body)))
    await expect(open()).rejects.toMatchObject({
      code: 'model/external-data-missing',
      values: { file: 'onnx/model.onnx', missing: 'onnx/model.onnx_data' },
    })
  })
  it('that computes in bfloat16: says so, and not that an operator is missing', async () => {
    cpSync('test/models/loading/bfloat16.onnx', graph())
    // The table of this graph has four rows; the tokenizer's check comes first.
    const source = await folderSource(folder)
    const files = await source.list()
    const chosen = chooseFiles(files, null, 'x')
    await expect(
      openGraph(new ProgressReader(source, files, {}), chosen, runtime, { whole: false, padId: 1 }, () => []),
    ).rejects.toMatchObject({ code: 'model/bfloat16', values: { file: 'onnx/model.onnx' } })
  })
  it('that onnxruntime refuses: its words are passed on', async () => {
    writeFileSync(
      graph(),
      Uint8Array.from([0x08, 9, ...field(7, field(1, field(4, text('NoSuchOperator'))))]),
    )
    await expect(open()).rejects.toMatchObject({
      code: 'model/create-failed',
      values: { file: 'onnx/model.onnx' },
    })
  })
})

describe('a head file', () => {
  const pt = () => readFileSync(join(folder, 'sparse_linear.pt'))
  const refuse = (bytes: Uint8Array, reason: RegExp, file = 'sparse_linear.pt') =>
    expect(readAll(bytes, file)).rejects.toEqual(
      expect.objectContaining({
        code: 'model/head-invalid',
        message: expect.stringMatching(reason) as string,
      }),
    )

  it('that is no zip', () => refuse(new TextEncoder().encode('<html>login</html>'), /no file of torch\.save/))
  it('cut short', () => refuse(pt().subarray(0, 500), /sparse_linear.pt/))
  it('whose pickle calls something: refused, never run', () => {
    const entries = unzipSync(pt())
    const evil = Uint8Array.from(Buffer.from('\x80\x02cposix\nsystem\nX\x02\x00\x00\x00ls\x85R.', 'latin1'))
    entries['sparse_linear/data.pkl'] = evil
    return refuse(zipSync(entries), /posix\.system/)
  })
  it('whose tensor reaches beyond its storage', () => {
    const entries = unzipSync(pt())
    entries['sparse_linear/data/0'] = new Uint8Array(8)
    return refuse(zipSync(entries), /needs 256 bytes/)
  })
  it('safetensors with an absurd header length', () =>
    refuse(Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255), /header/, 'heads.safetensors'))
})

/** Every tensor of the file. */
async function readAll(bytes: Uint8Array, file: string) {
  const tensors = await tensorsIn(bytes, file)
  for (const name of tensors.shapes.keys()) await tensors.read(name)
}

const text = (value: string) => [...new TextEncoder().encode(value)]
/** A length-delimited protobuf field. */
function field(number: number, payload: readonly number[]): number[] {
  const length = payload.length
  return [(number << 3) | 2, ...(length < 128 ? [length] : [(length & 127) | 128, length >> 7]), ...payload]
}
