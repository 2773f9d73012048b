import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenizerMode } from '../../engine/tokenizer/types'
import type { SideSteps } from '../../state/tokens-types'
import { Section } from '../../ui/Section'
import { modeDifferences } from './rows'

const SHOWN = 50

/** hf4 and hf5 where they differ. */
export function Modes({ steps, mode }: { readonly steps: SideSteps; readonly mode: TokenizerMode }) {
  const { t } = useTranslation('tokens')
  const { hf4, hf5 } = steps.byMode
  const differences = useMemo(() => (hf4 && hf5 ? modeDifferences(hf4.all, hf5.all) : null), [hf4, hf5])
  if (!differences) return null
  return (
    <Section title={t('modes')}>
      <div data-testid="tokens-diff" data-equal={differences.length === 0} data-count={differences.length}>
        {differences.length === 0 ? (
          <p className="muted">{t('modesEqual', { mode })}</p>
        ) : (
          <>
            <p className="amber">{t('modesDiffer', { count: differences.length, mode })}</p>
            <table className="tokens-modes">
              <thead>
                <tr>
                  <th>{t('place')}</th>
                  <th>hf4</th>
                  <th>hf5</th>
                </tr>
              </thead>
              <tbody>
                {differences.slice(0, SHOWN).map((row) => (
                  <tr key={row.start}>
                    <td className="num muted">
                      {row.start}–{row.end}
                    </td>
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
          </>
        )}
      </div>
    </Section>
  )
}
