import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from './CopyButton'
import { decimalsOf } from './format'
import { Num } from './Num'
import css from './Formula.module.css'

/** A part of a formula: text, a number with four decimals, or a setting with the decimals that the user typed. */
export type FormulaPart = string | number | { readonly setting: number }

const valueOf = (part: FormulaPart) => (typeof part === 'object' ? part.setting : part)

/** The line as text, every number in full. */
export const formulaText = (parts: readonly FormulaPart[]) =>
  parts.map((part) => String(valueOf(part))).join('')

export function Formula({ parts }: { readonly parts: readonly FormulaPart[] }) {
  const { t } = useTranslation('common')
  return (
    <div className={css.formula}>
      <code>
        {parts.map((part, index) => (
          <Fragment key={index}>
            {typeof part === 'string' ? (
              part
            ) : typeof part === 'number' ? (
              <Num value={part} />
            ) : (
              <Num value={part.setting} digits={decimalsOf(part.setting)} />
            )}
          </Fragment>
        ))}
      </code>
      <CopyButton iconOnly label={t('formula.copy')} text={() => formulaText(parts)} />
    </div>
  )
}
