/** `--why`: explains the vector of a text that is not the same. */
import type { EncodeSettings } from '../../../src/engine/encode/types'
import { DEFAULT_RULES } from '../../../src/engine/text/preprocess/defaults'
import type { WhyResult } from '../../../src/engine/why/types'
import type { EngineClient } from '../../../src/host/calls'
import type { Io } from '../../shared/io'
import { reporter } from '../../shared/progress'

interface Session {
  readonly engine: EngineClient
  readonly settings: EncodeSettings
  readonly options: { readonly progress: boolean }
  readonly io: Io
}

/** @param given the server's dense vector of `text`; the other text of a pair, or null */
export const explainDense = (
  { engine, settings, options, io }: Session,
  given: { readonly text: string; readonly vector: Float64Array; readonly other: string | null },
): Promise<WhyResult> =>
  engine.call(
    'why',
    {
      target: { head: 'dense', vector: given.vector },
      text: given.text,
      other: given.other,
      title: null,
      prefix: '',
      otherPrefix: '',
      rules: DEFAULT_RULES,
      leaveOutMetadata: false,
      settings,
    },
    reporter(options.progress, io.messages).texts(),
  )
