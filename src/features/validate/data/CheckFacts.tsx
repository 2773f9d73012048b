import { useEffect } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import type { Checks } from '../../../engine/validate/types'
import { KeyValue, type Fact } from '../../../ui/KeyValue'
import { duration, integer } from '../../../ui/quantities'
import { speedOf } from './speed'

const SCRIPTS = [
  'Hani',
  'Jpan',
  'Hang',
  'Latn',
  'Cyrl',
  'Grek',
  'Arab',
  'Hebr',
  'Thai',
  'Deva',
  'Zyyy',
] as const
type NamedScript = (typeof SCRIPTS)[number]

/** What can be said before anything runs. */
export function CheckFacts() {
  const { t, i18n } = useTranslation('validate')
  const checks = useAppState(({ validate }) => validate.data.read?.checks) ?? null
  const tokens = useTokenFacts()
  const time = useTimeFact()
  if (!checks) return null
  const number = (value: number) => integer(value, i18n.language)
  const { rows, duplicateRows, emptyCells, labelled, relevant, characters, scripts } = checks
  const facts: readonly Fact[] = [
    {
      key: 'rows',
      label: t('data.checks.rows'),
      value: number(rows),
      note: t('data.checks.rowsNote', { duplicates: number(duplicateRows), empty: number(emptyCells) }),
    },
    {
      key: 'labels',
      label: t('data.checks.labels'),
      value: labelled === 0 ? t('data.checks.none') : number(labelled),
      note:
        labelled === 0
          ? ''
          : t('data.checks.labelsNote', {
              relevant: number(relevant),
              irrelevant: number(labelled - relevant),
            }),
    },
    {
      key: 'characters',
      label: t('data.checks.characters'),
      value: t('data.checks.range', ranged(characters, number)),
    },
    ...tokens,
    {
      key: 'scripts',
      label: t('data.checks.scripts'),
      value: scripts.map(({ script, texts }) => `${scriptName(script)} ${number(texts)}`).join(' · '),
    },
    time,
  ]
  function scriptName(script: string): string {
    const known = SCRIPTS.find((each): each is NamedScript => each === script)
    return known ? t(`data.scripts.${known}`) : script
  }
  return <KeyValue facts={facts} />
}

const ranged = (range: Checks['characters'], number: (value: number) => string) => ({
  min: number(range.min),
  max: number(range.max),
  p50: number(range.p50),
  p95: number(range.p95),
})

/** Lengths in tokens. They are counted when the model, max_length or the rules have changed. */
function useTokenFacts(): readonly Fact[] {
  const { t, i18n } = useTranslation('validate')
  const { countValidation } = useActions()
  const tokens = useAppState(({ validate }) => validate.data.tokens)
  const hash = useAppState(({ validate }) => validate.data.read?.set?.hash)
  const model = useAppState(({ model: { phase } }) => phase)
  const settings = useAppState((state) => state.settings)
  const rules = useAppState((state) => state.rules)
  useEffect(() => {
    if (model === 'ready' && hash !== undefined) void countValidation()
  }, [model, hash, settings, rules, countValidation])
  const number = (value: number) => integer(value, i18n.language)
  const label = t('data.checks.tokens')
  if (tokens === null)
    return [{ key: 'tokens', label, value: <span className="muted">{t('data.checks.noModel')}</span> }]
  if (tokens.phase === 'counting')
    return [
      {
        key: 'tokens',
        label,
        value: t('data.checks.counting', { done: number(tokens.done), total: number(tokens.total) }),
      },
    ]
  const { lengths, maxLength } = tokens
  if (lengths === null)
    return [
      {
        key: 'tokens',
        label,
        value: (
          <>
            {t('data.checks.stopped')}{' '}
            <Button size="small" onClick={() => void countValidation()}>
              {t('data.checks.count')}
            </Button>
          </>
        ),
      },
    ]
  return [
    {
      key: 'tokens',
      label,
      value: (
        <span data-testid="validate-tokens" data-max={lengths.max} data-truncated={lengths.truncated}>
          {t('data.checks.range', ranged(lengths, number))}
        </span>
      ),
    },
    {
      key: 'cut',
      label: t('data.checks.cut'),
      value: <span className={lengths.truncated > 0 ? 'amber' : ''}>{number(lengths.truncated)}</span>,
      note: t(lengths.truncated > 0 ? 'data.checks.cutNote' : 'data.checks.noneCut', {
        max: number(maxLength),
      }),
    },
  ]
}

function useTimeFact(): Fact {
  const { t, i18n } = useTranslation('validate')
  const speed = useAppState(speedOf)
  const texts = useAppState(({ validate }) => validate.data.read?.checks?.texts ?? 0)
  const sum = useAppState(({ validate }) => validate.data.tokens?.lengths?.sum ?? null)
  const label = t('data.checks.time')
  const number = (value: number) => integer(value, i18n.language)
  const note = t('data.checks.cachedNote')
  const known = (value: string): Fact => ({
    key: 'time',
    label,
    value: <span data-testid="validate-estimate">{value}</span>,
    note,
  })
  if (speed?.of === 'texts')
    return known(t('data.checks.timeRun', { time: duration(speed.ms * texts), n: number(texts) }))
  if (speed?.of === 'tokens' && sum !== null)
    return known(t('data.checks.timeAnalysis', { time: duration(speed.ms * sum), n: number(sum) }))
  return { key: 'time', label, value: <span className="muted">{t('data.checks.timeUnknown')}</span> }
}
