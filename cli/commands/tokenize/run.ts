/** `tokenize`: token ids, tokens and their places. Only the tokenizer is loaded. */
import type { Tokenized } from '../../../src/engine/tokenizer/types'
import type { Arguments } from '../../describe/types'
import type { Io } from '../../shared/io'
import { list } from '../../../src/formats/report/parts'
import { maxLengthOf, modelPath, sayIfNotExact } from '../../shared/engine'
import { onLine, readLines, sayIfCut, stringField, writeLine } from '../../shared/lines'

function offsetsOf({ starts, ends }: Tokenized): [number, number][] | null {
  return starts && ends ? Array.from(starts, (start, i) => [start, ends[i]!]) : null
}

export async function run(options: Arguments<'model' | 'tokenizer' | 'maxLength'>, io: Io): Promise<void> {
  const models = await io.models()
  const { id, tokenizers, limit } = await models.openText(modelPath(options.model).folder)
  const tokenizer = tokenizers.get(options.tokenizer)
  sayIfNotExact(io.messages, tokenizer.info)
  const maxLength = maxLengthOf(options, limit.value, id)
  for await (const line of readLines(io, options.file)) {
    const text = stringField(line, 'text')
    const tokenized = await onLine(line, 'text', () => tokenizer.encode(text, maxLength))
    sayIfCut(io.messages, line.line, 'text', tokenized)
    await writeLine(io, {
      id: line.value.id,
      input_ids: list(tokenized.ids),
      tokens: tokenized.tokens,
      offsets: offsetsOf(tokenized),
      truncated: tokenized.truncated,
    })
  }
}
