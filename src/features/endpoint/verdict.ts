/** What a comparison means, in a sentence of the dictionaries. */
import type { TFunction } from 'i18next'
import type { Verdict } from '../../engine/endpoint/types'

type T = TFunction<'endpoint'>

/** @param ours dtype of our model @param check a tolerance is a least cosine, or for sparse a largest difference */
export function verdictWords(t: T, verdict: Verdict, ours: string, check: 'cosine' | 'difference'): string {
  switch (verdict.kind) {
    case 'same':
    case 'cut': {
      const tolerance = t(`tolerance.${check}`, { value: verdict.expected })
      const how = t(`within.${verdict.within}`, { ours, tolerance })
      return `${t(`verdict.${verdict.kind}`)} ${how}`
    }
    case 'different':
      return t('verdict.different', { tolerance: t(`tolerance.${check}`, { value: verdict.expected }) })
    case 'dimension':
    case 'rows':
      return t(`verdict.${verdict.kind}`, { ours: verdict.ours, theirs: verdict.theirs })
  }
}

/** Amber: it is not the vector that ours is. */
export const isFine = ({ kind }: Verdict): boolean => kind === 'same' || kind === 'cut'
