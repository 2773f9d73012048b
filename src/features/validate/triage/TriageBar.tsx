import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { ErrorBox } from '../../../ui/ErrorBox'
import { ReportButton } from '../report'
import { ComparedLine, CompareMenu } from './CompareMenu'
import { ExportMenu, ExportState } from './ExportMenu'
import { FilterChips } from './FilterChips'
import { FilterMenu } from './FilterMenu'
import { useColumnName } from './HeaderRow'
import { SearchField } from './SearchField'
import { FILE, LOST } from './sort-rows'
import type { Rows } from './row-keeper'
import css from './triage.module.css'

interface Props {
  readonly rows: Rows
}

/** What is shown, of how many; search, filters, order, export. */
export function TriageBar({ rows }: Props) {
  const { t } = useTranslation('validate')
  const { undoLabel, redoLabel } = useActions()
  const canUndo = useAppState(({ validate }) => validate.triage.past.length > 0)
  const canRedo = useAppState(({ validate }) => validate.triage.future.length > 0)
  const marked = useAppState(({ validate }) => validate.triage.marked.length)
  const unkept = useAppState(({ validate }) => validate.triage.unkept)
  const total = rows.source?.pairs.count ?? 0
  return (
    <div className={css.bar}>
      <div className={css.line}>
        <span
          className="num"
          role="status"
          data-testid="validate-rows-shown"
          data-count={rows.rows.length}
          data-total={total}
        >
          {t('triage.shown', { shown: rows.rows.length.toLocaleString(), total: total.toLocaleString() })}
          {marked > 1 && ` · ${t('triage.marked', { marked })}`}
        </span>
        <SearchField />
        <FilterMenu />
        <OrderButton rows={rows} />
        <span className={css.spacer} />
        <button
          type="button"
          className={css.link}
          data-testid="validate-label-undo"
          disabled={!canUndo}
          onClick={() => void undoLabel()}
        >
          {t('triage.label.undo')}
        </button>
        {canRedo && (
          <button
            type="button"
            className={css.link}
            data-testid="validate-label-redo"
            onClick={() => void redoLabel()}
          >
            {t('triage.label.redo')}
          </button>
        )}
        <CompareMenu />
        <ExportMenu />
        <ReportButton />
      </div>
      <FilterChips />
      <ComparedLine />
      <BackgroundExport />
      {unkept !== null && <ErrorBox error={unkept} />}
    </div>
  )
}

/** A file that takes long goes on when the menu is closed. */
function BackgroundExport() {
  const phase = useAppState(({ validate }) => validate.triage.exports.phase)
  return phase === 'running' || phase === 'failed' ? <ExportState /> : null
}

function OrderButton({ rows }: { readonly rows: Rows }) {
  const { t } = useTranslation('validate')
  const { sortRows, refreshRows } = useActions()
  const by = useAppState(({ validate }) => validate.triage.sort.by)
  const score = useAppState(({ validate }) => validate.answer.score)
  const k = useAppState(({ validate }) => validate.answer.options.k)
  const name = useColumnName()
  return (
    <>
      {rows.outdated && (
        <button
          type="button"
          className={css.link}
          data-testid="validate-refresh"
          onClick={() => void refreshRows()}
        >
          {t('triage.outdated')}
        </button>
      )}
      {by !== LOST && by !== FILE && (
        <button
          type="button"
          className={css.link}
          data-testid="validate-worst-first"
          title={t('triage.order.lostTitle', { k, score: name(score) })}
          onClick={() => void sortRows(LOST)}
        >
          {t('triage.order.lost')}
        </button>
      )}
      {by === LOST && (
        <span
          className="muted"
          title={t('triage.order.lostTitle', { k, score: name(score) })}
          data-testid="validate-order"
        >
          {t(rows.fellBack ? 'triage.order.fellBack' : 'triage.order.lost')}
        </span>
      )}
    </>
  )
}
