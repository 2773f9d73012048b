import { Button } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { OpenedCase } from './types'
import { useActions, useAppState } from '../../core/react'
import { staleness } from '../../core/staleness'
import { CopyButton } from '../../ui/CopyButton'
import { toleranceWords } from '../../ui/source-words'
import { useStaleText } from '../../ui/stale-text'
import { DiffTable } from './DiffTable'
import { Judged } from './Judged'
import { useSaveCase } from './use-save-case'
import { diffTsv, sortedRows } from './words'
import css from './case-strip.module.css'

/** The opened case, and how the present run differs from it. */
export function Opened({ opened }: { readonly opened: OpenedCase }) {
  const { t } = useTranslation('cases')
  const { t: tCommon } = useTranslation('common')
  const { dismissCase } = useActions()
  const isKept = useAppState(({ cases }) => cases.list?.some(({ id }) => id === opened.id) ?? false)
  const save = useSaveCase()
  const { diff, judgement, name, notes, altered, replayed } = opened
  const changes = useAppState((state) => staleness(state, replayed))
  const staleText = useStaleText(changes)
  return (
    <section
      className={css.opened}
      aria-label={t('opened.label')}
      data-testid="case-diff"
      data-identical={diff === null ? undefined : diff.verdict === 'identical'}
      data-verdict={diff?.verdict}
      data-altered={altered !== null}
      data-from={opened.from}
      data-stale={changes.length > 0}
    >
      <header className={css.openedHead}>
        <strong className={css.openedName} data-testid="case-diff-name">
          {name}
        </strong>
        <span className="muted">{t(`opened.${opened.from}`)}</span>
        <span role="status" data-verdict={diff?.verdict} className={css.openedVerdict}>
          {verdictWords(t, tCommon, opened)}
        </span>
        {judgement && <Judged judgement={judgement} />}
        <span className="spacer" />
        {diff && <CopyButton label={t('opened.copyTsv')} text={() => diffTsv(sortedRows(diff))} />}
        {!isKept && (
          <Button size="small" data-testid="case-keep" onClick={() => void save()}>
            {t('opened.keep')}
          </Button>
        )}
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('opened.dismiss')}
          data-testid="case-diff-close"
          onClick={dismissCase}
        />
      </header>
      {changes.length > 0 && (
        <p className="amber" role="status" data-testid="case-diff-stale">
          {staleText}
        </p>
      )}
      {altered && (
        <p className="amber" data-testid="case-altered">
          {t('opened.altered', { field: String(altered.values['field'] ?? '') })}
        </p>
      )}
      {notes !== '' && (
        <p className={css.openedNotes} data-testid="case-diff-notes">
          {notes}
        </p>
      )}
      {diff && (
        <div className={css.diffScroll} tabIndex={0}>
          <DiffTable diff={diff} />
        </div>
      )}
    </section>
  )
}

function verdictWords(t: TFunction<'cases'>, tCommon: TFunction<'common'>, opened: OpenedCase): string {
  const { diff, from, replaying } = opened
  if (diff !== null)
    return t(`opened.${diff.verdict}`, {
      tolerance: diff.tolerance === 'same' ? t('opened.sameModel') : toleranceWords(tCommon, diff.tolerance),
    })
  if (replaying) return t('opened.replaying')
  return t(from === 'link' ? 'opened.linkNote' : 'opened.notRun')
}
