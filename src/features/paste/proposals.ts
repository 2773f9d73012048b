/** Derives the changes that loading a pasted request would make. Nothing here changes the state. */
import type { PastedCase } from '../../formats/paste/types'
import type { DialectName, Server } from '../../formats/request/types'
import { universalNewlines } from '../../core/text/newlines'
import type { PasteChange, PasteState } from './types'
import type { AppState, Settings } from '../../core/state'

/** A proposed change of one setting, with its present and its new value. */
export interface Proposal {
  readonly change: PasteChange
  readonly from: string | number | boolean | null
  readonly to: string | number | boolean | null
  /** True: the request states the value, so the change is selected by default. False: the user must select it. */
  readonly certain: boolean
  /** Whether the change is selected, by default or by the user. */
  readonly on: boolean
}

/**
 * Instructions that are often put before a query or a passage, for E5, nomic and BGE v1 (English, Chinese). bge-m3
 * needs none, so the user should see them.
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

/**
 * The server got the texts exactly as they are. So the changes switch off everything that the page would do to them
 * first.
 */
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
  // A server does not always truncate at its context length, so this change is not selected by default.
  else if (typeof numCtx === 'number') propose('maxLength', settings.maxLength, numCtx, false)
  propose('truncateDim', settings.truncateDim, truncateDim)
  if (normalize !== null) propose('normalize', settings.normalize, normalize)
  propose('prefix', settings.prefix, prefixOf(found.texts[paste.a] ?? '', settings.prefix))
  propose('rules', rules.rules.filter(({ enabled }) => enabled).length, 0)
  if (settings.metadata === 'out') propose('metadata', settings.metadata, 'sentences')
  return proposals
}

/** The prefix of text A: the page's prefix if the text begins with it, else a known instruction, else "". */
function prefixOf(text: string, now: string): string {
  if (now !== '' && text.startsWith(now)) return now
  return INSTRUCTIONS.find((instruction) => text.startsWith(instruction)) ?? ''
}

export interface Loaded {
  readonly a: string
  /** Null: B keeps its text. */
  readonly b: string | null
  readonly settings: Partial<Settings>
  readonly rulesOff: boolean
  /** The server of the request, so that the page remembers it; null: its dialect or its address is unknown. */
  readonly server: { readonly dialect: DialectName; readonly server: Server } | null
}

/**
 * The texts and settings after loading. The prefix is removed from text A if the setting `prefix` puts it there
 * again.
 */
export function loadedBy(state: Loading): Loaded | null {
  const { paste, settings } = state
  const found = chosenCase(paste)
  if (found === null) return null
  const on = new Map(proposalsFor(state).flatMap(({ change, to, on }) => (on ? [[change, to] as const] : [])))
  const whole = found.texts[paste.a] ?? ''
  const expected = prefixOf(whole, settings.prefix)
  // If the change of the prefix is not selected, both the setting and the text stay.
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
