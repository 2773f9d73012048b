/** Translates the rows of the table of changes. */
import type { TFunction } from 'i18next'
import { SCORE_NAMES } from '../../engine/score/types'
import type { CaseDiff, DiffRow } from '../../formats/case/diff-types'
import { toTsv } from '../../ui/tsv'

type T = TFunction<readonly ['cases', 'common']>

const SIDED = [
  'text',
  'splits',
  'input',
  'input_ids',
  'lexical_weights',
  'dense_vecs',
  'colbert_vecs',
] as const
const ENVIRONMENT = ['app', 'user_agent', 'page', 'isolated', 'secure_context', 'hardware_threads'] as const
const PLAIN = [
  'model_hash',
  'graph',
  'dtype',
  'activations',
  'arithmetic',
  'execution',
  'encoder',
  'runtime',
  'provider',
  'tokenizer',
  'tokenizer_mode',
  'max_length',
  'truncate_dim',
  'normalize',
  'weights',
  'prefix',
  'metadata',
  'rules',
  'heatmap',
  'model',
  'origin',
  'threads',
] as const

/** The label of a row. */
export function whatWords(t: T, what: string): string {
  const [first = '', ...others] = what.split('.')
  const rest = others.join('.')
  const sided = SIDED.find((name) => name === first)
  if (sided) return `${t(`what.${sided}`)} ${rest.toUpperCase()}`
  const environment = first === 'environment' ? ENVIRONMENT.find((name) => name === rest) : undefined
  if (environment) return t(`what.${environment}`)
  const score = first === 'scores' ? SCORE_NAMES.find((name) => name === rest) : undefined
  if (score) return t(`common:scoreNames.${score}`)
  const plain = PLAIN.find((name) => name === first)
  return plain ? t(`what.${plain}`) : rest || what
}

export function meaningWords(t: T, { what, kind, changed, matters }: DiffRow): string {
  if (what === 'heatmap') return t('diff.notRun')
  if (!changed) return t('diff.same')
  if (kind === 'environment') return t('diff.environment')
  if (kind === 'cause') return t('diff.cause')
  return t(matters ? 'diff.matters' : 'diff.within')
}

/**
 * Order of the rows: changes that matter, other changes, changes of the environment, and then unchanged values,
 * scores first.
 */
export const sortedRows = ({ rows }: CaseDiff): readonly DiffRow[] =>
  [...rows].sort((one, other) => rank(one) - rank(other))

const rank = ({ what, changed, matters, kind }: DiffRow): number => {
  if (!changed) return kind === 'environment' ? 6 : kind === 'cause' ? 5 : what.startsWith('scores.') ? 3 : 4
  if (kind === 'environment') return 2
  return matters ? 0 : 1
}

export const diffTsv = (rows: readonly DiffRow[]): string =>
  toTsv(
    ['what', 'kind', 'before', 'after', 'difference', 'cosine', 'tolerance', 'changed', 'matters', 'details'],
    rows.map((row) => [
      row.what,
      row.kind,
      row.before,
      row.after,
      row.difference,
      row.cosine,
      row.tolerance,
      String(row.changed),
      String(row.matters),
      row.details.map(({ at, before, after }) => `${at ?? ''}: ${before ?? ''} → ${after ?? ''}`).join('; '),
    ]),
  )
