import { AlignedText } from './aligned-text'

/**
 * The Replace normaliser. Equals tokenizers 0.22.2's `NormalizedString::replace`: what is written in place of a
 * match stands for the last character of the match.
 * @param pattern with flags `gu`; must not match the empty string
 */
export function normalizeReplace(input: AlignedText, pattern: RegExp, content: string): AlignedText {
  let output: AlignedText | null = null
  let copied = 0
  for (const match of input.toString().matchAll(pattern)) {
    output ??= new AlignedText(input.origin, input.length)
    output.append(input, copied, match.index)
    copied = match.index + match[0].length
    for (let i = 0; i < content.length; i++)
      output.push(content.charCodeAt(i), input.starts[copied - 1]!, input.ends[copied - 1]!)
  }
  if (output === null) return input
  output.append(input, copied, input.length)
  return output
}

const ONE = String.raw`(?:[^\\[\](){}.*+?^$|]|\\[\\[\](){}.*+?^$|/-]|\[(?:[^\\[\]^&-]|\\[\\\]^-])+\])`
const COUNT = String.raw`(?:\+|\{[1-9]\d*(?:,\d*)?\})?`
const PLAIN = new RegExp(`^(?:${ONE}${COUNT})+$`, 'u')

/**
 * The JavaScript form of a Regex pattern (Oniguruma's dialect), or null when the two dialects might disagree:
 * only literal characters, sets of literals, `+` and counts are taken, and nothing that can match emptiness.
 * XLM-R's own pattern is ` {2,}`.
 */
export function plainRegex(source: string): RegExp | null {
  if (!PLAIN.test(source)) return null
  try {
    return new RegExp(source, 'gu')
  } catch {
    return null
  }
}

export const literalRegex = (text: string) => new RegExp(escapeRegex(text), 'gu')

export const escapeRegex = (text: string) => text.replace(/[\\[\](){}.*+?^$|/]/g, '\\$&')
