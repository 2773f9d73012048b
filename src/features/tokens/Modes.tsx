import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenizerMode } from '../../engine/tokenizer/types'
import type { SideSteps } from './types'
import { Section } from '../../ui/Section'
import { modeDifferences, type Original } from './rows'
import css from './tokens.module.css'

const SHOWN = 50

interface ModesProps {
  readonly side: 'a' | 'b'
  readonly steps: SideSteps
  readonly mode: TokenizerMode
  readonly original: Original
}

/** Shows the places where the tokenizer modes hf4 and hf5 differ. */
export const Modes = memo(function Modes({ side, steps, mode, original }: ModesProps) {
  const { t } = useTranslation('tokens')
  const { hf4, hf5 } = steps.byMode
  const differences = useMemo(() => (hf4 && hf5 ? modeDifferences(hf4.all, hf5.all) : null), [hf4, hf5])
  if (!differences) return null
  return (
    <Section title={t('modes')}>
      <div
        data-testid="tokens-diff"
        data-side={side}
        data-equal={differences.length === 0}
        data-count={differences.length}
      >
        {differences.length === 0 ? (
          <p className="muted">{t('modesEqual', { mode })}</p>
        ) : (
          <>
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
                {differences.slice(0, SHOWN).map((row) => (
                  <tr key={row.start}>
                    <td className="num muted nowrap">[{original(row.start, row.end).join('–')})</td>
                    <td>
                      <code>{row.hf4.join(' ') || '∅'}</code>
                    </td>
                    <td>
                      <code>{row.hf5.join(' ') || '∅'}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {differences.length > SHOWN && (
              <p className="muted">{t('more', { count: differences.length - SHOWN })}</p>
            )}
          </>
        )}
      </div>
    </Section>
  )
})
