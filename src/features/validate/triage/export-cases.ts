/** Pairs as cases: each one is run again, because a case holds the vectors behind its scores. */
import { caseSettings } from '../../../core/settings/in-case'
import type { Context } from '../../../core/context'
import type { AppState } from '../../../core/state'
import { milliseconds } from '../../../engine/units'
import { makeCase, type CaseFacts } from '../../../formats/case/make'
import { NOTHING_EXPECTED, type CaseFile } from '../../../formats/case/schema'
import { casesToJson } from '../../../formats/case/write'
import { environmentOf, newCaseId } from '../../cases'
import type { ValidationResult } from '../run/types'
import { ruleSetOf } from './changes'
import { gradeAt, labelKey } from './grades'
import { settingsOf } from './open-actions'
import { documentInputOf, queryInputOf } from './run-inputs'
import { scoreNow, weightsNow } from './source'

/** A case of two short texts has about 100 kB; this many are a file that every page reads. */
export const MOST_CASES = 200

const NO_EDITS = { a: { joined: [], cut: [] }, b: { joined: [], cut: [] } }

export interface CasesHooks {
  readonly signal: AbortSignal
  readonly onCase: (done: number) => void
}

/** @throws EngineError as `analyze`; text/lone-surrogate */
export async function casesOf(
  { client, ports }: Context,
  state: AppState,
  result: ValidationResult,
  chosen: readonly number[],
  { signal, onCase }: CasesHooks,
): Promise<Blob> {
  const files: CaseFile[] = []
  for (const pair of chosen) {
    files.push(await caseOfPair({ client, ports }, state, result, pair, signal))
    onCase(files.length)
  }
  return new Blob([...casesToJson(files, new Date().toISOString())], { type: 'application/json' })
}

async function caseOfPair(
  { client, ports }: Pick<Context, 'client' | 'ports'>,
  state: AppState,
  result: ValidationResult,
  pair: number,
  signal: AbortSignal,
): Promise<CaseFile> {
  const { set, pairs, inputs, info } = result
  const query = pairs.query[pair]!
  const document = pairs.document[pair]!
  const settings = { ...state.settings, ...settingsOf(result, state.settings) }
  const started = ports.now()
  const reply = await client.call(
    'analyze',
    {
      a: queryInputOf(set.queries.texts[query]!, inputs),
      b: documentInputOf(set.documents.texts[document]!, inputs),
      settings: result.settings,
      weights: weightsNow(state),
    },
    { signal },
  )
  const time = milliseconds(ports.now() - started)
  const { labels } = state.validate.triage
  const grade = gradeAt({ set, pairs }, labels, pair)
  const score = scoreNow(state)
  const now = new Date().toISOString()
  return makeCase({
    id: newCaseId(),
    name: `${set.queries.ids[query]!} · ${set.documents.ids[document]!}`,
    notes: labels.get(labelKey(set, pairs, pair))?.note ?? '',
    expected: {
      ...NOTHING_EXPECTED,
      outcome: grade === null || Number.isNaN(grade) ? null : grade > 0 ? 'match' : 'no-match',
      ...(score !== 'production' && { score }),
    },
    created: now,
    modified: now,
    a: { text: set.queries.texts[query]!, file: null, bytes: null },
    b: { text: set.documents.texts[document]!, file: null, bytes: null },
    prefix: inputs.prefix,
    rules: ruleSetOf(inputs, state.rules).rules as CaseFacts['rules'],
    metadata: settings.metadata,
    splits: NO_EDITS as CaseFacts['splits'],
    settings: caseSettings(settings),
    pair: reply,
    scores: reply.scores,
    info,
    heatmap: null,
    environment: environmentOf(ports, info, time),
  })
}
