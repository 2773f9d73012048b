import { Suspense, useEffect, useRef } from 'react'
import type { AnatomyViewProps } from './props'
import { Button, Progress } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useStaleText } from '../../ui/stale-text'
import { anatomyReport } from '../../formats/report/anatomy'
import { reportText } from '../../formats/report/write'
import type { Unit } from '../../core/units'
import { percentOf } from '../../core/progress'
import { CopyButton } from '../../ui/CopyButton'
import { ErrorBox } from '../../ui/ErrorBox'
import { OpenedPair } from './OpenedPair'
import { PairScores } from './PairFacts'
import css from './anatomy.module.css'

/** Time and speaker as written; '': there are none. */
const metadataOf = ({ timestamp, speaker }: Unit): string => [timestamp, speaker].filter(Boolean).join(' ')

/** Escape closes, when the focus is inside or nowhere, and nothing inside has used the key (a pinned token, a cursor). */
function useCloseOnEscape(onClose: () => void) {
  const root = useRef<HTMLElement>(null)
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      const focus = document.activeElement
      // Around it: the drawer that it stands in, or the page.
      const isAround = focus === null || focus.contains(root.current)
      // Its own tab counts too: a cell of the table has the focus after a click.
      const place = root.current?.closest('[role=tabpanel]') ?? root.current
      const isHere = isAround || place?.contains(focus)
      if (event.key === 'Escape' && !event.defaultPrevented && isHere) onClose()
    }
    window.addEventListener('keydown', close)
    return () => window.removeEventListener('keydown', close)
  }, [onClose])
  return root
}

/** Shows one pair in detail: which tokens, words and dimensions its score consists of. */
export function AnatomyView(props: AnatomyViewProps) {
  const { state, changes, labelA, labelB, score, weights, onLoad, onClose } = props
  const { target, run, anatomy } = state
  const { t } = useTranslation('anatomy')
  const staleText = useStaleText(changes)
  const stale = changes.length > 0
  const root = useCloseOnEscape(onClose)
  const said = target.kind === 'cell' ? [state.a, state.b].map(metadataOf).filter(Boolean).join(' · ') : ''
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
        <div className={css.headLine}>
          <h2>
            {target.kind === 'whole' ? (
              title
            ) : (
              <>
                <span className="side-name" data-side="a">
                  {labelA}
                </span>{' '}
                ×{' '}
                <span className="side-name" data-side={labelB.startsWith('A') ? 'a' : 'b'}>
                  {labelB}
                </span>
              </>
            )}
          </h2>
          <span className="muted" title={t(`contextMode.${state.contextMode}Title`)}>
            {t(`contextMode.${state.contextMode}`)}
          </span>
          <span className={clsx('muted', css.said)} title={said}>
            {said}
          </span>
          {stale && <span className="amber">{staleText}</span>}
          <span className="spacer" />
          {target.kind === 'cell' && (
            <Button
              size="small"
              type="link"
              data-testid="anatomy-load"
              title={t('loadTitle')}
              onClick={onLoad}
            >
              {t('load')}
            </Button>
          )}
          {/* Its place is kept while there is nothing to copy yet. */}
          <span data-testid="anatomy-copy" style={{ visibility: anatomy ? 'visible' : 'hidden' }}>
            <CopyButton
              iconOnly
              label={t('copy')}
              text={() => (anatomy ? reportText(anatomyReport({ ...props, stale, anatomy })) : '')}
            />
          </span>
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined />}
            aria-label={t('close')}
            data-testid="anatomy-close"
            onClick={onClose}
          />
        </div>
        <PairScores anatomy={anatomy} score={score} weights={weights} />
      </header>
      <div className={css.body}>
        {run.phase === 'running' && (
          <div role="status">
            <p className="muted">{t('running')}</p>
            <Progress percent={percentOf(run) ?? 0} showInfo={false} size={{ height: 3 }} />
          </div>
        )}
        {run.phase === 'cancelled' && <p className="muted">{t('cancelled')}</p>}
        {run.phase === 'failed' && <ErrorBox error={run.error} />}
        {/* Words that only one of its parts needs must not take the head away while they arrive. */}
        <Suspense fallback={null}>{anatomy && <OpenedPair {...props} anatomy={anatomy} />}</Suspense>
      </div>
    </aside>
  )
}
