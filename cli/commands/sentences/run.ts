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
    const text = stringField(line, 'text')
    const { sentences: found, dialogue } = splitSentences(text, { metadata })
    const leftOut = dialogue?.leftOut ?? []
    await writeLine(io, {
      id: line.value.id,
      sentences: found.map(({ start, end, text, speaker, timestamp }) => ({
        start,
        end,
        text,
        ...(speaker !== null && { speaker }),
        ...(timestamp !== null && { timestamp }),
      })),
      ...(leftOut.length > 0 && {
        left_out: leftOut.map(([start, end]) => ({ start, end, text: text.slice(start, end) })),
      }),
    })
  }
}
