import { useEffect, useState } from 'react'
import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import css from './triage.module.css'

/** Milliseconds after the last key before the rows are searched. */
const WAIT = 200

/** The text that rows must have; it is one of the filters. */
export function SearchField() {
  const { t } = useTranslation('validate')
  const { replaceFilter } = useActions()
  const asked = useAppState(
    ({ validate }) => validate.triage.filters.find((filter) => filter.kind === 'text')?.text ?? '',
  )
  const [typed, setTyped] = useState({ text: asked, of: asked })
  // The chip's own button, or an undo, has changed it.
  if (typed.of !== asked) setTyped({ text: asked, of: asked })

  useEffect(() => {
    const text = typed.text.trim()
    if (text === asked) return undefined
    const timer = setTimeout(
      () => void replaceFilter({ kind: 'text', text: text || asked }, text === ''),
      WAIT,
    )
    return () => clearTimeout(timer)
  }, [typed.text, asked, replaceFilter])

  return (
    <Input
      size="small"
      type="search"
      className={css.search!}
      data-testid="validate-search"
      aria-label={t('triage.search')}
      placeholder={t('triage.search')}
      value={typed.text}
      onChange={({ target }) => setTyped({ text: target.value, of: asked })}
    />
  )
}
