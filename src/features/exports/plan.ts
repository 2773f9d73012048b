/** Plans an export: its target, its records and their settings. */
import type { EncodeSettings } from '../../engine/encode/types'
import { EngineError, fromErrorData } from '../../engine/errors'
import type { ModelInfo } from '../../engine/model/types'
import { targetOf } from '../../formats/export'
import { jobOf } from '../../formats/export/job'
import type { ExportJob, ExportTarget, RecordText } from '../../formats/export/types'
import type { ExportOptions } from './types'
import { rulesOf } from '../../core/prepared'
import { encodeSettingsOf, inputsFor, sideProblem } from '../../core/selectors'
import type { AppState, RunInputs, Side } from '../../core/state'
import { filledSides } from '../../core/text/filled-sides'
import { sentenceUnits, wholeUnit, type Unit } from '../../core/units'

export interface PagePlan {
  readonly target: ExportTarget
  readonly job: ExportJob
  readonly texts: readonly RecordText[]
  readonly settings: EncodeSettings
  readonly inputs: RunInputs
}

/**
 * The dimension to which dense_vecs are truncated; null: they are not truncated, also when the model's dimension is
 * not larger than the chosen one.
 * @param pageDimension the truncate_dim of the page's runs
 */
export function exportDimension(
  { dimension }: ExportOptions,
  pageDimension: number | null,
  info: ModelInfo,
): number | null {
  const chosen = dimension === 'page' ? pageDimension : dimension === 'whole' ? null : dimension
  const { dense } = info.heads
  return chosen !== null && dense.state === 'available' && chosen < dense.value.dimension ? chosen : null
}

/** @throws EngineError export/nothing, or the error of a text that the page cannot run */
export function planExport(state: AppState, info: ModelInfo): PagePlan {
  const { options } = state.exports
  const sides = filledSides(state)
  if (sides.length === 0) throw new EngineError('export/nothing', 'Both texts are empty.')
  for (const side of sides) {
    const problem = sideProblem(state, side)
    if (problem) throw fromErrorData(problem).with({ side })
  }
  const inputs = inputsFor(state, info)
  const settings: EncodeSettings = {
    ...encodeSettingsOf(inputs, info),
    truncateDim: exportDimension(options, inputs.truncateDim, info),
  }
  const texts = sides.flatMap((side) => recordsOf(state, inputs, side))
  const job = jobOf({
    info,
    encode: settings,
    heads: options.heads,
    name: options.name,
    preprocessing: {
      prefix: inputs.prefix,
      rules: rulesOf(inputs.rules),
      leaveOutMetadata: inputs.leaveOutMetadata,
    },
    texts,
    created: new Date().toISOString(),
  })
  return { target: targetOf(options.target), job, texts, settings, inputs }
}

/**
 * The records of a side: "A" for the whole text, then "A1", "A2", … for its sentences. The heatmap uses the same
 * names.
 */
function recordsOf(state: AppState, inputs: RunInputs, side: Side): RecordText[] {
  const { units } = state.exports.options
  const name = side.toUpperCase()
  return [
    ...(units === 'sentences' ? [] : [recordOf(wholeUnit(inputs, side), name, side, 'text')]),
    ...(units === 'texts'
      ? []
      : sentenceUnits(state, side).map((unit, at) => recordOf(unit, `${name}${at + 1}`, side, 'sentence'))),
  ]
}

const recordOf = (
  { start, end, speaker, timestamp, text, input }: Unit,
  id: string,
  side: Side,
  unit: RecordText['unit'],
): RecordText => ({ id, side, unit, range: [start, end], speaker, timestamp, text, input })

/**
 * The name of an export file, such as "m3scope-vectors-milvus-2026-11-28.json", with the user's local date. The
 * target json is not part of the name.
 */
export function exportFileName({ name, extension }: ExportTarget, now: Date, part?: 'setup'): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-')
  const target = name === 'json' ? '' : `-${name}`
  return `m3scope-vectors${target}${part === undefined ? '' : `-${part}`}-${day}.${extension}`
}
