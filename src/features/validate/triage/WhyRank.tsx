import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { ErrorBox } from '../../../ui/ErrorBox'
import { formatNumber } from '../../../ui/format'
import { Changes } from './Changes'
import { useColumnName } from './HeaderRow'
import { PairTokensView } from './PairTokensView'
import { explainedScore } from './run-inputs'
import { scoreNow, weightsNow, type RowSource } from './source'
import { orderNow } from './why-actions'
import { useApp } from '../../../core/react'
import type { RankFound } from './why-types'
import css from './triage.module.css'

/** Documents that the list of the compared one offers. */
const MOST = 100

interface Props {
  readonly source: RowSource
  readonly pair: number
}

/** For a document below another: what each head gave and took, and what would lift it. */
export function WhyRank({ source, pair }: Props) {
  const { t } = useTranslation('validate')
  const { explainRank } = useActions()
  const why = useAppState(({ validate }) => validate.triage.why)
  const weights = useAppState(weightsNow)
  const score = useAppState(scoreNow)
  const phase = useAppState(({ validate }) => validate.run.phase)
  const hasRun = source.result !== null

  useEffect(() => {
    if (hasRun) void explainRank(pair, null)
  }, [explainRank, hasRun, pair, weights, score, phase])

  const isOfPair = why.pair === pair
  const found = isOfPair ? why.found : null
  return (
    <section
      className={css.why}
      aria-label={t('triage.why.unranked')}
      data-testid="validate-why"
      data-phase={why.phase}
    >
      <h3 className={css.title}>
        {found === null ? t('triage.why.unranked') : t('triage.why.title', { rank: found.rank })}
      </h3>
      {!hasRun && <p className="muted">{t('triage.why.notRun')}</p>}
      {hasRun && isOfPair && found === null && why.phase === 'done' && (
        <p className="muted">{t('triage.why.alone')}</p>
      )}
      {isOfPair && why.error !== null && <ErrorBox error={why.error} />}
      {found !== null && why.against !== null && (
        <>
          <Against source={source} pair={pair} against={why.against} />
          <Distance found={found} />
          <Parts found={found} />
          <PairTokensView found={found} waits={why.phase === 'explaining'} />
          <Changes found={found} />
        </>
      )}
    </section>
  )
}

function Against({ source, pair, against }: Props & { readonly against: number }) {
  const { t } = useTranslation('validate')
  const { explainRank } = useActions()
  const { store } = useApp()
  const { set, pairs } = source
  const order = orderNow(store.getState(), source, pairs.query[pair]!)
  const places = [...order.keys()].filter((place) => place < MOST || order[place] === against)
  return (
    <label className={css.field}>
      <span>{t('triage.why.against')}</span>
      <select
        data-testid="validate-why-against"
        className={css.select}
        value={against}
        onChange={({ target }) => void explainRank(pair, Number(target.value))}
      >
        {places
          .filter((place) => order[place] !== pair)
          .map((place) => (
            <option key={place} value={order[place]}>
              {t('triage.why.option', {
                rank: place + 1,
                text: set.documents.texts[pairs.document[order[place]!]!]!.slice(0, 60).replace(/\s+/g, ' '),
              })}
            </option>
          ))}
      </select>
    </label>
  )
}

function Distance({ found: { score: own, otherScore: other } }: { readonly found: RankFound }) {
  const { t } = useTranslation('validate')
  const name = useColumnName()
  const score = useAppState((state) => explainedScore(scoreNow(state)))
  const words = {
    score: name(score),
    own: formatNumber(own, 4),
    other: formatNumber(other, 4),
    distance: formatNumber(Math.abs(own - other), 4),
  }
  if (own === other) return <p>{t('triage.why.tied', words)}</p>
  return (
    <p data-testid="validate-why-distance" data-value={own - other}>
      {t(own < other ? 'triage.why.lower' : 'triage.why.higher', words)}
    </p>
  )
}

const signed = (value: number): string => `${value > 0 ? '+' : ''}${formatNumber(value, 4)}`

function Parts({ found: { contributions, score, otherScore } }: { readonly found: RankFound }) {
  const { t } = useTranslation('validate')
  const name = useColumnName()
  return (
    <ul className={css.parts}>
      {contributions.map(({ head, below, above, share, part }) => (
        <li key={head} data-testid={`validate-part-${head}`} data-value={part}>
          <b className={`num ${part < 0 ? css.takes : css.gives}`}>{signed(part)}</b>{' '}
          <span className="muted">{t(part < 0 ? 'triage.why.takes' : 'triage.why.gives')}</span>{' '}
          {t('triage.why.part', {
            head: name(head),
            own: formatNumber(below, 4),
            other: formatNumber(above, 4),
            share: formatNumber(share, 3),
          })}
        </li>
      ))}
      <li className="muted">
        <span className="num">{signed(score - otherScore)}</span> {t('triage.why.sum')}
      </li>
    </ul>
  )
}
