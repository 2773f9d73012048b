import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button, Input, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { AbbreviationsRule, Replacement, Rule } from '../../engine/text/preprocess/types'
import { Choice } from '../../ui/Choice'
import { NumberField } from '../../ui/NumberField'
import { pastedEntries } from './edit'
import { ShowMore } from './ShowMore'
import css from './rules.module.css'

interface RuleEditorProps {
  readonly rule: Rule
  readonly first: boolean
  readonly last: boolean
  readonly onChange: (rule: Rule) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onDelete: () => void
}

/** Edits one rule: its switch, its place in the order, its settings. */
export function RuleEditor({ rule, first, last, onChange, onMove, onDelete }: RuleEditorProps) {
  const { t } = useTranslation('rules')
  const name = t(`kinds.${rule.kind}`)
  return (
    <li
      className={css.rule}
      data-testid="rule"
      data-kind={rule.kind}
      data-enabled={rule.enabled}
      data-id={rule.id}
    >
      <div className={css.ruleHead}>
        <Switch
          size="small"
          checked={rule.enabled}
          aria-label={name}
          data-testid={`rule-toggle-${rule.kind}`}
          onChange={(enabled) => onChange({ ...rule, enabled })}
        />
        <b>{name}</b>
        <span className="muted">{t(`about.${rule.kind}`)}</span>
        <span className={css.order}>
          <Button
            size="small"
            type="text"
            icon={<ArrowUpOutlined />}
            disabled={first}
            data-testid="rule-up"
            aria-label={t('up', { name })}
            onClick={() => onMove(-1)}
          />
          <Button
            size="small"
            type="text"
            icon={<ArrowDownOutlined />}
            disabled={last}
            data-testid="rule-down"
            aria-label={t('down', { name })}
            onClick={() => onMove(1)}
          />
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('delete', { name })}
            onClick={onDelete}
          />
        </span>
      </div>
      <RuleSettings rule={rule} onChange={onChange} />
    </li>
  )
}

function RuleSettings({ rule, onChange }: { readonly rule: Rule; readonly onChange: (rule: Rule) => void }) {
  const { t } = useTranslation('rules')
  const replacement = (value: string, change: (to: string) => Rule) => (
    <label>
      {t('replacement')}{' '}
      <Input
        className={clsx(css.field)}
        size="small"
        value={value}
        placeholder={t('nothing')}
        onChange={(event) => onChange(change(event.target.value))}
      />
    </label>
  )
  switch (rule.kind) {
    case 'abbreviations':
      return <Abbreviations rule={rule} onChange={onChange} />
    case 'symbols':
      return (
        <div className={css.fields}>
          <label>
            {t('characters')}{' '}
            <Input
              className={clsx(css.field)}
              size="small"
              value={rule.characters}
              onChange={(event) => onChange({ ...rule, characters: event.target.value })}
            />
          </label>
          {replacement(rule.replacement, (to) => ({ ...rule, replacement: to }))}
        </div>
      )
    case 'emoji':
      return (
        <div className={css.fields}>
          {replacement(rule.replacement, (to) => ({ ...rule, replacement: to }))}
        </div>
      )
    case 'urls':
      return (
        <div className={css.fields}>
          <label>
            {t('longerThan')}{' '}
            <NumberField
              min={0}
              whole
              value={rule.longerThan}
              testId="rule-urls-longer-than"
              onChange={(longerThan) => onChange({ ...rule, longerThan })}
            />
          </label>
          <Choice
            testId="rule-urls-keep"
            label={t('keep.label')}
            value={rule.keep}
            options={(['host', 'no-query', 'nothing'] as const).map((value) => ({
              value,
              label: t(`keep.${value}`),
            }))}
            onChange={(keep) => onChange({ ...rule, keep })}
          />
          {rule.keep === 'nothing' && replacement(rule.replacement, (to) => ({ ...rule, replacement: to }))}
        </div>
      )
    case 'whitespace':
      return (
        <div className={css.fields}>
          <Choice
            testId="rule-newlines"
            label={t('newlines.label')}
            value={rule.newlines}
            options={(['keep', 'space'] as const).map((value) => ({ value, label: t(`newlines.${value}`) }))}
            onChange={(newlines) => onChange({ ...rule, newlines })}
          />
        </div>
      )
    default:
      return null
  }
}

function Abbreviations({
  rule,
  onChange,
}: {
  readonly rule: AbbreviationsRule
  readonly onChange: (rule: Rule) => void
}) {
  const { t } = useTranslation('rules')
  const set = (entries: readonly Replacement[]) => onChange({ ...rule, entries })
  return (
    <>
      <div className={css.fields}>
        <Choice
          testId="rule-match"
          label={t('match.label')}
          value={rule.match}
          options={(['word', 'plain'] as const).map((value) => ({
            value,
            label: t(`match.${value}`),
            title: t(`match.${value}Title`),
          }))}
          onChange={(match) =>
            onChange({ ...rule, match, caseSensitive: match === 'plain' ? true : rule.caseSensitive })
          }
        />
        <label>
          <Switch
            size="small"
            checked={rule.caseSensitive}
            onChange={(caseSensitive) => onChange({ ...rule, caseSensitive })}
          />{' '}
          {t('caseSensitive')}
        </label>
      </div>
      {rule.match === 'plain' && <p className="amber">{t('match.warning')}</p>}
      <div className={css.entries}>
        <ShowMore list={rule.entries}>
          {(entry, at) => (
            <span key={at} className={css.entry}>
              <Input
                size="small"
                value={entry.from}
                aria-label={t('from')}
                onChange={(event) => set(rule.entries.with(at, { ...entry, from: event.target.value }))}
                onPaste={(event) => {
                  const pasted = pastedEntries(event.clipboardData.getData('text'))
                  if (pasted.length < 2) return
                  event.preventDefault()
                  set([...rule.entries.slice(0, at), ...pasted, ...rule.entries.slice(at + 1)])
                }}
              />
              →
              <Input
                size="small"
                value={entry.to}
                aria-label={t('to')}
                onChange={(event) => set(rule.entries.with(at, { ...entry, to: event.target.value }))}
              />
              <Button
                size="small"
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('deleteEntry', { from: entry.from })}
                onClick={() => set(rule.entries.filter((_, i) => i !== at))}
              />
            </span>
          )}
        </ShowMore>
        <Button size="small" type="dashed" onClick={() => set([...rule.entries, { from: '', to: '' }])}>
          {t('addEntry')}
        </Button>
      </div>
    </>
  )
}
