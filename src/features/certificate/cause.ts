import type { Check, CheckName } from '../../engine/certify/types'

/**
 * Where the user should look first: the earliest step from text to scores whose check failed; null: no such check
 * failed.
 */
export function causeOf(checks: readonly Check[]): 'ids' | 'dense' | 'heads' | null {
  const is = (verdict: Check['verdict'], ...names: CheckName[]) =>
    checks.some((check) => names.includes(check.name) && check.verdict === verdict)
  if (is('fail', 'input_ids')) return 'ids'
  if (is('fail', 'dense_cosine')) return 'dense'
  if (
    is('pass', 'dense_cosine') &&
    is('fail', 'sparse_top5', 'sparse_weights', 'colbert_rows', 'colbert_cosine')
  )
    return 'heads'
  return null
}
