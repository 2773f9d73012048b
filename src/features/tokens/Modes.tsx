import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenizerMode } from '../../engine/tokenizer/types'
import type { SideSteps } from './types'
import { Fold } from '../../ui/Fold'
import { modeDifferences, repeated, type Original } from './rows'
import { Times } from './Times'
import css from './tokens.module.css'

const SHOWN = 50

interface ModesProps {
  readonly side: 'a' | 'b'
  readonly steps: SideSteps
  readonly mode: TokenizerMode
  readonly original: Original
}

/** Where the tokenizer modes hf4 and hf5 give other ids; one line where they do not. */
export const Modes = memo(function Modes({ side, steps, mode, original }: ModesProps) {
  const { t } = useTranslation('tokens')
  const { hf4, hf5 } = steps.byMode
  const differences = useMemo(() => (hf4 && hf5 ? modeDifferences(hf4.all, hf5.all) : undefined), [hf4, hf5])
  const groups = useMemo(
    () => repeated(differences ?? [], (row) => JSON.stringify([row.hf4, row.hf5])),
    [differences],
  )
  if (differences === undefined) return null
  const data = {
    'data-testid': 'tokens-diff',
    'data-side': side,
    'data-equal': differences?.length === 0,
    'data-count': differences?.length ?? '',
  }
  if (differences === null || differences.length === 0)
    return (
      <p className={differences === null ? 'amber' : 'muted'} {...data}>
        {t(differences === null ? 'modesDifferSomewhere' : 'modesEqual', { mode })}
      </p>
    )
  return (
    <Fold title={t('modes')} open>
      <div {...data}>
        <p className="amber">{t('modesDiffer', { count: differences.length, mode })}</p>
        <table className={css.table}>
          <thead>
            <tr>
              <th>{t('range')}</th>
              <th>hf4</th>
              <th>hf5</th>
            </tr>
          </thead>
          <tbody>
            {groups.slice(0, SHOWN).map(({ one, all }) => (
              <tr key={one.start} data-testid="tokens-diff-row" data-times={all.length}>
                <td className="num muted nowrap">
                  [{original(one.start, one.end).join('–')})
                  <Times count={all.length} />
                </td>
                <td>
                  <code>{one.hf4.join(' ') || '∅'}</code>
                </td>
                <td>
                  <code>{one.hf5.join(' ') || '∅'}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {groups.length > SHOWN && <p className="muted">{t('more', { count: groups.length - SHOWN })}</p>}
      </div>
    </Fold>
  )
})
