import type { TFunction } from 'i18next'
import type { RuleKind } from '../../engine/text/preprocess/types'
import type { Hypothesis } from '../../engine/why/names'
import type { WhyRow } from '../../engine/why/types'
import { formatNumber } from '../../ui/format'
import { i18next } from '../../i18n'

export type WhyT = TFunction<readonly ['why', 'rules']>

/** Describes what a hypothesis assumes. */
export const assumes = (t: WhyT, hypothesis: Hypothesis): string =>
  t(`hypothesis.${hypothesis.name}.what`, valuesOf(t, hypothesis))

/** Describes what the user should check in production. */
export const toCheck = (t: WhyT, hypothesis: Hypothesis): string =>
  t(`hypothesis.${hypothesis.name}.check`, valuesOf(t, hypothesis))

function valuesOf(t: WhyT, { id, name, values }: Hypothesis): Record<string, string | number> {
  // Several hypotheses share a name, so their words depend on the id.
  if (name === 'wrong-encoding') return encodingWords(t, values)
  const key = [id, values.how].find((each) => each !== undefined && i18next.exists(`why:how.${each}`))
  const how =
    key === undefined ? {} : { how: t(`how.${key}` as 'how.outside-dropped', { encoding: values.encoding }) }
  return Object.fromEntries(
    Object.entries({ ...values, ...how }).map(([key, value]) => [
      key,
      typeof value === 'number'
        ? Number.isInteger(value)
          ? String(value)
          : formatNumber(value, 4)
        : key === 'kind' && (name === 'rule-on' || name === 'rule-off')
          ? t(`rules:kinds.${value as RuleKind}`)
          : name === 'mix' && key === 'weights'
            ? mixWords(t, values)
            : i18next.exists(`why:of.${key}.${value}`)
              ? t(`of.${key}.${value}` as 'of.parts.lines', { size: values.size })
              : value,
    ]),
  )
}

/** "0.1 × title + 0.9 × text", with the names of the texts in the reader's language. */
const mixWords = (t: WhyT, values: Hypothesis['values']): string =>
  Object.entries(values)
    .filter(([key]) => key !== 'sum' && key !== 'weights')
    .map(([key, share]) => `${share} × ${t(`of.term.${key}` as 'of.term.title')}`)
    .join(' + ')

/** Parts are empty where there is nothing to say. */
function encodingWords(
  t: WhyT,
  { from, to, lost, errors, times }: Hypothesis['values'],
): Record<string, string> {
  return {
    from: String(from),
    to: String(to),
    lost: lost === undefined ? '' : t(`lost.${lost as 'ignore'}`),
    errors: errors === undefined ? '' : t(`errors.${errors as 'ignore'}`),
    times: times === undefined ? '' : t('times', { times: String(times) }),
  }
}

/** Describes a row by its hypotheses, or says that it has none. */
export const rowWords = (t: WhyT, { hypotheses }: Pick<WhyRow, 'hypotheses'>): string =>
  hypotheses.length === 0 ? t('plain') : hypotheses.map((each) => assumes(t, each)).join(' + ')

export const idsOf = ({ hypotheses }: Pick<WhyRow, 'hypotheses'>): string =>
  hypotheses.map(({ id }) => id).join('+')

/** Formats a cosine with enough decimals to show the difference from 1, at least 5. */
export const cosineWords = (cosine: number): string => {
  const left = 1 - cosine
  if (!(left > 0)) return cosine.toFixed(5)
  const digits = Math.max(5, Math.min(8, Math.ceil(-Math.log10(left)) + 1))
  return cosine.toFixed(digits)
}
