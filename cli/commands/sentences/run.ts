/** `sentences`: each text, split as the heatmap splits it. */
import { recognise } from '../../../src/engine/text/sentences/chats'
import { installRecogniser } from '../../../src/engine/text/sentences/dialogue'
import { splitSentences } from '../../../src/engine/text/sentences/split'
import type { Arguments } from '../../describe/types'
import type { Io } from '../../shared/io'
import { readLines, stringField, writeLine } from '../../shared/lines'

installRecogniser(recognise)

export async function run({ file, metadata }: Arguments<'metadata'>, io: Io): Promise<void> {
  for await (const line of readLines(io, file)) {
    const found = splitSentences(stringField(line, 'text'), { metadata }).sentences
    await writeLine(io, {
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
