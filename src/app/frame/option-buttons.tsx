/** All options except the mode. Each is a button that shows the chosen value and opens its controls. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Weights } from '../../engine/score/types'
import type { Capabilities } from '../../platform/web/capabilities'
import { useAppState } from '../../core/react'
import { effectiveMaxLength, effectiveTruncateDim, positionLimit } from '../../core/selectors'
import { offersActivations } from '../../engine/model/types'
import { onDemand } from '../../ui/on-demand'
import { denseDimension, MOST_DIMENSIONS, normalizedInGraph } from './options/of-model'
import { OptionPopover } from './OptionPopover'

// One chunk for all options: they share fields, and a user who opens one option opens others too.
const choices = () => import('./options')
const WeightsChoice = onDemand(async () => (await choices()).WeightsChoice)
const MaxLengthChoice = onDemand(async () => (await choices()).MaxLengthChoice)
const TokenizerChoice = onDemand(async () => (await choices()).TokenizerChoice)
const PrefixChoice = onDemand(async () => (await choices()).PrefixChoice)
const NormalizeChoice = onDemand(async () => (await choices()).NormalizeChoice)
const TruncateChoice = onDemand(async () => (await choices()).TruncateChoice)
const ActivationsChoice = onDemand(async () => (await choices()).ActivationsChoice)
const ThreadsChoice = onDemand(async () => (await choices()).ThreadsChoice)

export function WeightsOption() {
  const { t } = useTranslation()
  const { dense, sparse, colbert } = useAppState((state) => state.settings.weights)
  // The draft is kept here, so that an invalid draft is still there when the option is opened again.
  const [draft, setDraft] = useState<Weights | null>(null)
  return (
    <OptionPopover
      name={t('options.weights')}
      value={[dense, sparse, colbert].join(':')}
      title={t('options.weightsTitle')}
      testId="option-weights"
      load={WeightsChoice.load}
    >
      <WeightsChoice draft={draft} onDraft={setDraft} />
    </OptionPopover>
  )
}

export function MaxLengthOption() {
  const { t } = useTranslation()
  const chosen = useAppState((state) => state.settings.maxLength)
  const limit = useAppState((state) => positionLimit(state.model))
  const { value, limitedBy } = effectiveMaxLength(chosen, limit)
  return (
    <OptionPopover
      name={t('options.maxLength')}
      value={limitedBy === null ? String(chosen) : `${chosen} → ${value}`}
      warn={limitedBy !== null}
      title={t('options.maxLengthTitle')}
      testId="option-max-length"
      load={MaxLengthChoice.load}
    >
      <MaxLengthChoice />
    </OptionPopover>
  )
}

export function TokenizerOption() {
  const { t } = useTranslation()
  const mode = useAppState((state) => state.settings.tokenizerMode)
  const none = useAppState(
    (state) => state.model.phase === 'ready' && state.model.info.tokenizerModes.length === 0,
  )
  return (
    <OptionPopover
      name={t('options.tokenizer')}
      value={none ? '–' : mode}
      title={t('options.tokenizerTitle')}
      testId="option-tokenizer"
      load={TokenizerChoice.load}
    >
      <TokenizerChoice />
    </OptionPopover>
  )
}

export function PrefixOption() {
  const { t } = useTranslation()
  const prefix = useAppState((state) => state.settings.prefix)
  const short = prefix.length > 8 ? prefix.slice(0, 8) + '…' : prefix
  return (
    <OptionPopover
      name={t('options.prefix')}
      value={prefix === '' ? t('options.prefixNone') : JSON.stringify(short).slice(1, -1)}
      title={t('options.prefixTitle')}
      testId="option-prefix"
      load={PrefixChoice.load}
    >
      <PrefixChoice />
    </OptionPopover>
  )
}

export function NormalizeOption() {
  const { t } = useTranslation()
  const normalize = useAppState((state) => state.settings.normalize)
  const fixed = useAppState((state) => normalizedInGraph(state.model).always)
  return (
    <OptionPopover
      name={t('options.normalize')}
      value={normalize || fixed ? t('options.on') : t('options.off')}
      title={t('options.normalizeTitle')}
      testId="option-normalize"
      load={NormalizeChoice.load}
    >
      <NormalizeChoice />
    </OptionPopover>
  )
}

export function TruncateOption() {
  const { t } = useTranslation()
  const chosen = useAppState((state) => state.settings.truncateDim)
  const cuts = useAppState((state) => effectiveTruncateDim(state.settings.truncateDim, state.model) !== null)
  const dimension = useAppState((state) => denseDimension(state.model))
  const limited = chosen !== null && !cuts
  return (
    <OptionPopover
      name={t('options.truncateDim')}
      value={
        chosen === null
          ? t('options.off')
          : limited
            ? `${chosen} → ${dimension ?? MOST_DIMENSIONS}`
            : String(chosen)
      }
      warn={limited}
      title={t('options.truncateDimTitle')}
      testId="option-truncate-dim"
      load={TruncateChoice.load}
    >
      <TruncateChoice />
    </OptionPopover>
  )
}

/** Visible only for a graph that quantises activations at run time. */
export function ActivationsOption() {
  const { t } = useTranslation()
  const { t: tCommon } = useTranslation('common')
  const chosen = useAppState((state) => state.settings.activations)
  const offered = useAppState(({ model, result }) => {
    // The option stays visible while the model loads again.
    const info = model.phase === 'ready' ? model.info : model.phase === 'loading' ? result?.info : null
    return info != null && offersActivations(info)
  })
  if (!offered) return null
  return (
    <OptionPopover
      name={t('options.activations')}
      value={tCommon(`activations.${chosen}Short`)}
      title={t('options.activationsTitle')}
      testId="option-activations"
      load={ActivationsChoice.load}
    >
      <ActivationsChoice />
    </OptionPopover>
  )
}

export function ThreadsOption({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t } = useTranslation()
  const whole = useAppState((state) => state.settings.whole)
  const threads = useAppState((state) => state.settings.threads)
  return (
    <OptionPopover
      name={t('options.threads')}
      value={[
        threads === null ? t('options.auto') : String(threads),
        ...(whole ? [t('options.graphWhole')] : []),
      ].join(' · ')}
      title={t('options.threadsAndGraph')}
      testId="option-threads"
      load={ThreadsChoice.load}
    >
      <ThreadsChoice hardware={capabilities.hardwareThreads} isolated={capabilities.crossOriginIsolated} />
    </OptionPopover>
  )
}
