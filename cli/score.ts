/** `score`: the five scores of a pair. */
import { SCORE_NAMES, type Scores } from '../src/engine/score/types'
import type { Arguments } from './arguments'
import { openEngine, settingsOf } from './engine'
import { onLine, readLines, sayIfCut, stringField, writeLine } from './lines'
import { reporter } from './progress'

export async function score(options: Arguments): Promise<void> {
  const { engine, info } = await openEngine(options)
  const settings = settingsOf(options, info)
  const progress = reporter(options.progress)
  for await (const line of readLines(options.file)) {
    const a = stringField(line, 'a')
    const b = stringField(line, 'b')
    const reply = await onLine(line, 'a', () =>
      engine.call(
        'analyze',
        { a, b, settings, weights: options.weights },
        progress.pair(`line ${line.line}`),
      ),
    )
    sayIfCut(line.line, 'a', reply.a.encoded.tokenized)
    sayIfCut(line.line, 'b', reply.b.encoded.tokenized)
    await writeLine({ id: line.value.id, ...scoreFields(reply.scores) })
  }
}

/** A score that the model cannot give is null. */
const scoreFields = (scores: Scores) =>
  Object.fromEntries(
    SCORE_NAMES.map((name) => {
      const part = scores[name]
      return [name, part.state === 'available' ? part.value : null]
    }),
  )
