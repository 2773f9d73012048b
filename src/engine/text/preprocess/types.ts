/** Rules that production applies to a text before its model sees it. */
import type { ErrorData } from '../../errors'
import type { MappedText, Range } from '../mapped'

/** How an entry is searched: as a whole word, or anywhere, as `text.replace` does. */
export type Match = 'word' | 'plain'

interface RuleBase {
  /** Unique in its set; for people's scripts and for undo, not shown. */
  readonly id: string
  readonly enabled: boolean
}

export interface Replacement {
  readonly from: string
  readonly to: string
}

/** One after the other, in their order: a later entry sees what an earlier one made. */
export interface AbbreviationsRule extends RuleBase {
  readonly kind: 'abbreviations'
  readonly entries: readonly Replacement[]
  readonly match: Match
  readonly caseSensitive: boolean
}

/** ® ™ © … : each of `characters`. */
export interface SymbolsRule extends RuleBase {
  readonly kind: 'symbols'
  readonly characters: string
  readonly replacement: string
}

/** Control, zero-width, bidi and other format characters; tab and newline stay. Joiners inside an emoji stay. */
interface ControlRule extends RuleBase {
  readonly kind: 'control'
}

export interface EmojiRule extends RuleBase {
  readonly kind: 'emoji'
  readonly replacement: string
}

/** URLs of more than `longerThan` UTF-16 units. */
export interface UrlsRule extends RuleBase {
  readonly kind: 'urls'
  readonly longerThan: number
  readonly keep: 'nothing' | 'host' | 'no-query'
  /** Used if `keep` is 'nothing'. */
  readonly replacement: string
}

/** A run of white space becomes one space, or one newline if it holds one and `newlines` is 'keep'. Ends are trimmed. */
export interface WhitespaceRule extends RuleBase {
  readonly kind: 'whitespace'
  readonly newlines: 'keep' | 'space'
}

/** Full-width ASCII and the ideographic space to ASCII, half-width katakana untouched. */
interface FullWidthRule extends RuleBase {
  readonly kind: 'full-width'
}

interface LowerCaseRule extends RuleBase {
  readonly kind: 'lower-case'
}

/** Removes tags, scripts and styles, and decodes entities. */
interface HtmlRule extends RuleBase {
  readonly kind: 'html'
}

export type Rule =
  | AbbreviationsRule
  | SymbolsRule
  | ControlRule
  | EmojiRule
  | UrlsRule
  | WhitespaceRule
  | FullWidthRule
  | LowerCaseRule
  | HtmlRule
export type RuleKind = Rule['kind']

/** A regression example: what the enabled rules must make of a text. */
export interface RuleExample {
  readonly input: string
  readonly expected: string
}

/** What is imported and exported as JSON: {"format":"m3scope/rules","version":1,"rules":[…],"examples":[…]}. */
export interface RuleSet {
  readonly rules: readonly Rule[]
  readonly examples: readonly RuleExample[]
}

export interface RuleChange {
  /** In the original text, through all rules before this one. */
  readonly original: Range
  /** In the text that this rule was given. */
  readonly at: Range
  readonly before: string
  readonly after: string
}

/** What one enabled rule did. A rule that changed nothing has no changes. */
export interface RuleEffect {
  readonly rule: Rule
  /** The text that the rule was given, and what it made of it. */
  readonly before: string
  readonly after: string
  /** Length of `changes`, which is made when it is first read. */
  readonly count: number
  readonly changes: readonly RuleChange[]
  /** The first FIRST_CHANGES of them, which cost nothing. */
  readonly first: readonly RuleChange[]
}

/** How many changes a view shows without being asked for more. */
export const FIRST_CHANGES = 20

export interface Preprocessed {
  /** From the text as given to what the model gets. */
  readonly mapped: MappedText
  readonly effects: readonly RuleEffect[]
}

export interface ExampleOutcome extends RuleExample {
  readonly found: string
  readonly passed: boolean
  /** The rules were stopped; null: they were not. */
  readonly error: ErrorData | null
}
