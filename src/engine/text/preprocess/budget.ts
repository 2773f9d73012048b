/** How much rules may make of a text. Rules may come from a link or a file, and work on each other's output. */
import { worded, type Detail } from '../../detail-words'
import { EngineError } from '../../errors'
import type { Rule } from './types'

/** UTF-16 units of the text after any rule: four times the longest text that an editor takes. */
export const RULES_MADE = 4_000_000
/** Changes of all rules in one text: each keeps its place, which takes about 200 bytes. */
export const RULES_CHANGES = 1_000_000
/** UTF-16 units that all entries of abbreviations read: a few seconds at worst. */
const RULES_READ = 1_000_000_000
/** UTF-16 units of what an entry searches for. Far longer patterns cannot be compiled. */
const LONGEST_ENTRY = 2_000

/**
 * Counts what rules do while they do it, so that they are stopped before they have filled the memory. One budget for each
 * text, or for all examples.
 */
export class RulesBudget {
  private changes = 0
  private read = 0
  private rule: { readonly number: number; readonly kind: Rule['kind'] } = {
    number: 0,
    kind: 'abbreviations',
  }

  /** @param at index of the rule that begins, among all rules */
  begin(at: number, { kind }: Rule): void {
    this.rule = { number: at + 1, kind }
  }

  /**
   * An entry is about to be searched for in a text of this length. A long one may be compared again from each place.
   * @throws EngineError rules/too-much
   */
  reads(length: number, entry: number): void {
    if (entry > LONGEST_ENTRY)
      throw this.tooMuch(
        worded(`an entry of more than ${LONGEST_ENTRY} characters`, 'rules-entry', { limit: LONGEST_ENTRY }),
      )
    this.read += length * (1 + entry / 4)
    if (this.read > RULES_READ)
      throw this.tooMuch(
        worded(`its entries read more than ${RULES_READ} characters`, 'rules-read', { limit: RULES_READ }),
      )
  }

  /** A change was made. @throws EngineError rules/too-much */
  changed(): void {
    this.changes++
    if (this.changes > RULES_CHANGES)
      throw this.tooMuch(
        worded(`more than ${RULES_CHANGES} changes`, 'rules-changes', { limit: RULES_CHANGES }),
      )
  }

  /** The text has this length so far, and had `given` before. @throws EngineError rules/too-much */
  made(length: number, given: number): void {
    if (length > RULES_MADE && length > given)
      throw this.tooMuch(
        worded(`a text of more than ${RULES_MADE} characters`, 'rules-made', { limit: RULES_MADE }),
      )
  }

  private tooMuch(detail: Detail): EngineError {
    const { number, kind } = this.rule
    return new EngineError('rules/too-much', `Rule ${number} (${kind}): ${detail.text}.`, {
      number,
      rule: kind,
      detail,
    })
  }
}
