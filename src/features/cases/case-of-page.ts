/** Creates a case from the page. */
import { makeCase, withoutSecrets, type CaseFacts, type SideFacts } from '../../formats/case/make'
import type { CaseEnvironment, CaseFile, CaseHeatmap, Expected } from '../../formats/case/schema'
import type { Milliseconds } from '../../engine/units'
import type { ModelInfo } from '../../engine/model/types'
import { HEAD_NAMES, type HeadName } from '../../engine/model/types'
import { caseSettings } from '../../core/settings/in-case'
import { newCaseId } from './state'
import type { Ports } from '../../core/context'
import { currentInputs, fusedScores } from '../../core/selectors'
import { isStale } from '../../core/staleness'
import type { AppState, Result, TextState } from '../../core/state'
import { isHeatmapStale } from '../heatmap'

/** Maximum number of cells of a heatmap that a case contains, for each head. */
const CELL_LIMIT = 250_000

/** The page's result; null: there is none, or it is stale. */
export function currentResult(state: AppState): Result | null {
  return state.result !== null && currentInputs(state) !== null && !isStale(state) ? state.result : null
}

export interface Named {
  readonly name: string
  readonly notes: string
  readonly expected: Expected
}

/** @throws EngineError text/lone-surrogate */
export async function caseOfPage(
  state: AppState,
  result: Result,
  named: Named,
  ports: Pick<Ports, 'pageFacts' | 'pageUrl'>,
): Promise<CaseFile> {
  const now = new Date().toISOString()
  const { settings, rules, splits } = state
  return makeCase({
    ...named,
    id: newCaseId(),
    created: now,
    modified: now,
    a: sideOf(state.a),
    b: sideOf(state.b),
    prefix: settings.prefix,
    rules: rules.rules as CaseFacts['rules'],
    metadata: settings.metadata,
    splits: splits as CaseFacts['splits'],
    settings: caseSettings(settings),
    pair: result.reply,
    scores: fusedScores(result, settings.weights),
    info: result.info,
    heatmap: heatmapOf(state),
    environment: environmentOf(ports, result.info, result.time),
  })
}

/** The case contains the bytes of a file only if the text has not been edited since the file was opened. */
function sideOf({ text, file }: TextState): SideFacts {
  if (file === null) return { text, file: null, bytes: null }
  const { name, encoding, how, lossy, doubtful, bytes, original } = file
  return {
    text,
    file: { name, encoding, how, lossy, doubtful },
    bytes: bytes !== null && original === text ? bytes : null,
  }
}

export function environmentOf(
  { pageFacts, pageUrl }: Pick<Ports, 'pageFacts' | 'pageUrl'>,
  { runtime }: Pick<ModelInfo, 'runtime'>,
  time: Milliseconds,
): CaseEnvironment {
  const facts = pageFacts()
  return {
    app: facts.app,
    user_agent: facts.userAgent,
    page: withoutSecrets(pageUrl),
    isolated: facts.crossOriginIsolated,
    secure_context: facts.secureContext,
    hardware_threads: facts.hardwareThreads,
    threads_reason: runtime.threadsReason,
    time_ms: Math.max(0, time),
  }
}

/** The heatmap for the case; null: there is none, it is stale or incomplete, or it is too large. */
function heatmapOf(state: AppState): CaseHeatmap | null {
  const { result } = state.heatmap
  if (result === null || result.done === null || isHeatmapStale(state)) return null
  const { a, b, values, inputs, done } = result
  if (a.length * b.length > CELL_LIMIT) return null
  const ranges = (units: typeof a) => units.map(({ start, end }): [number, number] => [start, end])
  const cells = (head: HeadName) => {
    const part = done.heads[head]
    if (part.state === 'unavailable') return { unavailable: part.reason }
    return Array.from(values[head] ?? [], (value) => (Number.isFinite(value) ? value : null))
  }
  const [dense, sparse, colbert] = HEAD_NAMES.map(cells)
  return {
    against: inputs.against,
    way: inputs.contextMode,
    unit: inputs.unit,
    rows: ranges(a),
    columns: ranges(b),
    dense: dense!,
    sparse: sparse!,
    colbert: colbert!,
  }
}
