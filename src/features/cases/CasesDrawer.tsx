import { useRef } from 'react'
import { Button, Drawer } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { CASES_EXTENSION } from './list-actions'
import { useActions, useAppState } from '../../core/react'
import { download } from '../../ui/download'
import { ErrorBox } from '../../ui/ErrorBox'
import { CaseRow } from './CaseRow'
import { SuiteResults } from './SuiteResults'
import { SuiteRun } from './SuiteRun'
import { useSaveCase } from './use-save-case'
import css from './cases.module.css'

/** All stored cases with name, note and expectation. Together they can be run as a regression suite. */
export function CasesDrawer() {
  const { t } = useTranslation('cases')
  const actions = useActions()
  const { drawer, list, suite } = useAppState((state) => state.cases)
  const cases = list ?? []
  return (
    <Drawer
      open={drawer}
      onClose={() => actions.showCases(false)}
      size="min(1080px, 100vw)"
      title={t('list.title')}
      destroyOnHidden
      classNames={{ body: 'cases-body' }}
    >
      <div className={css.cases} data-testid="cases-drawer">
        <p className="muted">{t('list.about')}</p>
        <Tools />
        <Messages />
        {cases.length === 0 ? <Empty /> : <SuiteRun />}
        {suite.made !== null && <SuiteResults cases={cases} suite={suite} />}
        <ul className={css.list}>
          {cases.map((summary) => (
            <CaseRow key={summary.id} summary={summary} outcome={suite.outcomes[summary.id]} />
          ))}
        </ul>
      </div>
    </Drawer>
  )
}

function Tools() {
  const { t } = useTranslation('cases')
  const { runCases, exportCases, openCaseFiles } = useActions()
  const none = useAppState((state) => (state.cases.list ?? []).length === 0)
  const busy = useAppState(({ cases: { suite } }) => ['loading', 'running'].includes(suite.run.phase))
  const input = useRef<HTMLInputElement>(null)
  const saveAll = async () => {
    const pieces = await exportCases()
    download(`m3scope${CASES_EXTENSION}`, new Blob([...pieces], { type: 'application/json' }))
  }
  return (
    <div className={css.tools}>
      <Button
        size="small"
        type="primary"
        disabled={none || busy}
        title={t('list.runTitle')}
        data-testid="cases-run"
        onClick={() => void runCases()}
      >
        {t('list.run')}
      </Button>
      <span className="spacer" />
      <Button size="small" data-testid="cases-import" onClick={() => input.current?.click()}>
        {t('list.import')}
      </Button>
      <input
        ref={input}
        data-testid="cases-file-input"
        type="file"
        accept=".json,application/json"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = ''
          if (files.length > 0) void openCaseFiles(files, 'import')
        }}
      />
      <Button size="small" disabled={none} data-testid="cases-export" onClick={() => void saveAll()}>
        {t('list.export')}
      </Button>
    </div>
  )
}

/** Messages of the list: errors, imported cases, and deleted cases that can be restored. */
function Messages() {
  const { t } = useTranslation('cases')
  const { dismissCasesSaid, dismissRefused, undeleteCase } = useActions()
  const { unkept, error, imported, deleted, refused } = useAppState((state) => state.cases)
  return (
    <>
      {unkept && (
        <div data-testid="cases-unkept">
          <ErrorBox error={unkept} />
        </div>
      )}
      {refused && <ErrorBox error={refused.error} onDismiss={dismissRefused} />}
      {error && <ErrorBox error={error} onDismiss={dismissCasesSaid} />}
      {imported && (
        <div className="notice" role="status" data-testid="cases-imported">
          <span>{t('list.imported', { ...imported })}</span>
          <span className="spacer" />
          <Close label={t('list.dismiss')} onClick={dismissCasesSaid} />
        </div>
      )}
      {deleted !== null && (
        <div className="notice" role="status">
          <span>{t('list.deleted', { name: deleted.name })}</span>
          <Button size="small" type="link" data-testid="case-undelete" onClick={() => void undeleteCase()}>
            {t('list.undo')}
          </Button>
          <span className="spacer" />
          <Close label={t('list.dismiss')} onClick={dismissCasesSaid} />
        </div>
      )}
    </>
  )
}

function Close({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return <Button size="small" type="text" icon={<CloseOutlined />} aria-label={label} onClick={onClick} />
}

function Empty() {
  const { t } = useTranslation('cases')
  const canSave = useAppState(({ a, b }) => a.text.trim() !== '' && b.text.trim() !== '')
  const save = useSaveCase()
  return (
    <div className={css.empty}>
      <p>{t('list.empty')}</p>
      {canSave && (
        <Button size="small" data-testid="cases-save-now" onClick={() => void save()}>
          {t('list.saveNow')}
        </Button>
      )}
    </div>
  )
}
