import { Suspense } from 'react'
import { Button } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../core/react'
import { ErrorBox } from '../../ui/ErrorBox'
import { onDemand } from '../../ui/on-demand'

const Opened = onDemand(async () => (await import('./Opened')).Opened)

/** The strip at the foot of the page: the result of opening a file or a link, and the offer to run the suite. */
export function CaseStrip() {
  const { t } = useTranslation('cases')
  const { dismissRefused, openAllTheSame } = useActions()
  const refused = useAppState((state) => state.cases.refused)
  const opened = useAppState((state) => state.cases.opened)
  const inDrawer = useAppState((state) => state.cases.drawer) // the drawer shows the same error
  return (
    <>
      {refused && !inDrawer && (
        <ErrorBox error={refused.error} onDismiss={dismissRefused}>
          {refused.offer && (
            <Button size="small" data-testid="case-open-anyway" onClick={() => void openAllTheSame()}>
              {t(`refused.${refused.offer.kind}`)}
            </Button>
          )}
        </ErrorBox>
      )}
      <Offer />
      {opened && (
        <Suspense fallback={null}>
          <Opened opened={opened} />
        </Suspense>
      )}
    </>
  )
}

function Offer() {
  const { t } = useTranslation('cases')
  const { dismissOffer, runCases, showCases } = useActions()
  const offered = useAppState(({ cases }) => cases.offered)
  const count = useAppState(({ cases, model }) =>
    model.phase === 'ready'
      ? (cases.list ?? []).filter((summary) => summary.modelHash !== model.info.hash).length
      : 0,
  )
  if (!offered || count === 0) return null
  return (
    <div className="notice" role="status" data-testid="cases-offer">
      <span>{t('offer.words', { count })}</span>
      <Button
        size="small"
        type="link"
        data-testid="cases-offer-run"
        onClick={() => {
          showCases(true)
          void runCases()
        }}
      >
        {t('offer.run')}
      </Button>
      <span className="spacer" />
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined />}
        aria-label={t('offer.dismiss')}
        data-testid="cases-offer-dismiss"
        onClick={dismissOffer}
      />
    </div>
  )
}
