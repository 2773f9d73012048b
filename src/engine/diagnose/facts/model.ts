import { tolerances } from '../../certify/tolerances'
import { offersActivations } from '../../model/types'
import type { DiagnosisInput, FactOf, Remedy } from '../types'

/** Arithmetic that keeps (nearly) the numbers of fp32. */
const FLOAT = /^(?:fp|float|bf|unknown)/

/** Weights or activations of few bits: differences below the noise say nothing. */
export function quantisedModel({ info, settings }: DiagnosisInput): readonly FactOf<'quantised-model'>[] {
  const dtype = info.dtype.value
  if (FLOAT.test(dtype)) return []
  const noise = tolerances(dtype, 'fp32', false)
  const activations = settings.activations ?? 'published'
  const remedies: Remedy[] = []
  if (offersActivations(info) && activations === 'published') remedies.push({ do: 'faithful-activations' })
  remedies.push({ do: 'load-model' })
  return [
    {
      code: 'quantised-model',
      dtype,
      activations,
      dense_cosine: noise.dense_cosine,
      scores: noise.scores,
      remedies,
    },
  ]
}

/** The embedded stand-in: its scores are not bge-m3's. */
export const demoModel = ({ info }: DiagnosisInput): readonly FactOf<'demo-model'>[] =>
  info.isDemo ? [{ code: 'demo-model', model: info.id, remedies: [{ do: 'load-model' }] }] : []
