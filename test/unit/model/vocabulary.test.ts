/** A tokenizer that does not belong to the graph is refused before a session is made. */
import { describe, expect, it } from 'vitest'
import type { Runtime } from '../../../src/engine/model/ports'
import { loadModel } from '../../../src/engine/model/load'
import { readOnnx } from '../../../src/engine/onnx/read'
import { summaryOf } from '../../../src/engine/onnx/summary'
import { fakeRuntime, fakeSession, unitRows } from './fake-session'
import { config, layoutFile, layoutSource, tinyFile, type Contents } from './layout-files'
import { memoryRanges } from './memory-file'

const ROWS = 2301
const FILES = { 'onnx/model.onnx': 'hidden.onnx', 'onnx/model.onnx_data': 'fp32.data' }
const OPTIONS = { isDemo: false, graphFile: null, whole: true }

interface TokenizerJson {
  model: { vocab: [string, number][] }
  added_tokens: { id: number; content: string }[]
}

/** The tiny tokenizer with other pieces at its end. @param change of the vocabulary's size */
function tokenizer(change: number): Contents {
  const json = JSON.parse(new TextDecoder().decode(tinyFile('tokenizer.json'))) as TokenizerJson
  const { vocab } = json.model
  if (change > 0) for (let i = 0; i < change; i++) vocab.push([`▁extra${i}`, -20])
  // <mask> keeps the last place.
  else if (change < 0) vocab.splice(change - 1, -change)
  const mask = json.added_tokens.find((token) => token.content === '<mask>')!
  mask.id = vocab.findIndex(([piece]) => piece === '<mask>')
  return { 'tokenizer.json': JSON.stringify(json) }
}

const session = () => fakeSession([{ name: 'dense_vecs', shape: ['b', 64], value: () => unitRows(1, 64) }])

describe('rows of the table that input_ids look up', () => {
  const rowsOf = async (file: string) =>
    summaryOf(await readOnnx(memoryRanges(file, layoutFile(file)))).vocabularyRows
  it.each([
    ['Gather', 'hidden.onnx'],
    ['Gather on bytes, dequantised after it', 'int8.onnx'],
    ['GatherBlockQuantized', 'q4-table.onnx'],
    ['ids through Cast and Identity', 'older-inputs.onnx'],
    ['a table in half precision behind a Cast', 'wide.onnx'],
    ['float16', 'fp16.onnx'],
  ])('%s', async (_, file) => expect(await rowsOf(file)).toBe(ROWS))
  it('a graph without a table does not tell', async () => {
    expect(await rowsOf('refused-invalid.onnx')).toBeNull()
  })
})

describe('tokenizer and table', () => {
  it('as many ids as rows: nothing to say', async () => {
    const model = await loadModel(layoutSource('x', FILES), fakeRuntime(session()), OPTIONS)
    expect(model.info.warnings).toEqual([])
  })
  it('an id without a row: refused, with no session made', async () => {
    let sessions = 0
    const runtime: Runtime = {
      ...fakeRuntime(session()),
      createSession: (...model) => ((sessions += 1), fakeRuntime(session()).createSession(...model)),
    }
    const load = loadModel(layoutSource('x', FILES, tokenizer(1)), runtime, OPTIONS)
    await expect(load).rejects.toMatchObject({
      code: 'model/vocabulary-mismatch',
      values: { file: 'tokenizer.json', tokenizer: ROWS, table: ROWS },
    })
    expect(sessions).toBe(0)
  })
  it.each([
    [1024, 0],
    [1025, 1],
  ])('%d ids fewer: %d warnings', async (fewer, warnings) => {
    const source = layoutSource('x', FILES, tokenizer(-fewer))
    const { info } = await loadModel(source, fakeRuntime(session()), OPTIONS)
    const warning = { code: 'vocabulary-smaller', tokenizer: ROWS - fewer, table: ROWS }
    expect(info.warnings).toEqual(warnings ? [warning] : [])
  })
  it('where the graph does not tell, config.json does; where neither does, nothing is checked', async () => {
    const silent = { 'onnx/model.onnx': 'refused-invalid.onnx' }
    const load = (changes: object) =>
      loadModel(
        layoutSource('x', silent, { 'config.json': config(changes) }),
        fakeRuntime(session()),
        OPTIONS,
      )
    await expect(load({ vocab_size: 2000 })).rejects.toMatchObject({
      code: 'model/vocabulary-mismatch',
      values: { table: 2000 },
    })
    expect((await load({ vocab_size: null })).info.warnings).toEqual([])
  })
})
