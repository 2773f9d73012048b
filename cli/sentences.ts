/** `sentences`: a text cut as the heatmap cuts it. No model is needed. */
import { splitSentences } from '../src/engine/text/sentences/split'
import type { Arguments } from './arguments'
import { readLines, stringField, writeLine } from './lines'

export async function sentences({ file, metadata }: Arguments): Promise<void> {
  for await (const line of readLines(file)) {
    const found = splitSentences(stringField(line, 'text'), { metadata }).sentences
    await writeLine({
      id: line.value.id,
      sentences: found.map(({ start, end, text, speaker, timestamp }) => ({
        start,
        end,
        text,
        ...(speaker !== null && { speaker }),
        ...(timestamp !== null && { timestamp }),
      })),
    })
  }
}
