/** Creates a link that contains the case on the page. */
import { toErrorData } from '../../engine/errors'
import { linkOf, LINK_LIMIT } from '../../formats/case/link'
import { NOTHING_EXPECTED, type CaseFile } from '../../formats/case/schema'
import { caseSettings } from '../../core/settings/in-case'
import { addressWith } from './address'
import { expectedScore, openedOfPage } from './state'
import type { ShareLink } from './types'
import type { AppState } from '../../core/state'

/** @param address the page's address; the link keeps its language, view and model */
export async function shareLink(state: AppState, address: string): Promise<ShareLink> {
  try {
    const url = addressWith(address, await linkOf(linkedOf(state)))
    return url.length > LINK_LIMIT ? { state: 'too-long', length: url.length } : { state: 'ready', url }
  } catch (error) {
    return { state: 'failed', error: toErrorData(error) }
  }
}

function linkedOf(state: AppState): Parameters<typeof linkOf>[0] {
  const { a, b, settings, rules, splits } = state
  const opened = openedOfPage(state)
  return {
    a: a.text,
    b: b.text,
    prefix: settings.prefix,
    rules: rules.rules as CaseFile['rules'],
    metadata: settings.metadata,
    splits: splits as CaseFile['splits'],
    settings: caseSettings(settings),
    name: opened?.name ?? '',
    notes: opened?.notes ?? '',
    expected: opened?.expected ?? { ...NOTHING_EXPECTED, score: expectedScore(state) },
  }
}
