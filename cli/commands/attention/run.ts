/** `attention`: the weights of each layer and attention head, as nested lists that are written row by row. */
import type { AttentionLayer } from '../../../src/engine/chain/types'
import { EngineError } from '../../../src/engine/errors'
import type { ModelInfo } from '../../../src/engine/model/types'
import type { AttentionReply } from '../../../src/host/calls'
import type { EncodeOption, EngineOption } from '../../describe/options'
import type { Arguments } from '../../describe/types'
import { numbersIn, within } from '../../describe/selection'
import type { Io } from '../../shared/io'
import { jsonLine } from '../../../src/formats/json-line'
import { list } from '../../../src/formats/report/parts'
import { openEngine, settingsOf } from '../../shared/engine'
import { onLine, readLines, sayIfCut, stringField } from '../../shared/lines'
import { reporter } from '../../shared/progress'

type Options = Arguments<EngineOption | Exclude<EncodeOption, 'truncateDim'> | 'layer' | 'head' | 'row'>

export async function run(options: Options, io: Io): Promise<void> {
  const { engine, info } = await openEngine(options, io)
  const settings = settingsOf({ ...options, truncateDim: null }, info)
  const there = sizesOf(info)
  const layers = numbersIn(
    within('--layer', options.layer, there.layers, `${info.id} has ${there.layers} layers`),
  )
  const heads = numbersIn(within('--head', options.head, there.heads, `${info.id} has ${there.heads} heads`))
  const selected = options.layer ?? options.head ?? options.row
  for await (const line of readLines(io, options.file)) {
    const text = stringField(line, 'text')
    const place = `line ${line.line}`
    const { tokenizerMode: mode, maxLength } = settings
    const tokenized = await onLine(line, 'text', () => engine.call('tokenize', { text, maxLength, mode }))
    sayIfCut(io.messages, line.line, 'text', tokenized)
    const n = tokenized.ids.length
    const ranges = within('--row', options.row, n, `the text of ${place} has ${n} tokens`)
    const parts: AttentionReply[] = []
    // One call for each range: the rows between two ranges may be far more than those asked for.
    for (const rows of ranges)
      parts.push(
        await onLine(line, 'text', () =>
          engine.call(
            'attend',
            { text, settings, layers, heads, rows },
            reporter(options.progress, io.messages).text(place),
          ),
        ),
      )
    const fields = {
      id: line.value.id,
      input_ids: list(tokenized.ids),
      tokens: tokenized.tokens,
      ...(selected && { layers, heads, rows: numbersIn(ranges) }),
    }
    await io.write(`${jsonLine(fields).slice(0, -1)},"attentions":`)
    await writeNested(
      io,
      layers.map((_, layer) =>
        heads.map((_, head) =>
          rowsOf(
            parts.map((part) => part.layers[layer]!),
            head,
            n,
          ),
        ),
      ),
    )
    await io.write('}\n')
  }
}

/** @throws EngineError attention/unavailable */
function sizesOf({ id, attention }: ModelInfo): { readonly layers: number; readonly heads: number } {
  if (attention.state === 'available') return attention.value
  throw new EngineError('attention/unavailable', `${id} gives no attention weights (${attention.reason}).`, {
    reason: attention.reason,
  })
}

/**
 * The rows of one attention head, from all parts. Each is made into JSON when it is written.
 * @param head the head's place among the heads asked for
 * @param n tokens of the text: the length of a row
 */
function* rowsOf(parts: readonly AttentionLayer[], head: number, n: number): Generator<string> {
  for (const { rows, data } of parts) {
    const size = rows.to - rows.from
    for (let row = head * size; row < (head + 1) * size; row++)
      yield JSON.stringify(list(data.subarray(row * n, (row + 1) * n)))
  }
}

/** @param layers JSON of each row: [layer][head][row] */
async function writeNested({ write }: Io, layers: readonly (readonly Iterable<string>[])[]): Promise<void> {
  await writeList(write, layers, (heads) => writeList(write, heads, (rows) => writeList(write, rows, write)))
}

async function writeList<T>(
  write: Io['write'],
  items: Iterable<T>,
  writeItem: (item: T) => Promise<void>,
): Promise<void> {
  let separator = '['
  for (const item of items) {
    await write(separator)
    await writeItem(item)
    separator = ','
  }
  await write(separator === '[' ? '[]' : ']')
}
