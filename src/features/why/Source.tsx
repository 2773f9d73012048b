import { Suspense } from 'react'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { SettingsActions } from '../../core/settings/actions'
import { problemOf } from '../../engine/why/templates'
import { LoadBgeM3 } from '../models'
import type { Foreign } from '../paste'
import type { Why, WhyActions, WhyChoice } from './types'
import { Choice } from '../../ui/Choice'
import { ErrorBox } from '../../ui/ErrorBox'
import css from './why.module.css'

interface SourceProps {
  readonly why: Pick<Why, 'side' | 'vector' | 'read' | 'chosen' | 'title'>
  readonly foreign: Foreign | null
  /** As typed, one on a line. */
  readonly templates: readonly string[]
  readonly actions: Pick<WhyActions, 'setWhy' | 'setWhyVector' | 'takeForeign'> & Pick<SettingsActions, 'set'>
}

/** The inputs of the section: the vector, and the text that it should belong to. */
export function Source({ why, foreign, templates, actions }: SourceProps) {
  const { t } = useTranslation('why')
  const { read } = why
  return (
    <div className={css.source}>
      <div className={css.line}>
        <span>{t('side')}</span>
        <Choice
          testId="why-side"
          label={t('side')}
          value={why.side}
          options={[
            { value: 'a', label: t('sideA') },
            { value: 'b', label: t('sideB') },
          ]}
          onChange={(side) => actions.setWhy({ side })}
        />
        <label className={css.title}>
          {t('title')}
          <Input
            className={clsx(css.titleText)}
            size="small"
            data-testid="why-title"
            title={t('titleHint')}
            placeholder={t('titleHint')}
            value={why.title}
            onChange={(event) => actions.setWhy({ title: event.target.value })}
          />
        </label>
        {foreign && (
          <Button size="small" data-testid="why-foreign" onClick={actions.takeForeign}>
            {t('takeForeign', { from: foreign.from })}
          </Button>
        )}
      </div>
      <Input.TextArea
        className={clsx(css.vector)}
        data-testid="why-vector"
        aria-label={t('vector')}
        placeholder={`${t('vector')}: ${t('vectorHint')}`}
        rows={4}
        spellCheck={false}
        value={why.vector}
        onChange={(event) => void actions.setWhyVector(event.target.value)}
      />
      <Templates templates={templates} onChange={(whyTemplates) => actions.set({ whyTemplates })} />
      {read.phase === 'failed' && <ErrorBox error={read.error} />}
      {read.phase === 'read' && (
        <Suspense fallback={null}>
          <LoadBgeM3 dimension={dimensionOf(read.choices[why.chosen])} />
        </Suspense>
      )}
      {read.phase === 'read' && <Read why={why} choices={read.choices} from={read.from} actions={actions} />}
    </div>
  )
}

/** Of a dense vector or of the rows of ColBERT; null: ids and weights have none. */
function dimensionOf(choice: WhyChoice | undefined): number | null {
  const target = choice?.target
  if (target?.head === 'dense') return target.vector.length
  return target?.head === 'colbert' ? target.dimension : null
}

interface TemplatesProps {
  readonly templates: readonly string[]
  readonly onChange: (templates: readonly string[]) => void
}

/** Templates of the user's own. What cannot be used is named. */
function Templates({ templates, onChange }: TemplatesProps) {
  const { t } = useTranslation('why')
  const problems = templates
    .filter((template) => template.trim() !== '')
    .map((template) => ({ template, problem: problemOf(template) }))
  return (
    <>
      <label className={css.title}>
        {t('templates.label')}
        <Input.TextArea
          className={clsx(css.vector)}
          data-testid="why-templates"
          title={t('templates.hint')}
          placeholder={t('templates.hint')}
          autoSize={{ minRows: 1, maxRows: 5 }}
          spellCheck={false}
          value={templates.join('\n')}
          onChange={({ target: { value } }) => onChange(value === '' ? [] : value.split('\n'))}
        />
      </label>
      {problems.map(
        ({ template, problem }) =>
          problem !== null && (
            <span key={template} className="amber" data-testid="why-template-problem" data-problem={problem}>
              {t(problem === 'no-field' ? 'templates.noField' : 'templates.notAPattern', { template })}
            </span>
          ),
      )}
    </>
  )
}

interface ReadProps {
  readonly why: Pick<Why, 'side' | 'vector' | 'read' | 'chosen' | 'title'>
  readonly choices: Extract<Why['read'], { phase: 'read' }>['choices']
  readonly from: string | null
  readonly actions: Pick<WhyActions, 'setWhy'>
}

function Read({ why, choices, from, actions }: ReadProps) {
  const { t } = useTranslation('why')
  const words = (at: number) => {
    const { label, head, size } = choices[at]!
    return t('choice', { label, what: t(`what.${head}`, { size }) })
  }
  const only = choices[0]!
  return (
    <div className={clsx('muted', css.line)}>
      {from !== null && <span data-testid="why-from">{t('from', { from })}</span>}
      {choices.length === 1 ? (
        <span data-testid="why-read" data-head={only.head}>
          {t('read', { what: t(`what.${only.head}`, { size: only.size }) })}
        </span>
      ) : (
        <label className={css.choice}>
          {t('choose')}
          <Select
            size="small"
            data-testid="why-choice"
            popupMatchSelectWidth={false}
            value={why.chosen}
            onChange={(chosen) => actions.setWhy({ chosen })}
            options={choices.map((_, at) => ({ value: at, label: words(at) }))}
          />
        </label>
      )}
    </div>
  )
}
