import { useState, type RefObject } from 'react'
import { Button, type InputRef } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions } from '../../../core/react'
import { useMedia } from '../../../ui/use-media'
import { LabelButtons } from './LabelCell'
import { gradeAt } from './grades'
import { NoteField } from './NoteField'
import { QueryDocuments } from './QueryDocuments'
import type { RowSource } from './source'
import { useAppState } from '../../../core/react'
import { WhyRank } from './WhyRank'
import css from './triage.module.css'

interface Props {
  readonly source: RowSource
  readonly pair: number
  readonly graded: boolean
  readonly note: RefObject<InputRef | null>
  readonly onEnd: () => void
}

/** The selected pair: its query's documents, and why it ranks where it does. A sheet on a phone, which the user opens. */
export function Details({ source, pair, graded, note, onEnd }: Props) {
  const { t } = useTranslation('validate')
  const { openPair } = useActions()
  const isPhone = useMedia('(max-width: 767px)')
  const [isOpen, setOpen] = useState(false)
  const grade = useAppState(({ validate }) => gradeAt(source, validate.triage.labels, pair))
  if (isPhone && !isOpen)
    return (
      <div className={css.foot}>
        <LabelButtons pair={pair} grade={grade} graded={graded} />
        <Button size="small" data-testid="validate-pair-details" onClick={() => setOpen(true)}>
          {t('triage.documents.show')}
        </Button>
      </div>
    )
  return (
    <div
      className={clsx(css.details, isPhone && css.sheet)}
      data-testid="validate-details-of"
      data-pair={pair}
    >
      <div className={css.detailsBar}>
        <NoteField key={pair} source={source} pair={pair} field={note} onEnd={onEnd} />
        {!isPhone && (
          <Button size="small" onClick={() => void openPair(pair)}>
            {t('triage.open')} ↵
          </Button>
        )}
        {!isPhone && <span className="muted">{t(graded ? 'triage.keys.graded' : 'triage.keys.yesNo')}</span>}
        {isPhone && <LabelButtons pair={pair} grade={grade} graded={graded} />}
        {isPhone && (
          <Button
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('triage.documents.close')}
            onClick={() => setOpen(false)}
          />
        )}
      </div>
      <div className={css.halves}>
        <QueryDocuments source={source} pair={pair} graded={graded} />
        <WhyRank source={source} pair={pair} />
      </div>
    </div>
  )
}
