import { useTranslation } from 'react-i18next'
import { AvailableNum } from '../../ui/AvailableNum'
import { CopyButton } from '../../ui/CopyButton'
import { Formula, type FormulaPart } from '../../ui/Formula'
import { decimalsOf } from '../../ui/format'
import { KeyValue } from '../../ui/KeyValue'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { FUSED_HEADS, type FusedName } from '../../engine/score/fuse'
import { fusionTsv } from './fusion'
import { fusionOf, type Fusion } from '../../engine/score/fusion'
import { Check, Note } from '../../ui/score-parts'
import { TermTable } from './TermTable'
import type { BreakdownProps } from './types'
import { signed } from '../../ui/tsv'

const SYMBOLIC: Readonly<Record<FusedName, string>> = {
  'sparse+dense': '(w1·s + w0·d) ÷ (w1 + w0)',
  'colbert+sparse+dense': '(w2·c + w1·s + w0·d) ÷ (w0 + w1 + w2)',
}

function numbersOf(fusion: Fusion, name: FusedName, score: number): FormulaPart[] {
  // Writes the divisor in the order of weights in FlagEmbedding's formula.
  const weights = [...fusion.terms]
  if (name === 'colbert+sparse+dense') weights.reverse()
  const join = (parts: FormulaPart[][]) => parts.flatMap((part, i) => (i === 0 ? part : [' + ', ...part]))
  return [
    '= (',
    ...join(fusion.terms.map((term) => [{ setting: term.weight }, '·', term.score])),
    ') ÷ (',
    ...join(weights.map((term) => [{ setting: term.weight }])),
    ') = ',
    fusion.numerator,
    ' ÷ ',
    { setting: fusion.divisor },
    ' = ',
    score,
  ]
}

export function FusionBreakdown({
  scores,
  weights,
  name,
  reply,
  info,
}: BreakdownProps & { readonly name: FusedName }) {
  const { t } = useTranslation('scores')
  const score = scores[name]
  const fusion = fusionOf(name, scores, weights)
  if (score.state === 'unavailable' || fusion === null)
    return (
      <>
        <Formula parts={[`${name} = ${SYMBOLIC[name]}`]} />
        <KeyValue
          facts={FUSED_HEADS[name].map((head) => ({
            key: head,
            label: t(`heads.${head}`),
            value: <AvailableNum value={scores[head]} />,
          }))}
        />
      </>
    )
  return (
    <>
      <Formula parts={[`${name} = ${SYMBOLIC[name]}`]} />
      <Formula parts={numbersOf(fusion, name, score.value)} />
      <Section
        title={t('fusion.terms')}
        actions={<CopyButton label={t('copyTsv')} text={() => signed(fusionTsv(fusion), { info, reply })} />}
      >
        <TermTable fusion={fusion} score={score.value} />
        <Check
          what="Σ wᵢ·xᵢ ÷ Σ wᵢ"
          sum={fusion.terms.reduce((sum, term) => sum + term.contribution, 0)}
          score={score.value}
        />
      </Section>
      <Note>
        {t('fusion.order')} [<Num value={weights.dense} digits={decimalsOf(weights.dense)} />,{' '}
        <Num value={weights.sparse} digits={decimalsOf(weights.sparse)} />,{' '}
        <Num value={weights.colbert} digits={decimalsOf(weights.colbert)} />]
      </Note>
      <Note>{t('fusion.training')}</Note>
    </>
  )
}
