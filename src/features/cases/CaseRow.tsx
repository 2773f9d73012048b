import { useState } from 'react'
import { Button, Input, Select, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { SCORE_NAMES } from '../../engine/score/types'
import type { Expected } from '../../formats/case/schema'
import { verdictOf } from './state'
import type { CaseSummary, CaseOutcome, CaseVerdict } from './types'
import { useActions } from '../../core/react'
import { Choice } from '../../ui/Choice'
import { NumberField } from '../../ui/NumberField'
import { download } from '../../ui/download'
import { formatDate } from '../../ui/format-date'
import { ERROR_WORDS, errorText } from '../../ui/error-text'
import { Judged } from './Judged'
import { VERDICT_COLORS } from './verdicts'
import css from './cases.module.css'

interface Props {
  readonly summary: CaseSummary
  readonly outcome: CaseOutcome | undefined
}

/** Whether the verdict is already shown as a tag beside the name of the case. */
const isTag = (verdict: CaseVerdict) => verdict === 'pass' || verdict === 'fail'

/** One case: its name, its expectation, the beginning of its texts. */
export function CaseRow({ summary, outcome }: Props) {
  const { t, i18n } = useTranslation(['cases', 'scores', 'common'])
  const { editCase } = useActions()
  const { id, expected } = summary
  const verdict = verdictOf(outcome)
  const expect = (change: Partial<Expected>) => void editCase(id, { expected: { ...expected, ...change } })
  return (
    <li className={css.row} data-testid="case-row" data-id={id} data-verdict={verdict}>
      <div className={css.line}>
        <Edited
          value={summary.name}
          label={t('row.name')}
          testId="case-name"
          onChange={(name) => void editCase(id, { name })}
        />
        {outcome?.state === 'done' && isTag(verdict) ? (
          <Judged judgement={outcome.judgement} />
        ) : (
          outcome && (
            <Tag
              color={VERDICT_COLORS[verdict]}
              variant="outlined"
              title={verdict === 'same' || verdict === 'changed' ? t(`verdict.${verdict}Title`) : undefined}
            >
              {t(`verdict.${verdict}`)}
            </Tag>
          )
        )}
        <RowButtons id={id} />
      </div>
      <p className={css.text} data-side="a">
        {summary.a}
      </p>
      <p className={css.text} data-side="b">
        {summary.b}
      </p>
      <div className={css.line}>
        <span className="muted">{t('row.expected')}</span>
        <Choice
          testId="case-expected"
          label={t('row.expected')}
          value={expected.outcome ?? 'none'}
          options={(['none', 'match', 'no-match'] as const).map((value) => ({
            value,
            label: t(`row.${value}`),
          }))}
          onChange={(value) => expect({ outcome: value === 'none' ? null : value })}
        />
        {expected.outcome !== null && (
          <>
            <Select
              size="small"
              aria-label={t('row.score')}
              data-testid="case-score"
              className={clsx(css.score)}
              value={expected.score}
              options={SCORE_NAMES.map((value) => ({ value, label: t(`common:scoreNames.${value}`) }))}
              onChange={(score) => expect({ score })}
            />
            <NumberField
              aria-label={t('row.threshold')}
              testId="case-threshold"
              className={clsx(css.threshold)}
              title={t('row.thresholdTitle')}
              placeholder={t('row.thresholdHint')}
              value={expected.threshold}
              step={0.01}
              onChange={(threshold) => expect({ threshold })}
              onClear={() => expect({ threshold: null })}
            />
          </>
        )}
        {outcome?.state === 'done' && !isTag(verdict) && <Judged judgement={outcome.judgement} />}
        {outcome?.state === 'failed' && <Failure outcome={outcome} />}
      </div>
      <Edited
        value={summary.notes}
        label={t('row.notes')}
        hint={t('row.notesHint')}
        testId="case-notes"
        lines
        onChange={(notes) => void editCase(id, { notes })}
      />
      <p className={clsx('muted', css.made)}>
        {t('row.made', {
          model: summary.model,
          dtype: summary.dtype,
          created: formatDate(Date.parse(summary.created), i18n.language),
        })}
      </p>
    </li>
  )
}

function Failure({ outcome }: { readonly outcome: Extract<CaseOutcome, { state: 'failed' }> }) {
  const { t } = useTranslation(ERROR_WORDS)
  const { title, next } = errorText(t, outcome.error)
  return (
    <span className="red" title={next}>
      {title} <code>{outcome.error.code}</code>
    </span>
  )
}

function RowButtons({ id }: { readonly id: string }) {
  const { t } = useTranslation('cases')
  const { openCase, caseAsFile, duplicateCase, deleteCase } = useActions()
  const save = async () => {
    const file = await caseAsFile(id)
    if (file !== null) download(file.fileName, file.json)
  }
  return (
    <span className={css.buttons}>
      <Button
        size="small"
        type="primary"
        ghost
        title={t('row.openTitle')}
        data-testid="case-row-open"
        onClick={() => void openCase(id)}
      >
        {t('row.open')}
      </Button>
      <Button size="small" type="text" data-testid="case-file" onClick={() => void save()}>
        {t('row.file')}
      </Button>
      <Button size="small" type="text" data-testid="case-duplicate" onClick={() => void duplicateCase(id)}>
        {t('row.duplicate')}
      </Button>
      <Button size="small" type="text" danger data-testid="case-delete" onClick={() => void deleteCase(id)}>
        {t('row.delete')}
      </Button>
    </span>
  )
}

interface EditedProps {
  readonly value: string
  readonly label: string
  readonly hint?: string
  readonly testId: string
  readonly lines?: boolean
  readonly onChange: (value: string) => void
}

/** Saves when the user has finished typing, because each save writes the whole case. */
function Edited({ value, label, hint, testId, lines = false, onChange }: EditedProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const finish = () => {
    if (draft !== null && draft !== value) onChange(draft)
    setDraft(null)
  }
  const shared = {
    value: draft ?? value,
    'aria-label': label,
    placeholder: hint ?? label,
    'data-testid': testId,
    onChange: (event: { readonly target: { readonly value: string } }) => setDraft(event.target.value),
    onBlur: finish,
  }
  return lines ? (
    <Input.TextArea size="small" autoSize={{ minRows: 1, maxRows: 6 }} {...shared} />
  ) : (
    <Input size="small" className={clsx(css.name)} onPressEnter={finish} {...shared} />
  )
}
