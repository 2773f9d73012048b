import { useMemo } from 'react'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { proposalsFor, type Proposal } from './proposals'
import { useActions, useAppState } from '../../core/react'
import { Section } from '../../ui/Section'
import css from './paste.module.css'

/** Lists the settings that loading would change. The user can deselect each of them. */
export function Changes() {
  const { t } = useTranslation('paste')
  const { setPasteChange } = useActions()
  const paste = useAppState((state) => state.paste)
  const settings = useAppState((state) => state.settings)
  const rules = useAppState((state) => state.rules)
  const proposals = useMemo(() => proposalsFor({ paste, settings, rules }), [paste, settings, rules])
  const value = (change: Proposal['change'], given: Proposal['to']): string => {
    if (given === null) return t('value.whole')
    if (typeof given === 'boolean') return t(`value.${given ? 'true' : 'false'}`)
    if (change === 'metadata') return t(given === 'out' ? 'value.out' : 'value.sentences')
    if (given === '' || (change === 'rules' && given === 0)) return t('value.none')
    return change === 'prefix' ? JSON.stringify(given) : String(given)
  }
  return (
    <Section title={t('changes')}>
      {proposals.length === 0 && <p className={css.note}>{t('noChanges')}</p>}
      {proposals.map(({ change, from, to, on, certain }) => (
        <div key={change} className={css.change}>
          <Checkbox
            checked={on}
            data-testid={`paste-change-${change}`}
            onChange={(event) => setPasteChange(change, event.target.checked)}
          >
            {t(`change.${change}`)}: {value(change, from)} → <strong>{value(change, to)}</strong>
          </Checkbox>
          {hasNote(change, certain) && <span className="muted">{t(`changeNote.${change}`)}</span>}
        </div>
      ))}
    </Section>
  )
}

const hasNote = (
  change: Proposal['change'],
  certain: boolean,
): change is 'prefix' | 'rules' | 'metadata' | 'maxLength' =>
  change === 'prefix' || change === 'rules' || change === 'metadata' || (change === 'maxLength' && !certain)
