import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ErrorData } from '../../engine/errors'
import { WORK_CANCELLED } from '../../core/text/long-texts'
import { useActions, useAppState } from '../../core/react'
import type { Side } from '../../core/state'
import { ErrorBox } from '../../ui/ErrorBox'

/** What a worker does with a long text: that it works, with a way to cancel it, or why there is no result. */
export function LongTextNotice({ side }: { readonly side: Side }) {
  const { t } = useTranslation()
  const { workOnText, cancelTextWork } = useActions()
  const run = useAppState((state) => state.longTexts[side].run)
  if (run.phase === 'idle') return null
  if (run.phase === 'working')
    return (
      <div className="notice" role="status" data-testid={`text-work-${side}`}>
        <span>{t('notice.working')}</span>
        <span className="spacer" />
        <Button
          size="small"
          data-testid={`text-work-cancel-${side}`}
          aria-label={t('notice.cancelWork', { side: side.toUpperCase() })}
          onClick={() => cancelTextWork(side)}
        >
          {t('run.cancel')}
        </Button>
      </div>
    )
  const error: ErrorData = run.phase === 'failed' ? run.error : WORK_CANCELLED
  return (
    <ErrorBox error={error}>
      <Button size="small" data-testid={`text-work-again-${side}`} onClick={() => workOnText(side)}>
        {t('notice.workAgain')}
      </Button>
    </ErrorBox>
  )
}
