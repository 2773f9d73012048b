import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { comparePeer } from '../../engine/peer/compare'
import type { PeerComparison, PeerReply } from '../../engine/peer/types'
import { SIDES, type Side } from '../../core/state'
import { DataTable } from '../../ui/DataTable'
import { MaybeNum } from '../../ui/Num'
import { SideMark } from '../../ui/score-parts'
import type { PeerFound } from './peer-types'
import css from './compare.module.css'

interface Row {
  readonly side: Side
  readonly found: PeerComparison
}

/** Token ids, vectors and what differs, for each text. */
export function PeerResultView({ found }: { readonly found: PeerFound }) {
  const { t } = useTranslation('compare')
  const { info, ours, reply } = found
  const rows = useMemo(
    () =>
      SIDES.map((side, index): Row => {
        const mine = { encoded: ours[side], pooling: info.pooling?.value ?? null, dtype: info.dtype.value }
        return { side, found: comparePeer(reply, index, mine) }
      }),
    [info, ours, reply],
  )
  const { vectors, unasked } = reply
  const facts = { library: reply.library, file: info.graphFile, dtype: info.dtype.value }
  return (
    <div data-testid="peer-result" data-library={reply.library} data-vectors={vectors.state}>
      <p className={css.note}>
        {vectors.state === 'given'
          ? t('peer.library', { ...facts, output: vectors.output })
          : t('peer.libraryNone', facts)}
      </p>
      <WhyNone reply={reply} />
      <PeerTable rows={rows} />
      <Differences rows={rows} reply={reply} />
      {vectors.state === 'given' && !unasked.isThisOne && (
        <p className={css.note}>
          {t(unasked.exists ? 'peer.unasked' : 'peer.unaskedMissing', { file: unasked.file })}
        </p>
      )}
    </div>
  )
}

function WhyNone({ reply: { tokens, vectors } }: { readonly reply: PeerReply }) {
  const { t } = useTranslation('compare')
  const sentences = [
    tokens.state === 'refused' && t('peer.tokensRefused', { said: tokens.said }),
    vectors.state === 'no-hidden-states' && t('peer.noHiddenStates', { outputs: vectors.outputs.join(', ') }),
    vectors.state === 'refused' &&
      t(vectors.stage === 'load' ? 'peer.refusedLoad' : 'peer.refusedRun', { said: vectors.said }),
  ].filter((sentence) => sentence !== false)
  return sentences.map((sentence) => (
    <p key={sentence} className={clsx('amber', css.note)} data-testid="peer-unavailable">
      {sentence}
    </p>
  ))
}

function PeerTable({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useTranslation('compare')
  const number = (title: string, value: (found: PeerComparison) => number | null, digits = 6) => ({
    title,
    width: 132,
    align: 'right' as const,
    render: (_: unknown, { found }: Row) => <MaybeNum value={value(found)} digits={digits} />,
  })
  return (
    <DataTable<Row>
      label={t('peer.title')}
      rows={rows}
      rowKey={({ side }) => side}
      width={760}
      columns={[
        {
          title: t('peer.text'),
          width: 52,
          render: (_, { side, found }) => (
            <span
              data-testid={`peer-text-${side}`}
              data-ids-equal={found.ids?.isEqual}
              data-cls={found.cls?.cosine}
              data-mean={found.mean?.cosine}
              data-padded={found.padded?.cosine}
              data-norm={found.rawNorm ?? undefined}
            >
              <SideMark side={side} />
            </span>
          ),
        },
        { title: t('peer.ids'), width: 170, render: (_, { found }) => <Ids ids={found.ids} /> },
        number(t('peer.cls'), ({ cls }) => cls && cls.cosine),
        number(t('peer.mean'), ({ mean }) => mean && mean.cosine),
        number(t('peer.norm'), ({ rawNorm }) => rawNorm, 4),
        {
          title: t('peer.padded'),
          width: 150,
          align: 'right',
          render: (_, { found: { padded } }) => (
            <span title={padded ? t('peer.paddedTitle', { padding: padded.padding }) : undefined}>
              <MaybeNum value={padded && padded.cosine} digits={6} />
            </span>
          ),
        },
      ]}
    />
  )
}

function Ids({ ids }: { readonly ids: PeerComparison['ids'] }) {
  const { t } = useTranslation('compare')
  if (ids === null) return <span className="muted">–</span>
  return (
    <span className={ids.isEqual ? undefined : 'amber'}>
      {ids.firstDifference === null ? t('peer.equal') : t('peer.differ', { at: ids.firstDifference })} ·{' '}
      <span className="muted">{t('peer.counts', { ours: ids.ours, theirs: ids.theirs })}</span>
    </span>
  )
}

function Differences({ rows, reply }: { readonly rows: readonly Row[]; readonly reply: PeerReply }) {
  const { t } = useTranslation('compare')
  const codes = [...new Set(rows.flatMap(({ found }) => found.differences))]
  if (codes.length === 0)
    return reply.vectors.state === 'given' ? <p className={css.note}>{t('peer.none')}</p> : null
  return codes.map((code) => (
    <p key={code} className={css.note} data-testid="peer-difference" data-code={code}>
      {rows
        .filter(({ found }) => found.differences.includes(code))
        .map(({ side }) => (
          <SideMark key={side} side={side} />
        ))}{' '}
      {t(`peer.difference.${code}`)}
    </p>
  ))
}
