import { useTranslation } from 'react-i18next'
import type { Available } from '../../engine/model/types'
import type { DenseExplanation } from '../../engine/score/types'
import { KeyValue } from '../../ui/KeyValue'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { Unavailable } from '../../ui/Unavailable'
import { extreme, signSums } from './dense'
import { SideMark, type Side } from '../../ui/score-parts'

interface DenseFactsProps {
  readonly dense: DenseExplanation
  readonly a: Float32Array
  readonly b: Float32Array
}

export function DenseFacts({ dense, a, b }: DenseFactsProps) {
  const { t } = useTranslation('scores')
  const { positive, negative } = signSums(dense.contributions)
  const sided = (side: Side, key: 'before' | 'after' | 'extreme') => (
    <>
      <SideMark side={side} /> {t(`dense.${key}`)}
    </>
  )
  const peak = (vector: Float32Array) => {
    const found = extreme(vector)
    return found && { value: <Num value={found.value} />, note: t('dense.atDim', { dim: found.dim }) }
  }
  const facts = [
    { key: 'dim', label: t('dense.dimension'), value: <Num value={dense.dimension} digits={0} /> },
    { key: 'beforeA', label: sided('a', 'before'), ...numOrWhy(dense.rawNormA) },
    { key: 'beforeB', label: sided('b', 'before'), ...numOrWhy(dense.rawNormB) },
    { key: 'afterA', label: sided('a', 'after'), value: <Num value={dense.normA} /> },
    { key: 'afterB', label: sided('b', 'after'), value: <Num value={dense.normB} /> },
    { key: 'dot', label: t('dense.dot'), value: <Num value={dense.dot} />, note: t('dense.isScore') },
    { key: 'cosine', label: t('dense.cosine'), value: <Num value={dense.cosine} /> },
    { key: 'maxA', label: sided('a', 'extreme'), ...(peak(a) ?? { value: '–' }) },
    { key: 'maxB', label: sided('b', 'extreme'), ...(peak(b) ?? { value: '–' }) },
    {
      key: 'positive',
      label: t('dense.positive'),
      value: <Num value={positive.sum} />,
      note: t('dense.dimensions', { n: positive.count }),
    },
    {
      key: 'negative',
      label: t('dense.negative'),
      value: <Num value={negative.sum} />,
      note: t('dense.dimensions', { n: negative.count }),
    },
  ]
  return (
    <Section title={t('dense.facts')}>
      <KeyValue facts={facts} />
    </Section>
  )
}

/** The reason is shown as a note, where there is space for a sentence. */
const numOrWhy = (norm: Available<number>) =>
  norm.state === 'available'
    ? { value: <Num value={norm.value} /> }
    : { value: '–', note: <Unavailable reason={norm.reason} /> }
