/** `encode`: the vectors of each text. */
import { HEAD_NAMES } from '../../../src/engine/model/types'
import type { EncodeOption, EngineOption } from '../../describe/options'
import type { Arguments } from '../../describe/types'
import type { Io } from '../../shared/io'
import { list } from '../../../src/formats/report/parts'
import { HEAD_FIELDS, openEngine, refuseMissingHeads, settingsOf } from '../../shared/engine'
import { onLine, readLines, sayIfCut, stringField, writeLine } from '../../shared/lines'
import { reporter } from '../../shared/progress'

export async function run(options: Arguments<EngineOption | EncodeOption | 'heads'>, io: Io): Promise<void> {
  const { engine, info } = await openEngine(options, io)
  refuseMissingHeads(options.heads ?? [], info)
  const heads = options.heads ?? HEAD_NAMES
  const settings = settingsOf(options, info)
  const progress = reporter(options.progress, io.messages)
  for await (const line of readLines(io, options.file)) {
    const text = stringField(line, 'text')
    const encoded = await onLine(line, 'text', () =>
      engine.call('encode', { text, settings, fresh: true }, progress.text(`line ${line.line}`)),
    )
    sayIfCut(io.messages, line.line, 'text', encoded.tokenized)
    const fields = HEAD_NAMES.filter((head) => heads.includes(head)).flatMap((head) =>
      Object.entries(HEAD_FIELDS[head]).map(([key, read]) => [key, read(encoded)] as const),
    )
    await writeLine(io, {
      id: line.value.id,
      input_ids: list(encoded.tokenized.ids),
      ...Object.fromEntries(fields),
    })
  }
}
