import { useTranslation } from 'react-i18next'
import { Pagination } from 'antd'
import { useState } from 'react'
import { Num } from '../../ui/Num'
import { TokenText } from '../../ui/TokenText'
import type { Attention } from './types'
import type { Shown } from './use-shown'
import { whatWords } from './what'
import css from './attention.module.css'

interface RowTableProps {
  readonly summary: NonNullable<Attention['summary']>
  readonly shown: Shown
}

const PAGE = 1_000

/** The row that is shown, as numbers: the model's own, special tokens too. */
export function RowTable({ summary, shown }: RowTableProps) {
  const { t } = useTranslation('attention')
  const [wanted, setPage] = useState(1)
  const { row, query, look } = shown
  const { tokens } = summary.value.tokenized
  if (row === null) return null
  const page = Math.min(wanted, Math.ceil(row.length / PAGE))
  const from = (page - 1) * PAGE
  return (
    <>
      <div className={css.weights} data-testid="attention-table">
        <p className="muted">
          {t('tableOf', { token: `${query} ${tokens[query]}` })} · {whatWords(t, look)}
        </p>
        {Array.from(row.subarray(from, from + PAGE), (weight, at) => {
          const key = from + at
          return (
            <span
              key={key}
              data-testid="attention-weight"
              data-query={query}
              data-key={key}
              data-value={weight}
            >
              <span className="num muted">{key}</span> <TokenText token={tokens[key]!} />{' '}
              <Num value={weight} />
            </span>
          )
        })}
      </div>
      {row.length > PAGE && (
        <Pagination
          size="small"
          current={page}
          pageSize={PAGE}
          total={row.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  )
}
