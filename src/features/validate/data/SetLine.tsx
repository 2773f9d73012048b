import { Button, Tooltip } from 'antd'
import { CloseOutlined, DownOutlined, FolderOpenOutlined, UpOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { integer } from '../../../ui/quantities'
import css from './data.module.css'

interface Props {
  readonly onChoose: () => void
  readonly isOpen: boolean
  readonly onToggle: () => void
}

/** The file in one line. */
export function SetLine({ onChoose, isOpen, onToggle }: Props) {
  const { t } = useTranslation('validate')
  const { cancelReading, forgetValidation } = useActions()
  const phase = useAppState(({ validate }) => validate.data.phase)
  const names = useAppState(({ validate }) => validate.data.names)
  const joined = names.join(', ')
  if (phase === 'reading')
    return (
      <div className={css.line} data-testid="validate-reading">
        <span className={css.name} title={joined}>
          {t('data.reading', { names: joined })}
        </span>
        <Progress />
        <Button size="small" data-testid="validate-reading-cancel" onClick={() => void cancelReading()}>
          {t('data.cancel')}
        </Button>
      </div>
    )
  return (
    <div className={css.line}>
      <strong className={css.name} title={joined}>
        {joined}
      </strong>
      <Counts />
      <Button
        size="small"
        type="link"
        data-testid="validate-details"
        aria-expanded={isOpen}
        icon={isOpen ? <UpOutlined /> : <DownOutlined />}
        iconPlacement="end"
        onClick={onToggle}
      >
        {t('data.details')}
      </Button>
      <Button size="small" type="text" icon={<FolderOpenOutlined />} onClick={onChoose}>
        {t('data.another')}
      </Button>
      <Tooltip title={t('data.forget')}>
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          data-testid="validate-close"
          aria-label={t('data.forget')}
          onClick={() => void forgetValidation()}
        />
      </Tooltip>
    </div>
  )
}

function Progress() {
  const progress = useAppState(({ validate }) => validate.data.progress)
  const share = progress ? Math.round((100 * progress.done) / progress.total) : 0
  return <span className={`num ${css.percent}`}>{share} %</span>
}

function Counts() {
  const { t, i18n } = useTranslation('validate')
  const read = useAppState(({ validate }) => validate.data.read)
  const form = useAppState(({ validate }) => validate.data.form)
  const checks = read?.checks
  const number = (value: number) => integer(value, i18n.language)
  const skipped = read?.skipped.length ?? 0
  return (
    <span className={`muted ${css.counts}`}>
      {checks && (
        <>
          <span>{t(`data.counts.${formOf(form, checks)}`, countsOf(checks, number))}</span>
          <span>{t('data.counts.texts', { count: checks.texts, n: number(checks.texts) })}</span>
          {checks.labelled > 0 && <span>{t('data.counts.labelled', { n: number(checks.labelled) })}</span>}
        </>
      )}
      {skipped > 0 && (
        <span
          className="amber"
          data-testid="validate-skipped"
          data-count={skipped}
          title={t('data.counts.skippedTitle')}
        >
          {t('data.counts.skipped', { n: number(skipped) })}
        </span>
      )}
    </span>
  )
}

interface Sizes {
  readonly queries: number
  readonly documents: number
  readonly pairs: number
}

/** "1,000 × 5" where each query has as many pairs. */
const formOf = (form: 'pairs' | 'corpus', { queries, pairs }: Sizes): 'corpus' | 'each' | 'pairs' =>
  form === 'corpus' ? 'corpus' : queries > 1 && pairs > queries && pairs % queries === 0 ? 'each' : 'pairs'

const countsOf = ({ queries, documents, pairs }: Sizes, number: (value: number) => string) => ({
  queries: number(queries),
  documents: number(documents),
  pairs: number(pairs),
  each: number(Math.round(pairs / Math.max(1, queries))),
})
