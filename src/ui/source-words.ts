/** Words for the places that a model and the facts about it come from. */
import type { TFunction } from 'i18next'
import { readOrigin } from '../engine/model/origin'
import type { SourceWords } from '../engine/model/types'

type T = TFunction<'common'>

export function originWords(t: T, origin: string): string {
  const { kind, name } = readOrigin(origin)
  return kind === 'plain' ? name : t(`origins.${kind}`, { name })
}

/** Words for the source of a fact. A source without words of its own is a file name or a key, the same in every language. */
export const sourceWords = (t: T, fact: { readonly source: string; readonly words?: SourceWords }): string =>
  fact.words === undefined ? fact.source : t(`sources.${fact.words.code}`, { ...fact.words.values })

/** Which arithmetic is compared with which, as certificates and cases write it: "q4 against fp32 and fp16, same graph". */
export function toleranceWords(t: T, tolerance: string): string {
  const [, ours, theirs, sameGraph] = /^(\S+) against (.+?)(, same graph)?$/.exec(tolerance) ?? []
  if (ours === undefined || theirs === undefined) return tolerance
  const values = { ours, theirs: theirs.split(' and ').join(t('list')) }
  return t(sameGraph === undefined ? 'tolerance.against' : 'tolerance.sameGraph', values)
}
