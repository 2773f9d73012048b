/** `diagnose`: facts that explain the scores of a pair, or of one text. */
import { textToDiagnose } from '../../../src/engine/diagnose/text'
import type { Fact } from '../../../src/engine/diagnose/types'
import { EngineError } from '../../../src/engine/errors'
import type { Scores } from '../../../src/engine/score/types'
import { prepareText } from '../../../src/engine/text/prepare'
import { recognise } from '../../../src/engine/text/sentences/chats'
import { installRecogniser } from '../../../src/engine/text/sentences/dialogue'
import type { EncodeOption, EngineOption } from '../../describe/options'
import type { Arguments } from '../../describe/types'
import { openEngine, settingsOf } from '../../shared/engine'
import type { Io } from '../../shared/io'
import { onLine, readLines, stringField, writeLine } from '../../shared/lines'
import { reporter } from '../../shared/progress'

installRecogniser(recognise)

export async function run(
  options: Arguments<EngineOption | EncodeOption | 'weights'>,
  io: Io,
): Promise<void> {
  const { engine, info } = await openEngine(options, io)
  const settings = settingsOf(options, info)
  const { weights } = options
  const progress = reporter(options.progress, io.messages)
  for await (const line of readLines(io, options.file)) {
    const a = stringField(line, 'a')
    const b = line.value.b === undefined || line.value.b === null ? null : stringField(line, 'b')
    const shown = progress.pair(`line ${line.line}`)
    const facts = await onLine(line, 'a', async (): Promise<readonly Fact[]> => {
      const scores =
        b === null ? null : await scoresOrNone(engine.call('analyze', { a, b, settings, weights }, shown))
      const texts = { a: asGiven(a), b: b === null ? null : asGiven(b) }
      return engine.call('diagnose', { ...texts, settings, weights, scores }, shown)
    })
    await writeLine(io, { id: line.value.id, facts })
  }
}

/** A model that gives no numbers is what the diagnosis tells. */
const scoresOrNone = (analysis: Promise<{ readonly scores: Scores }>): Promise<Scores | null> =>
  analysis.then(
    ({ scores }) => scores,
    (error: unknown) => {
      if (error instanceof EngineError && error.code === 'model/not-finite') return null
      throw error
    },
  )

const asGiven = (text: string) => {
  const as = (leaveOutMetadata: boolean) => prepareText(text, { rules: [], leaveOutMetadata })
  const now = as(false)
  return textToDiagnose('', { now, withoutRules: () => now, withoutHeaders: () => as(true) })
}
