import type { Tokenizer as LibraryTokenizer } from '@huggingface/tokenizers'
import { saidBy, type Detail } from '../detail-words'
import { detail } from '../details'
import { invalid } from './invalid'
import { requireWellFormed } from './text'
import { STEPS_LIMIT, type TokenSteps } from './steps-types'
import type { Tokenizer } from './tokenizer'
import type { SpecialIds, Tokenized, TokenizerInfo } from './types'
import type { ConfigFields } from './special-ids'
import type { TokenizerJson } from './tokenizer-json'

/** The version in package.json: the library does not export its own. */
const ENGINE = '@huggingface/tokenizers 0.2.0'

/** Text that shows the library's template. Any text of at least one token would do. */
const PROBE = 'a'

/**
 * The tokenizer of transformers.js, for files that ours does not do. It gives no offsets, and for charsmaps only
 * approximates the Rust library, so it is always shown with the reason why it runs.
 * @param reason why our own tokenizer could not be used
 * @param specialIds resolves the roles with the library's vocabulary
 * @throws EngineError tokenizer/invalid when the library cannot load the file
 */
export async function createFallbackTokenizer(
  json: TokenizerJson,
  config: ConfigFields | null,
  reason: Detail,
  specialIds: (tokenToId: (token: string) => number | null) => SpecialIds,
): Promise<Tokenizer> {
  const library = await import('@huggingface/tokenizers')
  let tokenizer: LibraryTokenizer
  let template: Template
  try {
    tokenizer = new library.Tokenizer(json, config ?? {})
    template = probeTemplate(tokenizer)
  } catch (error) {
    throw invalid(
      'tokenizer.json',
      detail('fallback-refused', { reason, engine: ENGINE, said: saidBy(error) }),
    )
  }
  return new FallbackTokenizer(tokenizer, template, {
    kind: 'huggingface-js',
    engine: ENGINE,
    mode: null,
    vocabSize: tokenizer.get_vocab().size,
    fallbackReason: reason.text,
    words: reason.words,
    specialIds: specialIds((token) => tokenizer.token_to_id(token) ?? null),
  })
}

interface Template {
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/** Encodes with the library itself, so that every kind of post-processor is covered. */
function probeTemplate(tokenizer: LibraryTokenizer): Template {
  const body = tokenizer.encode(PROBE, { add_special_tokens: false }).ids
  const whole = tokenizer.encode(PROBE).ids
  const extra = whole.length - body.length
  for (let at = 0; at <= extra; at++)
    if (body.every((id, i) => whole[at + i] === id))
      return { before: whole.slice(0, at), after: whole.slice(at + body.length) }
  return { before: [], after: [] }
}

class FallbackTokenizer implements Tokenizer {
  constructor(
    private readonly library: LibraryTokenizer,
    private readonly template: Template,
    readonly info: TokenizerInfo,
  ) {}

  encode(text: string, maxLength: number): Tokenized {
    const { before, after } = this.template
    const body = this.body(text)
    const room = Math.max(0, maxLength - before.length - after.length)
    const ids = Int32Array.from([...before, ...body.slice(0, room), ...after])
    return {
      text,
      ids,
      tokens: Array.from(ids, (id) => this.idToToken(id) ?? ''),
      starts: null,
      ends: null,
      fullLength: before.length + body.length + after.length,
      maxLength,
      truncated: body.length > room,
      cut: null,
    }
  }

  count(text: string): number {
    return this.template.before.length + this.body(text).length + this.template.after.length
  }

  steps(text: string, maxLength: number): TokenSteps {
    return {
      mode: null,
      tokenized: this.encode(text, maxLength),
      all: this.encode(text, STEPS_LIMIT),
      normalized: null,
    }
  }

  idToToken(id: number): string | null {
    return this.library.id_to_token(id) ?? null
  }

  /** Ids without template tokens. The library gives undefined for unknown pieces when there is no unk token. */
  private body(text: string): readonly number[] {
    requireWellFormed(text)
    const { ids, tokens } = this.library.encode(text, { add_special_tokens: false })
    const unknown = ids.findIndex((id) => !Number.isInteger(id))
    if (unknown >= 0)
      throw invalid('tokenizer.json', detail('piece-unknown', { piece: String(tokens[unknown]) }))
    return ids
  }
}
