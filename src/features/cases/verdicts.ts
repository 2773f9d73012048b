import type { CaseVerdict } from './types'

export const VERDICT_COLORS: Readonly<Record<CaseVerdict, string>> = {
  pass: 'success',
  fail: 'error',
  same: 'default',
  changed: 'warning',
  error: 'error',
  none: 'default',
}
