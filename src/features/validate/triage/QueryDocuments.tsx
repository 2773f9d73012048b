import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../../core/react'
import { scoreAt } from '../../../engine/validate/rank/columns'
import { HEAD_NAMES } from '../../../engine/validate/types'
import { formatNumber } from '../../../ui/format'
import { gradeAt, labelName } from './grades'
import { useColumnName } from './HeaderRow'
import { useLabelWords } from './LabelCell'
import { groupsOf, hasHead, scoreNow, signOf, weightsNow, type RowSource } from './source'
import { totalScore } from './columns'
import { orderOf, pairsOf } from '../../../engine/validate/rank/order'
import { scoreColumn } from '../../../engine/validate/rank/columns'
import css from './triage.module.css'

/** Documents that are listed. */
const MOST = 100

interface Props {
  readonly source: RowSource
  readonly pair: number
  readonly graded: boolean
}

/** All documents of one query side by side, in the order of the chosen score. */
export function QueryDocuments({ source, pair, graded }: Props) {
  const { t } = useTranslation('validate')
  const { selectPair } = useActions()
  const weights = useAppState(weightsNow)
  const score = useAppState(scoreNow)
  const answer = useAppState(({ validate }) => validate.answer.answer)
  const labels = useAppState(({ validate }) => validate.triage.labels)
  // Scores arrive in the columns that are there.
  useAppState(({ validate }) => validate.run.result?.version)
  const name = useColumnName()
  const words = useLabelWords(graded)
  const { set, pairs, heads, result } = source
  const query = pairs.query[pair]!
  const scores = scoreColumn(pairs, heads, score, weights)
  const order = orderOf(pairsOf(groupsOf(source), query), scores, pairs, signOf(score, answer))
  const shown = [...order.subarray(0, MOST)]
  const unscored = order.reduce((sum, each) => sum + (Number.isNaN(scores[each]!) ? 1 : 0), 0)
  const total = totalScore(source)
  const columns = [
    ...HEAD_NAMES.filter((head) => hasHead(result?.info ?? null, head)),
    ...(total === 'dense' ? [] : [total]),
  ]
  return (
    <section
      className={css.documents}
      aria-label={t('triage.documents.title')}
      data-testid="validate-documents"
    >
      <h3 className={css.title}>
        <span className={css.id}>{set.queries.ids[query]}</span>{' '}
        <bdi className={css.queryText}>{set.queries.texts[query]!.slice(0, 400)}</bdi>{' '}
        <span className="muted">{t('triage.documents.count', { count: order.length })}</span>
      </h3>
      <div className={css.scroll}>
        <table className={clsx(css.list, 'tabular')}>
          <thead>
            <tr>
              <th scope="col">{t('triage.documents.place')}</th>
              <th scope="col">{t('triage.col.document')}</th>
              <th scope="col" className={css.right}>
                {t('triage.col.rank')}
              </th>
              {columns.map((each) => (
                <th key={each} scope="col" className={css.right}>
                  {each === 'colbert+sparse+dense'
                    ? t('triage.col.all')
                    : each === 'sparse+dense'
                      ? t('triage.col.sum')
                      : name(each)}
                </th>
              ))}
              <th scope="col" className={css.right}>
                {t('triage.col.production')}
              </th>
              <th scope="col">{t('triage.col.label')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((each, place) => {
              const grade = gradeAt(source, labels, each)
              const text = set.documents.texts[pairs.document[each]!]!
              return (
                <tr key={each} className={clsx(each === pair && css.selected)} aria-current={each === pair}>
                  <td className="num">{Number.isNaN(scores[each]!) ? '–' : place + 1}</td>
                  <td className={css.text}>
                    <button
                      type="button"
                      className={css.textButton}
                      title={text.slice(0, 2000)}
                      onClick={() => void selectPair(each)}
                    >
                      {text.slice(0, 200).replace(/\s+/g, ' ')}
                    </button>
                  </td>
                  <Value value={pairs.rank[each]!} digits={0} />
                  {columns.map((column) => (
                    <Value key={column} value={scoreAt(heads, column as 'dense', weights, each)} digits={4} />
                  ))}
                  <Value value={pairs.production[each]!} digits={4} />
                  <td className={css[labelName(grade)]}>
                    {labelName(grade) === 'none' ? '—' : words(grade)}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {order.length > MOST && (
        <p className="muted">{t('triage.documents.more', { count: order.length - MOST })}</p>
      )}
      {result !== null && unscored > 0 && (
        <p className="muted">{t('triage.documents.unscored', { count: unscored })}</p>
      )}
    </section>
  )
}

function Value({ value, digits }: { readonly value: number; readonly digits: number }) {
  return (
    <td className={clsx('num', css.right)} title={Number.isNaN(value) ? undefined : String(value)}>
      {Number.isNaN(value) ? '–' : digits === 0 ? String(value) : formatNumber(value, digits)}
    </td>
  )
}
