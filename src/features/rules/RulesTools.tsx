import { Button, Dropdown, Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import { DEFAULT_RULES } from '../../engine/text/preprocess/defaults'
import { rulesToJson } from '../../engine/text/preprocess/json'
import type { Rule, RuleSet } from '../../engine/text/preprocess/types'
import { download } from '../../ui/download'
import { added } from './edit'
import css from './rules.module.css'

interface RulesToolsProps {
  readonly rules: RuleSet
  readonly setRules: (list: readonly Rule[]) => void
  readonly canUndo: boolean
  readonly onUndo: () => void
  readonly onImport: (file: File) => void
}

/** Buttons to add, reset, undo, import and export rules. */
export function RulesTools({ rules, setRules, canUndo, onUndo, onImport }: RulesToolsProps) {
  const { t } = useTranslation('rules')
  return (
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
      <Button size="small" onClick={() => setRules(rules.rules.map((rule) => ({ ...rule, enabled: false })))}>
        {t('allOff')}
      </Button>
      <Button size="small" data-testid="rules-reset" onClick={() => setRules(DEFAULT_RULES)}>
        {t('reset')}
      </Button>
      <Button size="small" data-testid="rules-undo" disabled={!canUndo} onClick={onUndo}>
        {t('undo')}
      </Button>
      <span className="spacer" />
      <Upload
        accept=".json,application/json"
        showUploadList={false}
        beforeUpload={(file) => {
          onImport(file)
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
  )
}
