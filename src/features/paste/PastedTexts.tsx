import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../core/react'
import { Section } from '../../ui/Section'
import css from './paste.module.css'

/** Number of characters that are shown, enough to recognise a text. */
const SHOWN = 600
const IN_LIST = 80

/** The user chooses which texts of the request become A and B. */
export function PastedTexts({ texts }: { readonly texts: readonly string[] }) {
  const { t } = useTranslation('paste')
  const { choosePasted } = useActions()
  const a = useAppState((state) => state.paste.a)
  const b = useAppState((state) => state.paste.b)
  const options = texts.map((text, at) => ({ value: at, label: `${at + 1}. ${startOf(text, IN_LIST)}` }))
  return (
    <Section title={`${t('texts')} · ${t('textCount', { count: texts.length })}`}>
      <div className={css.texts}>
        <Text side="A" text={texts[a] ?? ''}>
          <Select
            className={clsx(css.choice)}
            size="small"
            data-testid="paste-a"
            aria-label={t('becomes', { side: 'A' })}
            value={a}
            options={options}
            onChange={(value) => choosePasted({ a: value })}
          />
        </Text>
        <Text side="B" text={b === null ? null : (texts[b] ?? '')}>
          <Select
            className={clsx(css.choice)}
            size="small"
            data-testid="paste-b"
            aria-label={t('becomes', { side: 'B' })}
            value={b ?? -1}
            options={[{ value: -1, label: t('stays') }, ...options]}
            onChange={(value) => choosePasted({ b: value < 0 ? null : value })}
          />
        </Text>
      </div>
    </Section>
  )
}

interface TextProps {
  readonly side: 'A' | 'B'
  /** Null: the editor keeps its text. */
  readonly text: string | null
  readonly children: React.ReactNode
}

function Text({ side, text, children }: TextProps) {
  const { t } = useTranslation('paste')
  return (
    <div className={css.text}>
      <div className={css.textHead}>
        <strong>{side}</strong>
        {children}
        {text !== null && <span className="muted">{t('characters', { count: text.length })}</span>}
      </div>
      {text !== null && (
        <pre className={css.shown} data-testid={`paste-shown-${side.toLowerCase()}`}>
          {startOf(text, SHOWN)}
        </pre>
      )}
    </div>
  )
}

const startOf = (text: string, limit: number) => (text.length > limit ? `${text.slice(0, limit)}…` : text)
