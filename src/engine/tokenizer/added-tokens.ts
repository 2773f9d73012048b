import { escapeRegex } from './replace'
import { isWhitespace } from './pre-tokenize'

export interface AddedToken {
  readonly content: string
  readonly singleWord: boolean
  readonly lstrip: boolean
  readonly rstrip: boolean
  readonly normalized: boolean
  readonly special: boolean
}

/** A stretch of text: an added token (id) or ordinary text (id -1), in UTF-16 units. */
export interface Stretch {
  readonly id: number
  readonly start: number
  readonly end: number
}

/** The added tokens with the ids that the library gives them when it loads the file. */
export interface AddedVocabulary {
  readonly idOf: ReadonlyMap<string, number>
  readonly tokenOf: ReadonlyMap<number, AddedToken>
  /** In matching order: special ones first, each content once. */
  readonly list: readonly AddedToken[]
}

/**
 * Equals `AddedVocabulary::add_tokens`: a content that the model knows keeps the model's id, others are numbered
 * from the end of the vocabulary (the file's own ids are only checked by the library, not used).
 */
export function addTokens(
  tokens: readonly AddedToken[],
  vocabSize: number,
  modelId: (content: string) => number,
): AddedVocabulary {
  const idOf = new Map<string, number>()
  const tokenOf = new Map<number, AddedToken>()
  const seen = new Set<string>()
  const special = new Map<string, AddedToken>()
  const ordinary: AddedToken[] = []
  for (const token of tokens)
    if (token.special && token.content && !special.has(token.content)) special.set(token.content, token)
  let next = vocabSize
  for (const token of tokens) {
    const key = JSON.stringify(token)
    if (!token.content || seen.has(key)) continue
    seen.add(key)
    const known = idOf.get(token.content) ?? modelId(token.content)
    const id = known >= 0 ? known : next++
    idOf.set(token.content, id)
    tokenOf.set(id, token)
    if (!special.has(token.content)) ordinary.push(token)
  }
  return { idOf, tokenOf, list: [...special.values(), ...ordinary] }
}

const WORD = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u

const wordBefore = (text: string, at: number) =>
  WORD.test(/.$/su.exec(text.slice(Math.max(0, at - 2), at))?.[0] ?? '')
const wordAfter = (text: string, at: number) => WORD.test(/^./su.exec(text.slice(at, at + 2))?.[0] ?? '')

/** Splits text by a set of added tokens. Equals `AddedVocabulary::find_matches`. */
export class AddedTokenSplitter {
  private readonly pattern: RegExp | null
  private readonly byText = new Map<string, { readonly id: number; readonly token: AddedToken }>()

  /** @param entries what to look for in the text, and which id it stands for */
  constructor(
    entries: readonly { readonly text: string; readonly id: number }[],
    vocabulary: AddedVocabulary,
  ) {
    for (const { text, id } of entries)
      if (text && !this.byText.has(text)) this.byText.set(text, { id, token: vocabulary.tokenOf.get(id)! })
    // Longest first: the first alternative that matches is then the leftmost-longest match.
    const alternatives = [...this.byText.keys()].sort((a, b) => b.length - a.length).map(escapeRegex)
    this.pattern = alternatives.length ? new RegExp(alternatives.join('|'), 'gu') : null
  }

  get isEmpty(): boolean {
    return this.pattern === null
  }

  split(text: string): Stretch[] {
    const stretches: Stretch[] = []
    let done = 0
    for (const match of this.pattern === null ? [] : text.matchAll(this.pattern)) {
      const { id, token } = this.byText.get(match[0])!
      let start = match.index
      let end = start + match[0].length
      if (token.singleWord && (wordBefore(text, start) || wordAfter(text, end))) continue
      if (token.lstrip) {
        // Whitespace that the previous match took is gone.
        let left = start
        while (left > done && isWhitespace(text.charCodeAt(left - 1))) left--
        start = Math.max(left, done)
      }
      if (token.rstrip) while (end < text.length && isWhitespace(text.charCodeAt(end))) end++
      if (done < start) stretches.push({ id: -1, start: done, end: start })
      stretches.push({ id, start, end })
      done = end
    }
    if (done < text.length) stretches.push({ id: -1, start: done, end: text.length })
    return stretches
  }
}
