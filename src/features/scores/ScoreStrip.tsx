import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Available } from '../../engine/model/types'
import { SCORE_NAMES, type ScoreName } from '../../engine/score/types'
import { useActions, useAppState } from '../../core/react'
import { fusedScores, HEADLINE } from '../../core/selectors'
import { Slot } from '../../core/Slot'
import { scoresStaleness, type Change } from '../../core/staleness'
import type { Result } from '../../core/state'
import { useStaleText } from '../../ui/stale-text'
import { CopyButton } from '../../ui/CopyButton'
import { LazyWarningTag } from '../../ui/LazyWarningTag'
import { dtypeWith } from '../../ui/dtype'
import { time } from '../../ui/quantities'
import css from './score-strip.module.css'
import { ScoreLabel } from '../../ui/ScoreLabel'

/** The five scores, which are always visible, and the facts about the run. */
export function ScoreStrip() {
  const { t } = useTranslation()
  const result = useAppState((state) => state.result)
  const weights = useAppState((state) => state.settings.weights)
  const changes = useAppState(scoresStaleness)
  const isAlone = useAppState((state) => state.a.text !== '' && state.b.text === '')
  const scores = result && fusedScores(result, weights)
  return (
    <section
      className={css.strip}
      aria-label={t('strip.label')}
      data-stale={changes.length > 0}
      data-testid="score-strip"
    >
      {SCORE_NAMES.map((name) => (
        <ScoreCard key={name} name={name} score={scores?.[name] ?? null} />
      ))}
      <div className={clsx('muted', css.facts)}>
        {result ? <RunFacts result={result} changes={changes} /> : t(isAlone ? 'strip.needsB' : 'run.idle')}
      </div>
    </section>
  )
}

function ScoreCard({ name, score }: { readonly name: ScoreName; readonly score: Available<number> | null }) {
  const { t } = useTranslation(['app', 'common'])
  const { openPicker, selectScore, setView } = useActions()
  const selected = useAppState((state) => state.selectedScore === name)
  const headline = useAppState((state) => HEADLINE[state.settings.mode] === name)
  const label = t(`common:scoreNames.${name}`)
  const value = score?.state === 'available' ? String(score.value) : null
  const reason = score?.state === 'unavailable' ? t(`common:unavailable.${score.reason}`) : null
  const state = score === null ? 'empty' : score.state
  const title = reason ?? (value === null ? t('strip.empty') : t('strip.full', { name: label, value }))
  return (
    <div
      className={css.card}
      data-testid={`score-${name}`}
      data-state={state}
      data-value={value ?? undefined}
      data-selected={selected}
      data-headline={headline}
    >
      <button
        type="button"
        className={css.main}
        aria-pressed={selected}
        title={title}
        onClick={() => {
          selectScore(name)
          setView('scores')
        }}
      >
        <span className={css.label}>
          <ScoreLabel name={name} suffix={name === 'colbert' ? ' A→B' : ''} />
          {headline && (
            <span className={css.mark} title={t('strip.headline')}>
              {' '}
              ●
            </span>
          )}
        </span>
        <span className={clsx('num', css.value)}>
          {score?.state === 'available' ? score.value.toFixed(4) : '–'}
        </span>
        {reason !== null && <span className={css.reason}>{reason}</span>}
      </button>
      {score?.state === 'unavailable' && score.reason === 'no-output-no-head-file' && (
        <Button
          size="small"
          type="link"
          className={clsx(css.offer)}
          data-testid="add-heads"
          onClick={() => openPicker('main')}
        >
          {t('strip.addHeads')}
        </Button>
      )}
      {value !== null && <CopyButton text={value} label={t('strip.copy', { name: label })} iconOnly />}
    </div>
  )
}

function RunFacts({ result, changes }: { readonly result: Result; readonly changes: readonly Change[] }) {
  const staleText = useStaleText(changes)
  const { t } = useTranslation(['app', 'common'])
  const { t: tCommon } = useTranslation('common')
  const { a, b } = result.reply
  const sides = (inA: boolean, inB: boolean) =>
    [inA && 'A', inB && 'B'].filter(Boolean).join(t('common:list'))
  const truncated = sides(a.encoded.tokenized.truncated, b.encoded.tokenized.truncated)
  const cached = sides(a.cached, b.cached)
  const isCut = truncated !== ''
  const cutWords = isCut ? t('strip.truncated', { sides: truncated }) : t('strip.notTruncated')
  const cachedWords = cached === '' ? '' : ` · ${t('strip.cached', { sides: cached })}`
  const { info, inputs } = result
  const tokenizer = info.tokenizer.kind === 'xlmr-unigram' ? inputs.tokenizerMode : info.tokenizer.engine
  return (
    <>
      <span className={css.line}>
        <span
          className={clsx('num', css.made)}
          title={[dtypeWith(tCommon, info, inputs), tokenizer].join(' · ')}
        >
          {[time(result.time), dtypeWith(tCommon, info, inputs, 'short'), tokenizer].join(' · ')}
        </span>
        {changes.length > 0 && (
          <LazyWarningTag title={staleText} className={clsx(css.stale)} testId="stale">
            {t('strip.stale')}
          </LazyWarningTag>
        )}
      </span>
      <span className={css.line}>
        <span className={css.made} title={`max_length ${inputs.maxLength} · ${cutWords}${cachedWords}`}>
          max_length <span className="num">{inputs.maxLength}</span> ·{' '}
          <span className={isCut ? 'amber' : undefined}>{cutWords}</span>
          {cachedWords}
        </span>
      </span>
      <span className={css.more}>
        <Slot name="strip-facts" />
      </span>
    </>
  )
}
