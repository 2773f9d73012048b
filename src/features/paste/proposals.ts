/** What loading a pasted request would change, derived: nothing here writes. */
import type { PastedCase } from '../../formats/paste/types'
import type { DialectName, Server } from '../../formats/request/types'
import { universalNewlines } from '../../core/text/newlines'
import type { PasteChange, PasteState } from './types'
import type { AppState, Settings } from '../../core/state'

/** A change, and what it is now; `on`: proposed, or chosen by hand. */
export interface Proposal {
  readonly change: PasteChange
  readonly from: string | number | boolean | null
  readonly to: string | number | boolean | null
  /** The request says it; else it is off until it is chosen. */
  readonly certain: boolean
  readonly on: boolean
}

/**
 * What people put before a query or a passage: E5's, BGE v1's (English, Chinese). bge-m3 takes none, which makes them worth
 * seeing.
 */
const INSTRUCTIONS = [
  'query: ',
  'passage: ',
  'search_query: ',
  'search_document: ',
  'Represent this sentence for searching relevant passages: ',
  '为这个句子生成表示以用于检索相关文章：',
]

export const chosenCase = ({ read, chosen }: PasteState): PastedCase | null =>
  read.phase === 'read' ? (read.cases[chosen] ?? null) : null

type Given = Pick<AppState, 'paste' | 'settings' | 'rules'>
type Loading = Given & Pick<AppState, 'requests'>

/** The texts were sent as they stand, so whatever the page would do to them first is proposed to be off. */
export function proposalsFor({ paste, settings, rules }: Given): Proposal[] {
  const found = chosenCase(paste)
  if (found === null) return []
  const { truncation, truncateDim, normalize } = found
  const numCtx = found.notes.find(({ code }) => code === 'num-ctx')?.values['count']
  const proposals: Proposal[] = []
  const propose = (change: PasteChange, from: Proposal['from'], to: Proposal['to'], certain = true) => {
    if (from !== to) proposals.push({ change, from, to, certain, on: paste.changes[change] ?? certain })
  }
  if (truncation.maxLength !== null) propose('maxLength', settings.maxLength, truncation.maxLength)
  // A server's context is not always what it cuts at.
  else if (typeof numCtx === 'number') propose('maxLength', settings.maxLength, numCtx, false)
  propose('truncateDim', settings.truncateDim, truncateDim)
  if (normalize !== null) propose('normalize', settings.normalize, normalize)
  propose('prefix', settings.prefix, prefixOf(found.texts[paste.a] ?? '', settings.prefix))
  propose('rules', rules.rules.filter(({ enabled }) => enabled).length, 0)
  if (settings.metadata === 'out') propose('metadata', settings.metadata, 'sentences')
  return proposals
}

/** Before text A: the page's own, when the text begins with it; else a known one; else none. */
function prefixOf(text: string, now: string): string {
  if (now !== '' && text.startsWith(now)) return now
  return INSTRUCTIONS.find((instruction) => text.startsWith(instruction)) ?? ''
}

export interface Loaded {
  readonly a: string
  /** Null: stays. */
  readonly b: string | null
  readonly settings: Partial<Settings>
  readonly rulesOff: boolean
  /** The server that was asked, to be remembered; null: its dialect or its address is not known. */
  readonly server: { readonly dialect: DialectName; readonly server: Server } | null
}

/** Texts and settings as they would be. The prefix is taken off text A where the setting puts it there again. */
export function loadedBy(state: Loading): Loaded | null {
  const { paste, settings } = state
  const found = chosenCase(paste)
  if (found === null) return null
  const on = new Map(proposalsFor(state).flatMap(({ change, to, on }) => (on ? [[change, to] as const] : [])))
  const whole = found.texts[paste.a] ?? ''
  const expected = prefixOf(whole, settings.prefix)
  // Unchecked: the setting stays, and so does the text.
  const prefix = on.has('prefix') || expected === settings.prefix ? expected : ''
  const changed: Partial<Settings> = Object.fromEntries([...on].filter(([change]) => change !== 'rules'))
  return {
    a: universalNewlines(whole.slice(prefix.length)),
    b: paste.b === null ? null : universalNewlines(found.texts[paste.b] ?? ''),
    settings: changed,
    rulesOff: on.has('rules'),
    server: serverOf(found, state.requests),
  }
}

function serverOf(
  { dialect, baseUrl, model, secretsDropped }: PastedCase,
  { servers }: AppState['requests'],
): Loaded['server'] {
  if (dialect === 'unknown' || baseUrl === null) return null
  const server: Server = {
    baseUrl,
    model: model === null || model.includes('$') ? servers[dialect].model : model,
    withKey: secretsDropped.some((name) => /^authorization$/i.test(name)),
  }
  return { dialect, server }
}
