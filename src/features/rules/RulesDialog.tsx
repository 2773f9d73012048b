import { Button, Dropdown, Modal, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { toErrorData, type ErrorData } from '../../engine/errors'
import { DEFAULT_RULES } from '../../engine/text/preprocess/defaults'
import { parseRules, rulesToJson } from '../../engine/text/preprocess/json'
import type { Rule, RuleSet } from '../../engine/text/preprocess/types'
import { METADATA_CHOICES, type Settings } from '../../core/settings/table'
import { Choice } from '../../ui/Choice'
import { download } from '../../ui/download'
import { Section } from '../../ui/Section'
import { ErrorBox } from '../../ui/ErrorBox'
import { Examples } from './Examples'
import { Preview } from './Preview'
import { RuleEditor } from './RuleEditor'
import { added, moved, replaced, withoutRule } from './edit'
import css from './rules.module.css'

interface Found {
  readonly turns: number
  readonly format: string
}

export interface RulesDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly rules: RuleSet
  readonly onChange: (rules: RuleSet) => void
  readonly textA: string
  readonly textB: string
  readonly metadata: Settings['metadata']
  readonly onMetadata: (metadata: Settings['metadata']) => void
  readonly dialogueA: Found | null
  readonly dialogueB: Found | null
}

/** What production does to a text before its model sees it, to be tried here. */
export function RulesDialog(props: RulesDialogProps) {
  const { open, onClose, rules, onChange, metadata, onMetadata, dialogueA, dialogueB } = props
  const { t } = useTranslation('rules')
  const [before, setBefore] = useState<readonly RuleSet[]>([])
  const [error, setError] = useState<ErrorData | null>(null)

  const change = (next: RuleSet) => {
    setBefore((list) => [...list, rules].slice(-50))
    setError(null)
    onChange(next)
  }
  const setRules = (list: readonly Rule[]) => change({ ...rules, rules: list })
  const undo = () => {
    const last = before.at(-1)
    if (!last) return
    setBefore(before.slice(0, -1))
    onChange(last)
  }
  async function take(file: File) {
    try {
      change(parseRules(await file.text(), file.name))
    } catch (caught) {
      setError(toErrorData(caught))
    }
  }
  const turns = (['A', 'B'] as const).flatMap((side) => {
    const found = side === 'A' ? dialogueA : dialogueB
    return found ? [t('metadata.found', { side, count: found.turns })] : []
  })
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      width={1040}
      title={t('title')}
      destroyOnHidden
      classNames={{ body: clsx(css.rules) }}
    >
      <div
        data-testid="rules-dialog"
        onKeyDown={(event) => {
          const typing = (event.target as HTMLElement).matches('input, textarea')
          if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !typing) {
            event.preventDefault()
            undo()
          }
        }}
      >
        <p className={css.note}>{t('intro')}</p>
        <div className={css.tools}>
          <Dropdown
            trigger={['click']}
            menu={{
              items: DEFAULT_RULES.map((rule) => ({
                key: rule.kind,
                label: t(`kinds.${rule.kind}`),
                onClick: () => setRules(added(rules.rules, rule)),
              })),
            }}
          >
            <Button size="small">{t('add')}</Button>
          </Dropdown>
          <Button
            size="small"
            onClick={() => setRules(rules.rules.map((rule) => ({ ...rule, enabled: false })))}
          >
            {t('allOff')}
          </Button>
          <Button
            size="small"
            data-testid="rules-reset"
            onClick={() => change({ ...rules, rules: DEFAULT_RULES })}
          >
            {t('reset')}
          </Button>
          <Button size="small" data-testid="rules-undo" disabled={before.length === 0} onClick={undo}>
            {t('undo')}
          </Button>
          <span className="spacer" />
          <Upload
            accept=".json,application/json"
            showUploadList={false}
            beforeUpload={(file) => {
              void take(file)
              return false
            }}
          >
            <Button size="small" data-testid="rules-import">
              {t('import')}
            </Button>
          </Upload>
          <Button
            size="small"
            data-testid="rules-export"
            onClick={() => download('m3scope-rules.json', rulesToJson(rules))}
          >
            {t('export')}
          </Button>
        </div>
        {error && <ErrorBox error={error} onDismiss={() => setError(null)} />}
        <ol className={css.list}>
          {rules.rules.map((rule, at) => (
            <RuleEditor
              key={rule.id}
              rule={rule}
              first={at === 0}
              last={at === rules.rules.length - 1}
              onChange={(next) => setRules(replaced(rules.rules, next))}
              onMove={(by) => setRules(moved(rules.rules, at, by))}
              onDelete={() => setRules(withoutRule(rules.rules, rule.id))}
            />
          ))}
        </ol>
        <Preview rules={rules.rules} textA={props.textA} textB={props.textB} />
        <Section title={t('metadata.title')}>
          <Choice
            testId="rules-metadata"
            label={t('metadata.title')}
            value={metadata}
            options={METADATA_CHOICES.map((value) => ({ value, label: t(`metadata.${value}`) }))}
            onChange={onMetadata}
          />
          <p className={css.note}>
            {t(`metadata.${metadata}Title`)} {turns.length > 0 ? turns.join(' ') : t('metadata.none')}
          </p>
        </Section>
        <Examples rules={rules} textA={props.textA} onChange={(examples) => change({ ...rules, examples })} />
      </div>
    </Modal>
  )
}
