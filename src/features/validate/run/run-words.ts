/** The words for a run's settings: what it was made with, and what is other about a new one. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState } from '../../../core/react'
import type { RunSummary } from '../../../platform/web/validations/store'
import { differencesOf, rulesCount, type Difference } from './selectors'
import type { ValidationResult } from './types'

type T = ReturnType<typeof useTranslation<'validate'>>['t']

/** "max_length 512 → 256, prefix – → “query: ”"; '' if nothing differs. */
export function useDifferences(): string {
  const { t } = useTranslation('validate')
  // As text: the same differences make no new rendering.
  const found = useAppState((state) => JSON.stringify(differencesOf(state)))
  return useMemo(
    () =>
      (JSON.parse(found) as readonly Difference[])
        .map(({ name, then, now }) =>
          then === now ? t(`run.setting.${name}`) : `${t(`run.setting.${name}`)} ${then} → ${now}`,
        )
        .join(', '),
    [found, t],
  )
}

type Made = Pick<ValidationResult, 'identity' | 'settings' | 'inputs'>

/** Model, dtype, max_length, prefix, rules, form: what tells two runs of a file apart. */
export function settingsWords(t: T, made: Made, form: RunSummary['form'] | null, k: number): string {
  const { identity, settings, inputs } = made
  const rules = rulesCount(inputs.rules)
  return [
    identity.model,
    identity.dtype,
    `${t('run.setting.maxLength')} ${settings.maxLength}`,
    inputs.prefix !== '' && `${t('run.setting.prefix')} “${inputs.prefix}”`,
    t('run.rules', { number: rules }),
    inputs.leaveOutMetadata && t('run.metadataOut'),
    form !== null && (form === 'corpus' ? t('run.formCorpus', { k }) : t('run.formPairs')),
    identity.endpoint,
  ]
    .filter(Boolean)
    .join(' · ')
}
