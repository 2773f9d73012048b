/** `encode`: what each head makes of a text. */
import { HEAD_NAMES } from '../src/engine/model/types'
import type { Arguments } from './arguments'
import { HEAD_FIELDS, list, openEngine, refuseMissingHeads, settingsOf } from './engine'
import { onLine, readLines, sayIfCut, stringField, writeLine } from './lines'
import { reporter } from './progress'

export async function encode(options: Arguments): Promise<void> {
  const { engine, info } = await openEngine(options)
  refuseMissingHeads(options.heads ?? [], info)
  const heads = options.heads ?? HEAD_NAMES
  const settings = settingsOf(options, info)
  const progress = reporter(options.progress)
  for await (const line of readLines(options.file)) {
    const text = stringField(line, 'text')
    const encoded = await onLine(line, 'text', () =>
      engine.call('encode', { text, settings, fresh: true }, progress.text(`line ${line.line}`)),
    )
    sayIfCut(line.line, 'text', encoded.tokenized)
    const fields = HEAD_NAMES.filter((head) => heads.includes(head)).flatMap((head) =>
      Object.entries(HEAD_FIELDS[head]).map(([key, read]) => [key, read(encoded)] as const),
    )
    await writeLine({
      id: line.value.id,
      input_ids: list(encoded.tokenized.ids),
      ...Object.fromEntries(fields),
    })
  }
}
