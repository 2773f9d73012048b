import { useEffect, useRef } from 'react'
import type { AnatomyViewProps } from './props'
import { Button, Progress } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { useStaleText } from '../../ui/stale-text'
import { anatomyReport } from '../../formats/report/anatomy'
import { reportText } from '../../formats/report/write'
import { percentOf } from '../../core/progress'
import { CopyButton } from '../../ui/CopyButton'
import { ErrorBox } from '../../ui/ErrorBox'
import { OpenedPair } from './OpenedPair'
import css from './anatomy.module.css'

/** Escape closes, when the focus is inside or nowhere, and nothing inside has used the key (a pinned token, a cursor). */
function useCloseOnEscape(onClose: () => void) {
  const root = useRef<HTMLElement>(null)
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      const focus = document.activeElement
      const isHere = focus === null || focus === document.body || root.current?.contains(focus)
      if (event.key === 'Escape' && !event.defaultPrevented && isHere) onClose()
    }
    window.addEventListener('keydown', close)
    return () => window.removeEventListener('keydown', close)
  }, [onClose])
  return root
}

/** Shows one pair in detail: which tokens, words and dimensions its score consists of. */
export function AnatomyView(props: AnatomyViewProps) {
  const { state, changes, labelA, labelB, onClose } = props
  const { target, run, anatomy } = state
  const { t } = useTranslation('anatomy')
  const staleText = useStaleText(changes)
  const stale = changes.length > 0
  const root = useCloseOnEscape(onClose)
  const title = target.kind === 'cell' ? `${labelA} × ${labelB}` : t('whole')
  return (
    <aside
      ref={root}
      className={css.anatomy}
      data-testid="anatomy"
      data-kind={target.kind}
      data-i={target.kind === 'cell' ? target.i : undefined}
      data-j={target.kind === 'cell' ? target.j : undefined}
      data-stale={stale}
      data-phase={run.phase}
      aria-label={title}
    >
      <header className={css.head}>
        <h2>
          {target.kind === 'whole' ? (
            title
          ) : (
            <>
              <span className="side-name" data-side="a">
                {labelA}
              </span>{' '}
              ×{' '}
              <span className="side-name" data-side="b">
                {labelB}
              </span>
            </>
          )}
        </h2>
        <span className="muted" title={t(`contextMode.${state.contextMode}Title`)}>
          {t(`contextMode.${state.contextMode}`)}
        </span>
        {stale && <span className="amber">{staleText}</span>}
        <span className="spacer" />
        {anatomy && (
          <span data-testid="anatomy-copy">
            <CopyButton
              iconOnly
              label={t('copy')}
              text={() => reportText(anatomyReport({ ...props, stale, anatomy }))}
            />
          </span>
        )}
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('close')}
          data-testid="anatomy-close"
          onClick={onClose}
        />
      </header>
      {run.phase === 'running' && (
        <div role="status">
          <p className="muted">{t('running')}</p>
          <Progress percent={percentOf(run) ?? 0} showInfo={false} size={{ height: 3 }} />
        </div>
      )}
      {run.phase === 'cancelled' && <p className="muted">{t('cancelled')}</p>}
      {run.phase === 'failed' && <ErrorBox error={run.error} />}
      {anatomy && <OpenedPair {...props} anatomy={anatomy} />}
    </aside>
  )
}
