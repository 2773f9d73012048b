import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { applyRules, changesIn } from '../../engine/text/preprocess/apply'
import { toErrorData } from '../../engine/errors'
import type { Rule } from '../../engine/text/preprocess/types'
import { ErrorBox } from '../../ui/ErrorBox'
import { Section } from '../../ui/Section'
import css from './rules.module.css'

const EXAMPLE = 'but u w8'
const SHOWN = 400

/** Shows both texts after the enabled rules. For a plain replacement, also shows a word that it would damage. */
export function Preview({
  rules,
  textA,
  textB,
}: {
  readonly rules: readonly Rule[]
  readonly textA: string
  readonly textB: string
}) {
  const { t } = useTranslation('rules')
  const plain = rules.some((rule) => rule.enabled && rule.kind === 'abbreviations' && rule.match === 'plain')
  return (
    <Section title={t('preview')}>
      <Made name="A" text={textA} rules={rules} />
      <Made name="B" text={textB} rules={rules} />
      {plain && <Made name={t('forExample')} text={EXAMPLE} rules={rules} />}
    </Section>
  )
}

function Made({
  name,
  text,
  rules,
}: {
  readonly name: string
  readonly text: string
  readonly rules: readonly Rule[]
}) {
  const { t } = useTranslation('rules')
  const { made, error } = useMemo(() => {
    try {
      return { made: applyRules(text, rules), error: null }
    } catch (caught) {
      return { made: null, error: toErrorData(caught) }
    }
  }, [text, rules])
  if (text === '') return null
  if (made === null) return <ErrorBox error={error} />
  const changes = changesIn(made.effects)
  const after = made.mapped.text
  return (
    <p className={css.made}>
      <b>{name}</b>{' '}
      <span className={changes > 0 ? 'amber' : 'muted'}>{t('changes', { count: changes })}</span>
      <br />
      <span>
        {after.slice(0, SHOWN)}
        {after.length > SHOWN && '…'}
      </span>
    </p>
  )
}
