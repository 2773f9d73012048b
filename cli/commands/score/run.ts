/** `score`: the five scores of a pair. */
import { SCORE_NAMES, type Scores } from '../../../src/engine/score/types'
import { measuresOf } from '../../../src/engine/score/databases/convert'
import { givenFields, inUnits } from '../../../src/formats/report/score-units'
import type { EncodeOption, EngineOption } from '../../describe/options'
import type { Arguments } from '../../describe/types'
import type { Io } from '../../shared/io'
import { openEngine, settingsOf } from '../../shared/engine'
import { givenScore, onLine, readLines, sayIfCut, stringField, writeLine } from '../../shared/lines'
import { reporter } from '../../shared/progress'

export async function run(
  options: Arguments<EngineOption | EncodeOption | 'weights' | 'as'>,
  io: Io,
): Promise<void> {
  const { engine, info } = await openEngine(options, io)
  const settings = settingsOf(options, info)
  const progress = reporter(options.progress, io.messages)
  for await (const line of readLines(io, options.file)) {
    const a = stringField(line, 'a')
    const b = stringField(line, 'b')
    const given = givenScore(line)
    const reply = await onLine(line, 'a', () =>
      engine.call(
        'analyze',
        { a, b, settings, weights: options.weights },
        progress.pair(`line ${line.line}`),
      ),
    )
    sayIfCut(io.messages, line.line, 'a', reply.a.encoded.tokenized)
    sayIfCut(io.messages, line.line, 'b', reply.b.encoded.tokenized)
    const measures = measuresOf(reply.explanation)
    await writeLine(io, {
      id: line.value.id,
      ...scoreFields(reply.scores),
      ...(options.as && { as: inUnits(options.as, measures, given) }),
      ...(given && { given: givenFields(given, measures) }),
    })
  }
}

/** A score is null where the model cannot give it. */
const scoreFields = (scores: Scores) =>
  Object.fromEntries(
    SCORE_NAMES.map((name) => {
      const part = scores[name]
      return [name, part.state === 'available' ? part.value : null]
    }),
  )
