/** Compares a stored case with a run of another model or on another machine. */
import type { ModelInfo } from '../../engine/model/types'
import type { PairResult } from '../../engine/pipeline'
import { diffCases } from './diff'
import type { CaseDiff, Judgement } from './diff-types'
import { judge } from './judge'
import { makeCase } from './make'
import type { CaseEnvironment, CaseFile } from './schema'

export interface ReplayedCase {
  readonly now: CaseFile
  readonly diff: CaseDiff
  readonly judgement: Judgement
}

/** @param pair the run of inputsOf(file) with encodeSettings(file.settings, info) and weightsOf(file.settings) */
export async function compareRun(
  file: CaseFile,
  pair: Pick<PairResult, 'a' | 'b' | 'explanation' | 'scores'>,
  info: ModelInfo,
  environment: CaseEnvironment,
): Promise<ReplayedCase> {
  const side = (name: 'a' | 'b') => ({ text: file.sides[name].text, file: null, bytes: null })
  const now = await makeCase({
    ...file,
    a: side('a'),
    b: side('b'),
    pair,
    scores: pair.scores,
    info,
    heatmap: null,
    environment,
  })
  return { now, diff: diffCases(file, now), judgement: judge(file.expected, now.result) }
}
