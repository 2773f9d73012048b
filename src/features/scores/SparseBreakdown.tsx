import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { skippedIds } from '../../engine/heads/sparse'
import type { SparseExplanation } from '../../engine/score/types'
import { CopyButton } from '../../ui/CopyButton'
import { Formula, type FormulaPart } from '../../ui/Formula'
import { KeyValue } from '../../ui/KeyValue'
import { MaybeNum, Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { TokenText } from '../../ui/TokenText'
import { OneSidedTable } from './OneSidedTable'
import { Check, Note, SideMark } from '../../ui/score-parts'
import { SharedTable } from './SharedTable'
import { shareOf } from '../../engine/score/share'
import { sharedTsv } from './sparse'
import {
  occurrencesById,
  sharedRows,
  silencedTokens,
  type SharedRow,
  type SilencedToken,
} from '../../engine/score/terms'
import type { BreakdownProps } from './types'
import { signed } from '../../ui/tsv'
import css from './scores.module.css'

export function SparseBreakdown(props: BreakdownProps) {
  const { sparse } = props.reply.explanation
  return sparse.state === 'available' ? <Opened {...props} sparse={sparse.value} /> : null
}

/** Number of products that the formula shows. */
const TERMS = 4

function Opened({ reply, info, sparse }: BreakdownProps & { readonly sparse: SparseExplanation }) {
  const { t } = useTranslation('scores')
  const skipped = useMemo(() => skippedIds(info.tokenizer.specialIds), [info])
  const { rows, silenced } = useMemo(() => {
    const inA = occurrencesById(reply.a.encoded)
    const inB = occurrencesById(reply.b.encoded)
    return {
      rows: sharedRows(sparse, inA, inB),
      silenced: silencedTokens(reply.a.encoded, inA, inB, skipped),
    }
  }, [reply, sparse, skipped])
  const sum = rows.reduce((total, row) => total + row.product, 0)
  return (
    <>
      <Formula parts={formulaOf(rows, sparse.score, (n) => t('sparse.more', { n }))} />
      <Note>{t('sparse.rules', { ids: [...skipped].join(', ') || '–' })}</Note>
      <div className={clsx(css.columns, css.wideFirst)}>
        <Section
          title={t('sparse.shared', { n: rows.length })}
          actions={
            rows.length > 0 && (
              <CopyButton label={t('copyTsv')} text={() => signed(sharedTsv(rows), { info, reply })} />
            )
          }
        >
          {rows.length > 0 ? <SharedTable rows={rows} sum={sum} /> : <Note>{t('sparse.none')}</Note>}
          <Check what="Σ wA·wB" sum={sum} score={sparse.score} />
          <Silenced tokens={silenced} />
        </Section>
        <div>
          <Ceilings sparse={sparse} />
          <div className={css.pair}>
            <OneSidedTable side="a" tokens={sparse.onlyA} made={{ info, reply }} />
            <OneSidedTable side="b" tokens={sparse.onlyB} made={{ info, reply }} />
          </div>
        </div>
      </div>
    </>
  )
}

/** The formula: the first products as numbers, then the number of the others. */
function formulaOf(rows: readonly SharedRow[], score: number, moreOf: (n: number) => string): FormulaPart[] {
  const first = rows
    .slice(0, TERMS)
    .flatMap((row, i): FormulaPart[] => [i === 0 ? '' : ' + ', row.weightA, '·', row.weightB])
  const more = rows.length > TERMS ? [moreOf(rows.length - TERMS)] : []
  return ['sparse = Σ wA·wB = ', ...first, ...more, rows.length > 0 ? ' = ' : '', score]
}

function Silenced({ tokens }: { readonly tokens: readonly SilencedToken[] }) {
  const { t } = useTranslation('scores')
  if (tokens.length === 0) return null
  return (
    <Note>
      {t('sparse.silenced')}{' '}
      {tokens.map((token) => (
        <span key={token.id} className={css.silenced}>
          <TokenText token={token.token} /> (A <Num value={token.weightA} />, B <Num value={token.weightB} />
          ){' '}
        </span>
      ))}
    </Note>
  )
}

function Ceilings({ sparse }: { readonly sparse: SparseExplanation }) {
  const { t } = useTranslation('scores')
  const bound = Math.sqrt(sparse.selfA * sparse.selfB)
  return (
    <Section title={t('sparse.ceilings')}>
      <KeyValue
        facts={[
          {
            key: 'a',
            label: (
              <>
                <SideMark side="a" /> × <SideMark side="a" />
              </>
            ),
            value: <Num value={sparse.selfA} />,
          },
          {
            key: 'b',
            label: (
              <>
                <SideMark side="b" /> × <SideMark side="b" />
              </>
            ),
            value: <Num value={sparse.selfB} />,
          },
          { key: 'bound', label: t('sparse.bound'), value: <Num value={bound} /> },
          {
            key: 'of',
            label: t('sparse.ofBound'),
            value: <MaybeNum value={shareOf(sparse.score, bound)} />,
          },
        ]}
      />
      <Note>{t('sparse.ceilingsWhy')}</Note>
    </Section>
  )
}
