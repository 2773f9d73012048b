/** Everything about an export that is known before its records. */
import type { EncodeSettings } from '../../engine/encode/types'
import { identityOf } from '../../engine/model/identity'
import type { HeadName, ModelInfo } from '../../engine/model/types'
import type { ExportJob, PreprocessingFacts, RecordText } from './types'

interface JobInput {
  readonly info: ModelInfo
  /** truncateDim is the export's dimension. */
  readonly encode: EncodeSettings
  readonly heads: readonly HeadName[]
  readonly name: string
  readonly preprocessing: PreprocessingFacts
  readonly texts: readonly Pick<RecordText, 'id'>[]
  readonly created: string
}

export function jobOf({ info, encode, heads, name, preprocessing, texts, created }: JobInput): ExportJob {
  const dimensionOf = (head: 'dense' | 'colbert') => {
    const state = info.heads[head]
    return heads.includes(head) && state.state === 'available' ? state.value.dimension : null
  }
  const dense = dimensionOf('dense')
  return {
    settings: { heads, dimension: encode.truncateDim, name },
    identity: identityOf(info, encode),
    isDemo: info.isDemo,
    preprocessing,
    heads: info.heads,
    count: texts.length,
    integerIds: texts.every(({ id }) => Number.isSafeInteger(id)),
    dimensions: {
      dense: dense === null ? null : Math.min(dense, encode.truncateDim ?? dense),
      colbert: dimensionOf('colbert'),
    },
    vocabulary: info.tokenizer.vocabSize,
    created,
  }
}
