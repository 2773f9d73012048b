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
    case 'cut':
      return `${t(`verdict.${verdict.kind}`)} ${within(t, verdict, ours, check)}`
    case 'undecided':
      return verdict.reason === 'tokens'
        ? t('verdict.undecided-tokens')
        : `${t('verdict.undecided')} ${within(t, verdict, ours, check)} ${t('verdict.undecided-next')}`
    case 'different': {
      const tolerance = t(`tolerance.${check}`, { value: verdict.expected })
      if (verdict.reason === 'tokens') return t('verdict.different-tokens')
      return verdict.reason === 'outlier'
        ? t('verdict.different-outlier', { others: t(`closeness.${verdict.others!}`), tolerance })
        : t('verdict.different', { tolerance })
    }
    case 'dimension':
    case 'rows':
      return t(`verdict.${verdict.kind}`, { ours: verdict.ours, theirs: verdict.theirs })
  }
}

function within(
  t: T,
  { within, expected }: Extract<Verdict, { readonly expected: number; readonly within: unknown }>,
  ours: string,
  check: 'cosine' | 'difference',
): string {
  return t(`within.${within}`, { ours, tolerance: t(`tolerance.${check}`, { value: expected }) })
}

/** Whether the server's vector agrees with ours. If not, the verdict is amber. */
export const isFine = ({ kind }: Verdict): boolean => kind === 'same' || kind === 'cut'

/** Whether "why" can say more about a vector with this verdict. */
export const isOpen = ({ kind }: Verdict): boolean => kind === 'undecided' || kind === 'different'
