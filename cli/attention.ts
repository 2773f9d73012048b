/** `attention`: the weights of each layer and head, as nested lists that are written row by row. */
import type { AttentionLayer } from '../src/engine/chain/types'
import { EngineError } from '../src/engine/errors'
import type { ModelInfo } from '../src/engine/model/types'
import type { AttentionReply } from '../src/host/calls'
import type { Arguments } from './arguments'
import { list, openEngine, settingsOf } from './engine'
import { onLine, readLines, sayIfCut, stringField, write } from './lines'
import { reporter } from './progress'
import { numbersIn, within } from './selection'

export async function attention(options: Arguments): Promise<void> {
  const { engine, info } = await openEngine(options)
  const settings = settingsOf(options, info)
  const there = sizesOf(info)
  const layers = numbersIn(
    within('--layer', options.layers, there.layers, `${info.id} has ${there.layers} layers`),
  )
  const heads = numbersIn(
    within('--head', options.attentionHeads, there.heads, `${info.id} has ${there.heads} heads`),
  )
  const selected = options.layers ?? options.attentionHeads ?? options.rows
  for await (const line of readLines(options.file)) {
    const text = stringField(line, 'text')
    const place = `line ${line.line}`
    const { tokenizerMode: mode, maxLength } = settings
    const tokenized = await onLine(line, 'text', () => engine.call('tokenize', { text, maxLength, mode }))
    sayIfCut(line.line, 'text', tokenized)
    const n = tokenized.ids.length
    const ranges = within('--row', options.rows, n, `the text of ${place} has ${n} tokens`)
    const parts: AttentionReply[] = []
    // One by one: what lies between two rows may be far more than they are.
    for (const rows of ranges)
      parts.push(
        await onLine(line, 'text', () =>
          engine.call(
            'attend',
            { text, settings, layers, heads, rows },
            reporter(options.progress).text(place),
          ),
        ),
      )
    const head = {
      id: line.value.id,
      input_ids: list(tokenized.ids),
      tokens: tokenized.tokens,
      ...(selected && { layers, heads, rows: numbersIn(ranges) }),
    }
    await write(`${JSON.stringify(head).slice(0, -1)},"attentions":`)
    await writeNested(
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
    await write('}\n')
  }
}

/** @throws EngineError attention/unavailable */
function sizesOf({ id, attention }: ModelInfo): { readonly layers: number; readonly heads: number } {
  if (attention.state === 'available') return attention.value
  throw new EngineError('attention/unavailable', `${id} gives no attention weights (${attention.reason}).`, {
    reason: attention.reason,
  })
}

/** One head's rows of all parts, each as JSON when its turn comes. @param head place among the heads asked for */
function* rowsOf(parts: readonly AttentionLayer[], head: number, n: number): Generator<string> {
  for (const { rows, data } of parts) {
    const size = rows.to - rows.from
    for (let row = head * size; row < (head + 1) * size; row++)
      yield JSON.stringify(list(data.subarray(row * n, (row + 1) * n)))
  }
}

/** [layer][head][row] */
async function writeNested(layers: readonly (readonly Iterable<string>[])[]): Promise<void> {
  await writeList(layers, (heads) => writeList(heads, (rows) => writeList(rows, write)))
}

async function writeList<T>(items: Iterable<T>, writeItem: (item: T) => Promise<void>): Promise<void> {
  let separator = '['
  for (const item of items) {
    await write(separator)
    await writeItem(item)
    separator = ','
  }
  await write(separator === '[' ? '[]' : ']')
}
