import { DeleteOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { checkExamples } from '../../engine/text/preprocess/examples'
import type { RuleExample, RuleSet } from '../../engine/text/preprocess/types'
import { Section } from '../../ui/Section'
import { ShowMore } from './ShowMore'
import css from './rules.module.css'

/** Rules may make a long text of a short one. */
const SHOWN = 400

interface ExamplesProps {
  readonly rules: RuleSet
  readonly textA: string
  readonly onChange: (examples: readonly RuleExample[]) => void
}

/** Texts with the results that the rules must give. They are stored with the rules. */
export function Examples({ rules, textA, onChange }: ExamplesProps) {
  const { t } = useTranslation('rules')
  const outcomes = useMemo(() => checkExamples(rules), [rules])
  const passed = outcomes.filter((outcome) => outcome.passed).length
  const set = (at: number, change: Partial<RuleExample>) =>
    onChange(rules.examples.map((example, i) => (i === at ? { ...example, ...change } : example)))
  return (
    <Section
      title={t('examples.title', { passed, count: outcomes.length })}
      actions={
        <Button
          size="small"
          data-testid="rules-example-add"
          onClick={() =>
            onChange([
              ...rules.examples,
              { input: textA.slice(0, 200) || 'u', expected: textA.slice(0, 200) || 'you' },
            ])
          }
        >
          {t('examples.add')}
        </Button>
      }
    >
      <ShowMore list={outcomes}>
        {(outcome, at) => (
          <div key={at} className={css.example} data-testid="rules-example" data-passed={outcome.passed}>
            <Input
              className={clsx(css.exampleText)}
              size="small"
              value={outcome.input}
              aria-label={t('examples.input')}
              onChange={(event) => set(at, { input: event.target.value })}
            />
            →
            <Input
              className={clsx(css.exampleText)}
              size="small"
              value={outcome.expected}
              aria-label={t('examples.expected')}
              status={outcome.passed ? '' : 'error'}
              onChange={(event) => set(at, { expected: event.target.value })}
            />
            <span className={outcome.passed ? 'muted' : 'red'}>
              {outcome.error !== null
                ? t('examples.stopped')
                : outcome.passed
                  ? t('examples.passed')
                  : t('examples.found', { found: outcome.found.slice(0, SHOWN) })}
            </span>
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('examples.delete')}
              onClick={() => onChange(rules.examples.filter((_, i) => i !== at))}
            />
          </div>
        )}
      </ShowMore>
      {outcomes.length === 0 && <p className="muted">{t('examples.none')}</p>}
    </Section>
  )
}
