import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColbertExplanation } from '../../engine/score/types'
import { CopyButton } from '../../ui/CopyButton'
import { Formula } from '../../ui/Formula'
import { KeyValue } from '../../ui/KeyValue'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { matchTsv } from './colbert'
import { matchRows, type MatchOrder } from '../../engine/score/matches'
import { MatchTable } from './MatchTable'
import { Check, Note } from '../../ui/score-parts'
import type { BreakdownProps } from './types'
import { signed } from '../../ui/tsv'

const ORDERS: readonly MatchOrder[] = ['position', 'highest', 'lowest']
const DIRECTIONS = ['forward', 'backward'] as const
type Direction = (typeof DIRECTIONS)[number]

export function ColbertBreakdown(props: BreakdownProps) {
  const { colbert } = props.reply.explanation
  return colbert.state === 'available' ? <Opened {...props} colbert={colbert.value} /> : null
}

function Opened({ reply, info, colbert }: BreakdownProps & { readonly colbert: ColbertExplanation }) {
  const { t } = useTranslation('scores')
  const [direction, setDirection] = useState<Direction>('forward')
  const [order, setOrder] = useState<MatchOrder>('position')
  const shown = colbert[direction]
  const asking = direction === 'forward' ? 'a' : 'b'
  const answering = direction === 'forward' ? 'b' : 'a'
  const query = reply[asking].encoded.tokenized
  const other = reply[answering].encoded.tokenized
  const rows = useMemo(() => matchRows(shown, query, other, order), [shown, query, other, order])
  return (
    <>
      <Formula
        parts={[
          `ColBERT(${asking.toUpperCase()}→${answering.toUpperCase()}) = Σᵢ maxⱼ qᵢ·pⱼ ÷ |q| = `,
          shown.sum,
          ' ÷ ',
          { setting: shown.rows },
          ' = ',
          shown.score,
        ]}
      />
      <BothDirections colbert={colbert} />
      <Section
        title={
          <span className="switches">
            <Segmented<Direction>
              size="small"
              value={direction}
              onChange={setDirection}
              options={DIRECTIONS.map((value) => ({ value, label: t(`colbert.${value}`) }))}
            />
            <Segmented<MatchOrder>
              size="small"
              value={order}
              onChange={setOrder}
              options={ORDERS.map((value) => ({ value, label: t(`colbert.order.${value}`) }))}
            />
          </span>
        }
        actions={<CopyButton label={t('copyTsv')} text={() => signed(matchTsv(rows), { info, reply })} />}
      >
        <MatchTable
          rows={rows}
          direction={shown}
          asking={asking}
          answering={answering}
          queryText={query.text}
          otherText={other.text}
        />
        <Check
          what="Σ max ÷ |q|"
          sum={rows.reduce((sum, r) => sum + r.similarity, 0) / rows.length}
          score={shown.score}
        />
        <Note>{t('colbert.rowsNote')}</Note>
      </Section>
    </>
  )
}

function BothDirections({ colbert }: { readonly colbert: ColbertExplanation }) {
  const { t } = useTranslation('scores')
  return (
    <div>
      <KeyValue
        facts={[
          ...DIRECTIONS.map((direction) => ({
            key: direction,
            label: t(`colbert.${direction}`),
            value: <Num value={colbert[direction].score} />,
            note: (
              <>
                <Num value={colbert[direction].sum} /> ÷ <Num value={colbert[direction].rows} digits={0} />
              </>
            ),
          })),
          {
            key: 'difference',
            label: t('colbert.difference'),
            value: <Num value={colbert.forward.score - colbert.backward.score} />,
            note: t('colbert.asymmetry'),
          },
        ]}
      />
    </div>
  )
}
