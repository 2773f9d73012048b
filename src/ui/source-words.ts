/** Where a model and the facts about it come from, in the reader's language. */
import type { TFunction } from 'i18next'
import { readOrigin } from '../engine/model/origin'
import type { SourceWords } from '../engine/model/types'

type T = TFunction<'common'>

export function originWords(t: T, origin: string): string {
  const { kind, name } = readOrigin(origin)
  return kind === 'plain' ? name : t(`origins.${kind}`, { name })
}

/** What a fact was read from. A source without words of its own is a file name or a key, the same in every language. */
export const sourceWords = (t: T, fact: { readonly source: string; readonly words?: SourceWords }): string =>
  fact.words === undefined ? fact.source : t(`sources.${fact.words.code}`, { ...fact.words.values })
