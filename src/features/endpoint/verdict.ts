/** Describes the verdict of a comparison in the page's language. */
import type { TFunction } from 'i18next'
import type { Verdict } from '../../engine/endpoint/types'

type T = TFunction<'endpoint'>

/**
 * @param ours dtype of our model
 * @param check what the tolerance limits: a least cosine, or, for sparse, a largest difference
 */
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

/** Whether the server's vector agrees with ours. If not, the verdict is amber. */
export const isFine = ({ kind }: Verdict): boolean => kind === 'same' || kind === 'cut'
