/** What is stored of a codec whose characters have several bytes. The rest comes from TextDecoder. */
export interface PairData {
  /** Label of TextDecoder; 'uhc': euc-kr, and the syllables of Unified Hangul Code by their rule. */
  readonly base: string
  /** Which pairs of bytes Python decodes: gap and length in turn, in base 36, from 0x8000 on. */
  readonly pairs: string
  /** The same for the pairs after the byte 0x8f. */
  readonly after8f: string
  /** Pairs that TextDecoder reads otherwise: bytes in hexadecimal, then the characters of them and of those that follow. */
  readonly fixes: readonly string[]
  /** Single bytes from 0x80 on that are a character. */
  readonly singles: readonly string[]
  /** Characters whose bytes are not the first that decode to them. */
  readonly encodes: Readonly<Record<string, string>>
  readonly decodesOnly: string
}

/** What a program does with bytes, or with a character, that the codec does not have. */
export type OnDecodeError = 'replace' | 'ignore'
export type OnEncodeError = 'strict' | 'ignore' | 'replace' | 'xmlcharref'

/** A character and the number of its bytes; null: an error of that many bytes. */
export type Read = readonly [character: string | null, bytes: number]
