import { Button } from 'antd'
import { DeleteOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../../core/react'
import { formatDate } from '../../../ui/format-date'
import { PopoverButton } from '../../../ui/PopoverButton'
import { integer, size } from '../../../ui/quantities'
import { MOST_RUNS, type RunSummary } from '../../../platform/web/validations/store'
import { settingsWords } from './run-words'
import { weightingsOf } from './stored'
import css from './run.module.css'

/** Stored runs, to be shown again or deleted, and the stored vectors. */
export function StoredButton() {
  const { t } = useTranslation('validate')
  return (
    <PopoverButton
      button={{ 'data-testid': 'validate-stored' }}
      title={t('run.stored.title')}
      className={clsx(css.stored)}
      face={t('run.stored.open')}
    >
      {(close) => (
        <>
          <Runs close={close} />
          <Vectors />
        </>
      )}
    </PopoverButton>
  )
}

function Runs({ close }: { readonly close: () => void }) {
  const { t, i18n } = useTranslation('validate')
  const { restoreValidation, deleteValidationRun } = useActions()
  const runs = useAppState(({ validate }) => validate.run.runs)
  const shown = useAppState(({ validate }) => validate.run.result?.id ?? null)
  if (runs.length === 0) return <p className="muted">{t('run.stored.none')}</p>
  const number = (value: number) => integer(value, i18n.language)
  return (
    <>
      <ul className={css.runs}>
        {runs.map((run) => {
          const { id, name, updated, scored, pairs, form, k } = run
          return (
            <li key={id} data-testid="validate-stored-run" data-id={id}>
              <Button
                type="text"
                className={clsx(css.runButton)}
                disabled={id === shown}
                title={t('run.stored.show')}
                onClick={() => {
                  close()
                  void restoreValidation(id)
                }}
              >
                <span>
                  {name} · {formatDate(updated, i18n.language)}
                </span>
                <span className="muted">
                  {settingsWords(t, run, form, k)} · {weightsOf(run)} ·{' '}
                  {t('run.stored.progress', { scored: number(scored), pairs: number(pairs) })}
                </span>
              </Button>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={`${t('run.stored.delete')}: ${name}`}
                title={t('run.stored.delete')}
                onClick={() => void deleteValidationRun(id)}
              />
            </li>
          )
        })}
      </ul>
      <p className="muted">{t('run.stored.kept', { number: MOST_RUNS })}</p>
    </>
  )
}

/** Dense, sparse, ColBERT; several if it was run with several. */
const weightsOf = (run: RunSummary): string =>
  weightingsOf(run)
    .map(({ weights: { dense, sparse, colbert } }) => `${dense}/${sparse}/${colbert}`)
    .join(', ')

function Vectors() {
  const { t, i18n } = useTranslation('validate')
  const { clearVectorCache } = useActions()
  const vectors = useAppState(({ validate }) => validate.run.vectors)
  if (vectors === null) return <p className="muted">{t('run.stored.noVectors')}</p>
  return (
    <div className={css.vectors}>
      <p>
        {t('run.stored.vectors', {
          texts: integer(vectors.texts, i18n.language),
          size: size(vectors.bytes),
          limit: size(vectors.limit),
        })}
      </p>
      <p className="muted">{t('run.stored.vectorsAbout')}</p>
      <Button
        size="small"
        disabled={vectors.texts === 0}
        data-testid="validate-clear-vectors"
        onClick={() => void clearVectorCache()}
      >
        {t('run.stored.clear')}
      </Button>
    </div>
  )
}
