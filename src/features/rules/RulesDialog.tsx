import type { RulesDialogProps } from './props'
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Rule } from '../../engine/text/preprocess/types'
import { ErrorBox } from '../../ui/ErrorBox'
import { Examples } from './Examples'
import { Preview } from './Preview'
import { MetadataChoice } from './MetadataChoice'
import { RuleEditor } from './RuleEditor'
import { RulesTools } from './RulesTools'
import { ShowMore } from './ShowMore'
import { useRulesEdit } from './use-rules-edit'
import { moved, replaced, withoutRule } from './edit'
import css from './rules.module.css'

/** The rules that change a text before the model reads it, as a production system would. */
export function RulesDialog(props: RulesDialogProps) {
  const { open, onClose, rules, onChange } = props
  const { t } = useTranslation('rules')
  const edit = useRulesEdit(rules, onChange)
  const { change } = edit
  const setRules = (list: readonly Rule[]) => change({ ...rules, rules: list })
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
            edit.undo()
          }
        }}
      >
        <p className={css.note}>{t('intro')}</p>
        <RulesTools
          rules={rules}
          setRules={setRules}
          canUndo={edit.canUndo}
          onUndo={edit.undo}
          onImport={(file) => void edit.importFile(file)}
        />
        {edit.error && <ErrorBox error={edit.error} onDismiss={edit.dismissError} />}
        <ol className={css.list}>
          <ShowMore list={rules.rules}>
            {(rule, at) => (
              <RuleEditor
                key={rule.id}
                rule={rule}
                first={at === 0}
                last={at === rules.rules.length - 1}
                onChange={(next) => setRules(replaced(rules.rules, next))}
                onMove={(by) => setRules(moved(rules.rules, at, by))}
                onDelete={() => setRules(withoutRule(rules.rules, rule.id))}
              />
            )}
          </ShowMore>
        </ol>
        <Preview
          rules={rules.rules}
          textA={props.textA}
          textB={props.textB}
          longA={props.longA}
          longB={props.longB}
        />
        <MetadataChoice metadata={props.metadata} onMetadata={props.onMetadata} />
        <Examples rules={rules} textA={props.textA} onChange={(examples) => change({ ...rules, examples })} />
      </div>
    </Modal>
  )
}
