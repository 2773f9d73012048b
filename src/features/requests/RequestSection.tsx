import { useTranslation } from 'react-i18next'
import { useAppState } from '../../core/react'
import { requestNow } from './request-now'
import { ErrorBox } from '../../ui/ErrorBox'
import { CannotList } from './CannotList'
import { CommandBlock } from './CommandBlock'
import { Gives } from './Gives'
import { LoudNotes, Notes } from './Notes'
import { RequestForm } from './RequestForm'
import css from './requests.module.css'

/** Shows the present texts and settings as a request to the user's own server. The page does not send it. */
export function RequestSection() {
  const { t } = useTranslation('requests')
  const requests = useAppState((state) => state.requests)
  const now = useAppState((state) => requestNow(state))
  return (
    <div className={css.request}>
      <p className={css.about}>{t('intro')}</p>
      <RequestForm requests={requests} />
      <LoudNotes dialect={requests.dialect} />
      {now.phase === 'empty' && <p data-testid="request-empty">{t('empty')}</p>}
      {now.phase === 'failed' && <ErrorBox error={now.error} />}
      {now.phase === 'made' && (
        <>
          <CannotList dialect={requests.dialect} cannot={now.cannot} kind={requests.kind} />
          {now.written && <CommandBlock written={now.written} form={requests.form} />}
          {now.requests.length > 0 && <Gives requests={now.requests} kind={requests.kind} />}
        </>
      )}
      <Notes
        dialect={requests.dialect}
        given={now.phase === 'made' ? now.given : null}
        notSent={now.phase === 'made' ? now.notSent : []}
      />
    </div>
  )
}
