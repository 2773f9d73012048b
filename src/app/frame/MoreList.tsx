/** The options behind the button "more": each a button that shows the chosen value and opens its controls. */
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Capabilities } from '../../platform/web/capabilities'
import { useAppState } from '../../core/react'
import { effectiveTruncateDim } from '../../core/selectors'
import { WarningTag } from '../../ui/WarningTag'
import {
  ActivationsChoice,
  ArithmeticChoice,
  NormalizeChoice,
  PrefixChoice,
  ThreadsChoice,
  TokenizerChoice,
  TruncateChoice,
} from './options'
import { denseDimension, MOST_DIMENSIONS, normalizedInGraph } from './options/of-model'
import { hasActivations, hasArithmetic } from './more-changed'
import { OptionPopover } from './OptionPopover'
import css from './options.module.css'

export function MoreList({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t } = useTranslation(['app', 'options'])
  const webgpu = useAppState((state) => state.settings.provider === 'webgpu')
  return (
    <div className={css.moreList}>
      <TokenizerOption />
      <PrefixOption />
      <NormalizeOption />
      <TruncateOption />
      <ActivationsOption />
      <ArithmeticOption />
      <ThreadsOption capabilities={capabilities} />
      {webgpu && (
        <WarningTag title={t('options:webgpuTitle')} className={clsx(css.provider)} testId="provider">
          WebGPU
        </WarningTag>
      )}
    </div>
  )
}

function TokenizerOption() {
  const { t } = useTranslation(['app', 'options'])
  const mode = useAppState((state) => state.settings.tokenizerMode)
  const none = useAppState(
    (state) => state.model.phase === 'ready' && state.model.info.tokenizerModes.length === 0,
  )
  return (
    <OptionPopover
      name={t('options.tokenizer')}
      value={none ? '–' : mode}
      title={t('options:tokenizerTitle')}
      testId="option-tokenizer"
    >
      <TokenizerChoice />
    </OptionPopover>
  )
}

function PrefixOption() {
  const { t } = useTranslation(['app', 'options'])
  const prefix = useAppState((state) => state.settings.prefix)
  const short = prefix.length > 8 ? prefix.slice(0, 8) + '…' : prefix
  return (
    <OptionPopover
      name={t('options.prefix')}
      value={prefix === '' ? t('options:prefixNone') : JSON.stringify(short).slice(1, -1)}
      title={t('options:prefixTitle')}
      testId="option-prefix"
    >
      <PrefixChoice />
    </OptionPopover>
  )
}

function NormalizeOption() {
  const { t } = useTranslation(['app', 'options'])
  const normalize = useAppState((state) => state.settings.normalize)
  const fixed = useAppState((state) => normalizedInGraph(state.model).always)
  return (
    <OptionPopover
      name={t('options.normalize')}
      value={normalize || fixed ? t('options:on') : t('options:off')}
      title={t('options:normalizeTitle')}
      testId="option-normalize"
    >
      <NormalizeChoice />
    </OptionPopover>
  )
}

export function TruncateOption() {
  const { t } = useTranslation(['app', 'options'])
  const chosen = useAppState((state) => state.settings.truncateDim)
  const cuts = useAppState((state) => effectiveTruncateDim(state.settings.truncateDim, state.model) !== null)
  const dimension = useAppState((state) => denseDimension(state.model))
  const limited = chosen !== null && !cuts
  return (
    <OptionPopover
      name={t('options.truncateDim')}
      value={
        chosen === null
          ? t('options:off')
          : limited
            ? `${chosen} → ${dimension ?? MOST_DIMENSIONS}`
            : String(chosen)
      }
      warn={limited}
      title={t('options:truncateDimTitle')}
      testId="option-truncate-dim"
    >
      <TruncateChoice />
    </OptionPopover>
  )
}

/** Visible only for a graph that quantises activations at run time. */
function ActivationsOption() {
  const { t } = useTranslation(['app', 'options'])
  const { t: tCommon } = useTranslation('common')
  const chosen = useAppState((state) => state.settings.activations)
  const offered = useAppState(hasActivations)
  if (!offered) return null
  return (
    <OptionPopover
      name={t('options.activations')}
      value={tCommon(`activations.${chosen}Short`)}
      title={t('options:activationsTitle')}
      testId="option-activations"
    >
      <ActivationsChoice />
    </OptionPopover>
  )
}

/** Visible only for a model whose int8 products differ between CPUs, and whose layers run in our own encoder. */
function ArithmeticOption() {
  const { t } = useTranslation(['app', 'options'])
  const { t: tCommon } = useTranslation('common')
  const chosen = useAppState((state) => state.settings.arithmetic)
  const offered = useAppState(hasArithmetic)
  if (!offered) return null
  return (
    <OptionPopover
      name={t('options.arithmetic')}
      value={tCommon(`arithmetic.${chosen}Short`)}
      title={t('options:arithmeticTitle')}
      testId="option-arithmetic"
    >
      <ArithmeticChoice />
    </OptionPopover>
  )
}

function ThreadsOption({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t } = useTranslation(['app', 'options'])
  const whole = useAppState((state) => state.settings.whole)
  const threads = useAppState((state) => state.settings.threads)
  return (
    <OptionPopover
      name={t('options.threads')}
      value={[
        threads === null ? t('options:auto') : String(threads),
        ...(whole ? [t('options.graphWhole')] : []),
      ].join(' · ')}
      title={t('options:threadsAndGraph')}
      testId="option-threads"
    >
      <ThreadsChoice hardware={capabilities.hardwareThreads} isolated={capabilities.crossOriginIsolated} />
    </OptionPopover>
  )
}
