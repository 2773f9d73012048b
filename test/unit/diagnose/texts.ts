/** A diagnosis of texts by the tiny model, through the same call as the page's and the terminal's. */
import { textToDiagnose } from '../../../src/engine/diagnose/text'
import type { Fact, FactCode, FactOf } from '../../../src/engine/diagnose/types'
import type { EncodeSettings } from '../../../src/engine/encode/types'
import { DEFAULT_WEIGHTS } from '../../../src/engine/score/fuse'
import type { Weights } from '../../../src/engine/score/types'
import { prepareText } from '../../../src/engine/text/prepare'
import type { Rule } from '../../../src/engine/text/preprocess/types'
import { sharedModel } from '../../engine'

export interface Ways {
  readonly settings?: Partial<EncodeSettings>
  readonly weights?: Weights
  readonly rules?: readonly Rule[]
  readonly leaveOutMetadata?: boolean
  readonly prefix?: string
  /** Only tokens are looked at. */
  readonly encode?: false
}

export async function diagnosed(a: string, b: string | null, ways: Ways = {}): Promise<readonly Fact[]> {
  const { engine } = await sharedModel('tiny')
  const settings: EncodeSettings = {
    tokenizerMode: 'hf4',
    maxLength: 64,
    normalize: true,
    truncateDim: null,
    ...ways.settings,
  }
  const { weights = DEFAULT_WEIGHTS, prefix = '' } = ways
  const scores =
    b === null
      ? null
      : (
          await engine.call('analyze', {
            a: prepared(a, ways, prefix).input,
            b: prepared(b, ways).input,
            settings,
            weights,
          })
        ).scores
  return engine.call('diagnose', {
    a: prepared(a, ways, prefix),
    b: b === null ? null : prepared(b, ways),
    settings,
    weights,
    scores,
    ...(ways.encode === false && { encode: false }),
  })
}

function prepared(text: string, { rules = [], leaveOutMetadata = false }: Ways, prefix = '') {
  const as = (withRules: boolean, left: boolean) =>
    prepareText(text, { rules: withRules ? rules : [], leaveOutMetadata: left })
  return textToDiagnose(prefix, {
    now: as(true, leaveOutMetadata),
    withoutRules: () => as(false, leaveOutMetadata),
    withoutHeaders: () => (leaveOutMetadata ? null : as(true, true)),
  })
}

export const only = <C extends FactCode>(facts: readonly Fact[], code: C): readonly FactOf<C>[] =>
  facts.filter((fact) => fact.code === code) as unknown as readonly FactOf<C>[]
