import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { useAppState } from '../../core/react'
import { percentOf } from '../../core/progress'
import type { EditSearchResult } from '../../engine/why/edit-search-types'
import { ErrorBox } from '../../ui/ErrorBox'
import { time } from '../../ui/quantities'
import type { Why, WhyActions, WhyOutcome } from './types'
import { cosineWords, type WhyT } from './words'
import css from './search.module.css'

interface TextSearchProps {
  readonly outcome: WhyOutcome
  readonly stale: boolean
  readonly actions: Pick<WhyActions, 'searchWhy' | 'cancelWhySearch'>
}

/** Looks for the nearest text where no hypothesis explains the vector. */
export function TextSearch({ outcome, stale, actions }: TextSearchProps) {
  const { t } = useTranslation(['why', 'rules'])
  const latest = useAppState((state) => state.why.search)
  // A search of an earlier result says nothing about this one.
  const search = latest.phase !== 'idle' && latest.of === outcome.value ? latest : { phase: 'idle' as const }
  const busy = search.phase === 'running'
  const progress = search.phase === 'running' ? search.progress : null
  return (
    <div className={css.search}>
      <p className={css.intro}>{t('search.intro')}</p>
      <div className={css.line}>
        <Button
          size="small"
          disabled={busy || stale}
          data-testid="why-search"
          onClick={() => void actions.searchWhy()}
        >
          {t(search.phase === 'done' ? 'search.again' : 'search.start')}
        </Button>
        <Button
          size="small"
          disabled={!busy}
          data-testid="why-search-cancel"
          onClick={() => actions.cancelWhySearch()}
        >
          {t('run.cancel')}
        </Button>
        <span
          role="status"
          className="muted"
          data-testid="why-search-status"
          data-phase={search.phase}
          data-done={progress?.done ?? 0}
        >
          {statusWords(t, search)}
        </span>
      </div>
      {busy && (
        <Progress
          percent={progress ? (percentOf(progress) ?? 0) : 0}
          showInfo={false}
          size={{ height: 3 }}
          aria-label={t('run.progress')}
        />
      )}
      {search.phase === 'failed' && <ErrorBox error={search.error} />}
      {search.phase === 'done' && <Found t={t} found={search.value} />}
    </div>
  )
}

function statusWords(t: WhyT, search: Why['search']): string {
  if (search.phase === 'cancelled') return t('run.cancelledFirst')
  if (search.phase === 'done') {
    const { compared, time: took, ended } = search.value
    return t('search.done', { compared, time: time(took), why: t(`search.ended.${ended}`) })
  }
  const {
    done = 0,
    total = 0,
    level,
    likeness = null,
  } = (search.phase === 'running' && search.progress) || {}
  if (level === undefined || likeness === null) return ''
  return t('search.running', {
    done,
    total,
    level: t(`search.level.${level}`),
    likeness: cosineWords(likeness),
  })
}

function Found({ t, found }: { readonly t: WhyT; readonly found: EditSearchResult }) {
  const { within, likeness, startLikeness, diff } = found
  return (
    <div
      className={css.found}
      data-testid="why-search-found"
      data-within={within}
      data-likeness={likeness}
      data-text={found.text}
    >
      <strong>
        {t(within ? 'search.within' : 'search.nearest', {
          likeness: cosineWords(likeness),
          start: cosineWords(startLikeness),
        })}
      </strong>
      <span>{t(within ? 'search.withinNote' : 'search.nearestNote')}</span>
      <p className={css.diff} data-testid="why-search-diff">
        {diff.map(({ kind, text }, at) =>
          kind === 'removed' ? (
            <del key={at}>{visible(text)}</del>
          ) : kind === 'added' ? (
            <ins key={at}>{visible(text)}</ins>
          ) : (
            <span key={at}>{text}</span>
          ),
        )}
      </p>
    </div>
  )
}

/** Changed white space would not be seen. */
const visible = (text: string): string =>
  text.trim() === '' ? text.replaceAll('\n', '↵\n').replaceAll(' ', '␠') : text
