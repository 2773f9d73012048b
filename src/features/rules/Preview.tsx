import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { applyRules, changesIn } from '../../engine/text/preprocess/apply'
import { toErrorData } from '../../engine/errors'
import type { Rule } from '../../engine/text/preprocess/types'
import { ErrorBox } from '../../ui/ErrorBox'
import { Section } from '../../ui/Section'
import type { LongMade } from './props'
import css from './rules.module.css'

const EXAMPLE = 'but u w8'
const SHOWN = 400

/** Shows both texts after the enabled rules. For a plain replacement, also shows a word that it would damage. */
export function Preview({
  rules,
  textA,
  textB,
  longA,
  longB,
}: {
  readonly rules: readonly Rule[]
  readonly textA: string
  readonly textB: string
  readonly longA?: LongMade
  readonly longB?: LongMade
}) {
  const { t } = useTranslation('rules')
  const plain = rules.some((rule) => rule.enabled && rule.kind === 'abbreviations' && rule.match === 'plain')
  return (
    <Section title={t('preview')}>
      <Made name="A" text={textA} rules={rules} long={longA} />
      <Made name="B" text={textB} rules={rules} long={longB} />
      {plain && <Made name={t('forExample')} text={EXAMPLE} rules={rules} />}
    </Section>
  )
}

function Made({
  name,
  text,
  rules,
  long,
}: {
  readonly name: string
  readonly text: string
  readonly rules: readonly Rule[]
  readonly long?: LongMade
}) {
  const { t } = useTranslation('rules')
  const { made, error } = useMemo(() => {
    if (long !== undefined) return { made: long?.problem ? null : long, error: long?.problem ?? null }
    try {
      return { made: applyRules(text, rules), error: null }
    } catch (caught) {
      return { made: null, error: toErrorData(caught) }
    }
  }, [text, rules, long])
  if (text === '') return null
  if (error !== null) return <ErrorBox error={error} />
  if (made === null)
    return (
      <p className={css.made}>
        <b>{name}</b> <span className="muted">{t('pending')}</span>
      </p>
    )
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
