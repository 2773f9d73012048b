import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { OUTPUT_ROLES, type NamedOutputs } from '../../engine/model/types'
import { useActions } from '../../core/react'
import { areUnknown } from './offers'
import css from './models.module.css'

interface Props {
  /** The names of the graph's outputs. */
  readonly outputs: readonly string[]
  readonly named: NamedOutputs
}

/** Which output is what. Where nothing is chosen, names decide, and for unknown names the shapes. */
export function OutputsChoice({ outputs, named }: Props) {
  const { t } = useTranslation('models')
  const { nameOutput } = useActions()
  return (
    <>
      <dt>{t('outputs.label')}</dt>
      <dd data-testid="outputs-choice">
        <details open={areUnknown(outputs) || Object.keys(named).length > 0}>
          <summary className="num">{outputs.join(', ')}</summary>
          <p className="muted">{t(areUnknown(outputs) ? 'outputs.why' : 'outputs.known')}</p>
          <div className={css.row}>
            {OUTPUT_ROLES.map((role) => (
              <label key={role}>
                {t(`outputs.${role}`)}{' '}
                <Select
                  size="small"
                  popupMatchSelectWidth={false}
                  data-testid={`output-${role}`}
                  aria-label={t(`outputs.${role}`)}
                  value={named[role] ?? ''}
                  onChange={(name: string) => nameOutput(role, name === '' ? null : name)}
                  options={[
                    { value: '', label: t('outputs.none') },
                    ...outputs.map((name) => ({
                      value: name,
                      label: name,
                      disabled: OUTPUT_ROLES.some((other) => other !== role && named[other] === name),
                    })),
                  ]}
                />
              </label>
            ))}
          </div>
          {Object.keys(named).length > 0 && <p className="amber">{t('outputs.assumption')}</p>}
        </details>
      </dd>
    </>
  )
}
