import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../../core/react'
import { ErrorBox } from '../../../ui/ErrorBox'
import { Details } from './Details'
import { DropZone } from './DropZone'
import { SetLine } from './SetLine'
import { useFiles } from './use-files'
import css from './data.module.css'

/** The file: a place to drop it, then one line about it, which opens columns, checks and skipped rows. */
export function DataBar() {
  const { t } = useTranslation('validate')
  const { readValidation } = useActions()
  const hasRead = useAppState(({ validate }) => validate.data.read !== null)
  const phase = useAppState(({ validate }) => validate.data.phase)
  const error = useAppState(({ validate }) => validate.data.error)
  const frame = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState<boolean | null>(null)
  const isOver = useFiles(frame)
  const needs = useAppState(({ validate }) => (validate.data.read?.missing.length ?? 0) > 0)
  const isOpen = open ?? needs
  const choose = () => input.current?.click()
  return (
    <div ref={frame} className={css.frame} data-testid="validate-drop" data-over={isOver}>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('data.input')}
        data-testid="validate-file-input"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = '' // the same file may be chosen again after it was corrected
          if (files.length > 0) void readValidation(files)
        }}
      />
      {hasRead || phase === 'reading' ? (
        <SetLine onChoose={choose} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
      ) : (
        <DropZone onChoose={choose} />
      )}
      {error && <ErrorBox error={error} />}
      {hasRead && isOpen && <Details />}
      {isOver && <div className={clsx(css.veil)}>{t('data.drop.over')}</div>}
    </div>
  )
}
