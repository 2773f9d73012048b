/** `tokenize`: ids, pieces and their places. Loads the tokenizer alone. */
import { loadTextOnly } from '../src/engine/model/load-text'
import type { Tokenized } from '../src/engine/tokenizer/types'
import { folderSource } from '../src/platform/node/folder'
import type { Arguments } from './arguments'
import { list, maxLengthOf, modelPath } from './engine'
import { onLine, readLines, say, sayIfCut, stringField, writeLine } from './lines'

function offsetsOf({ starts, ends }: Tokenized): [number, number][] | null {
  return starts && ends ? Array.from(starts, (start, i) => [start, ends[i]!]) : null
}

export async function tokenize(options: Arguments): Promise<void> {
  const source = await folderSource(modelPath(options.model).folder)
  const { tokenizers, limit } = await loadTextOnly(source)
  const tokenizer = tokenizers.get(options.tokenizer)
  if (tokenizer.info.kind === 'huggingface-js')
    say(`tokenizer: ${tokenizer.info.engine}, not exact (${tokenizer.info.fallbackReason}); no offsets.`)
  const maxLength = maxLengthOf(options, limit.value, source.id)
  for await (const line of readLines(options.file)) {
    const text = stringField(line, 'text')
    const tokenized = await onLine(line, 'text', () => tokenizer.encode(text, maxLength))
    sayIfCut(line.line, 'text', tokenized)
    await writeLine({
      id: line.value.id,
      input_ids: list(tokenized.ids),
      tokens: tokenized.tokens,
      offsets: offsetsOf(tokenized),
      truncated: tokenized.truncated,
    })
  }
}
