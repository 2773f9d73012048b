import type { Detail } from '../detail-words'
import { detail } from '../details'
import { isObject } from '../values'
import { invalid } from './invalid'
import type { AddedToken } from './added-tokens'
import type { PreTokenizer, PrependScheme } from './pre-tokenize'
import { literalPattern, plainPattern, type Pattern } from './replace'

/** A parsed tokenizer.json. Its fields are checked where they are read. */
export type TokenizerJson = Readonly<Record<string, unknown>>

export type Normalizer =
  | { readonly type: 'Precompiled'; readonly charsmap: string }
  | { readonly type: 'Replace'; readonly pattern: Pattern; readonly content: string }

/** The parts of tokenizer.json that our tokenizer implements. */
export interface XlmrConfig {
  readonly addedTokens: readonly AddedToken[]
  readonly normalizers: readonly Normalizer[]
  readonly preTokenizers: readonly PreTokenizer[]
  /** Ids that the template puts before and after a single text. */
  readonly before: readonly number[]
  readonly after: readonly number[]
  readonly vocab: readonly (readonly [string, number])[]
  readonly unkId: number
}

/** The file is well-formed but needs something that our tokenizer does not implement exactly. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported'
  /** @param what is needed */
  constructor(readonly what: Detail) {
    super(what.text)
  }
}

const FILE = 'tokenizer.json'

type Fields = Readonly<Record<string, unknown>>

function objectAt(value: unknown, path: string): Fields {
  if (!isObject(value)) throw invalid(FILE, detail('field-no-object', { path }))
  return value
}

function listAt(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(FILE, detail('field-no-list', { path }))
  return value
}

function stringAt(value: unknown, path: string): string {
  if (typeof value !== 'string') throw invalid(FILE, detail('field-no-string', { path }))
  return value
}

/**
 * @throws Unsupported when the file is of another kind than XLM-R's Unigram
 * @throws EngineError tokenizer/invalid when it is of that kind, but malformed
 */
export function readXlmrConfig(json: unknown): XlmrConfig {
  if (!isObject(json)) throw invalid(FILE, detail('file-no-object'))
  const file: Fields = json
  const model = objectAt(file.model, 'model')
  const { type } = model
  if (type !== 'Unigram')
    throw new Unsupported(
      typeof type === 'string' ? detail('model-type', { type }) : detail('model-type-missing'),
    )
  if (model.byte_fallback === true) throw new Unsupported(detail('byte-fallback'))
  if (model.unk_id === undefined || model.unk_id === null)
    throw new Unsupported(detail('unigram-without-unk'))
  return {
    ...readTemplate(file.post_processor),
    addedTokens: listAt(file.added_tokens ?? [], 'added_tokens').map(readAddedToken),
    normalizers: readNormalizer(file.normalizer, 'normalizer'),
    preTokenizers: readPreTokenizer(file.pre_tokenizer, 'pre_tokenizer'),
    vocab: readVocab(model.vocab),
    unkId: idAt(model.unk_id, 'model.unk_id'),
  }
}

function idAt(value: unknown, path: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw invalid(FILE, detail('field-no-id', { path }))
  return value as number
}

function readVocab(value: unknown): XlmrConfig['vocab'] {
  const vocab = listAt(value, 'model.vocab')
  if (vocab.length === 0) throw invalid(FILE, detail('vocabulary-empty'))
  vocab.forEach((entry, id) => {
    const ok = Array.isArray(entry) && typeof entry[0] === 'string' && Number.isFinite(entry[1])
    if (!ok) throw invalid(FILE, detail('vocabulary-entry', { id }))
  })
  return vocab as XlmrConfig['vocab']
}

function readAddedToken(value: unknown, index: number): AddedToken {
  const path = `added_tokens[${index}]`
  const token = objectAt(value, path)
  return {
    content: stringAt(token.content, `${path}.content`),
    singleWord: token.single_word === true,
    lstrip: token.lstrip === true,
    rstrip: token.rstrip === true,
    normalized: token.normalized === true,
    special: token.special === true,
  }
}

/** Sequences in sequences: no library writes even two. */
const DEEPEST = 16

function deeper(depth: number, path: string): number {
  if (depth >= DEEPEST) throw invalid(FILE, detail('sequences-deep', { path, limit: DEEPEST }))
  return depth + 1
}

/** A type as people read it, whatever a damaged file has in its place. */
const typeText = (type: unknown): string => (typeof type === 'string' ? type : typeof type)

function readNormalizer(value: unknown, path: string, depth = 0): readonly Normalizer[] {
  if (value === null || value === undefined) return []
  const step = objectAt(value, path)
  switch (step.type) {
    case 'Sequence':
      return listAt(step.normalizers, `${path}.normalizers`).flatMap((one, i) =>
        readNormalizer(one, `${path}.normalizers[${i}]`, deeper(depth, path)),
      )
    case 'Precompiled':
      return [
        {
          type: 'Precompiled',
          charsmap: stringAt(step.precompiled_charsmap, `${path}.precompiled_charsmap`),
        },
      ]
    case 'Replace':
      return [
        {
          type: 'Replace',
          pattern: readPattern(step.pattern, `${path}.pattern`),
          content: stringAt(step.content, `${path}.content`),
        },
      ]
    default:
      throw new Unsupported(detail('normalizer', { type: typeText(step.type) }))
  }
}

function readPattern(value: unknown, path: string): Pattern {
  const { String: literal, Regex: source } = objectAt(value, path)
  if (typeof literal === 'string') {
    if (!literal) throw new Unsupported(detail('replace-empty'))
    return literalPattern(literal)
  }
  const pattern = plainPattern(stringAt(source, `${path}.Regex`))
  if (pattern === null) throw new Unsupported(detail('replace-pattern', { pattern: String(source) }))
  return pattern
}

function readPreTokenizer(value: unknown, path: string, depth = 0): readonly PreTokenizer[] {
  if (value === null || value === undefined) return []
  const step = objectAt(value, path)
  switch (step.type) {
    case 'Sequence':
      return listAt(step.pretokenizers, `${path}.pretokenizers`).flatMap((one, i) =>
        readPreTokenizer(one, `${path}.pretokenizers[${i}]`, deeper(depth, path)),
      )
    case 'WhitespaceSplit':
      return [{ type: 'WhitespaceSplit' }]
    case 'Metaspace':
      return [readMetaspace(step, path)]
    default:
      throw new Unsupported(detail('pre-tokenizer', { type: typeText(step.type) }))
  }
}

const SCHEMES: readonly unknown[] = ['always', 'first', 'never'] satisfies PrependScheme[]

function readMetaspace(step: Fields, path: string): PreTokenizer {
  // str_rep is there in older files; the library reads it and ignores it.
  const replacement = stringAt(step.replacement, `${path}.replacement`)
  if (replacement.length !== 1) throw new Unsupported(detail('metaspace', { replacement }))
  const scheme = step.prepend_scheme ?? 'always'
  if (!SCHEMES.includes(scheme)) throw invalid(FILE, detail('prepend-scheme', { path }))
  const legacyNever = step.add_prefix_space === false
  if (legacyNever && step.prepend_scheme !== undefined && scheme !== 'never')
    throw invalid(FILE, detail('prefix-space', { path }))
  return {
    type: 'Metaspace',
    replacement: replacement.charCodeAt(0),
    prepend: legacyNever ? 'never' : (scheme as PrependScheme),
    split: step.split !== false,
  }
}

function readTemplate(value: unknown): Pick<XlmrConfig, 'before' | 'after'> {
  if (value === null || value === undefined) return { before: [], after: [] }
  const post = objectAt(value, 'post_processor')
  if (post.type !== 'TemplateProcessing')
    throw new Unsupported(detail('post-processor', { type: typeText(post.type) }))
  const special = objectAt(post.special_tokens ?? {}, 'post_processor.special_tokens')
  const before: number[] = []
  const after: number[] = []
  let sequences = 0
  listAt(post.single, 'post_processor.single').forEach((value, i) => {
    const path = `post_processor.single[${i}]`
    const { SpecialToken: token, Sequence: sequence } = objectAt(value, path)
    if (sequence !== undefined) {
      sequences++
      return
    }
    const name = stringAt(objectAt(token, `${path}.SpecialToken`).id, `${path}.SpecialToken.id`)
    const { ids } = objectAt(special[name], `post_processor.special_tokens["${name}"]`)
    const target = sequences ? after : before
    listAt(ids, `post_processor.special_tokens["${name}"].ids`).forEach((id) =>
      target.push(idAt(id, `post_processor.special_tokens["${name}"].ids`)),
    )
  })
  if (sequences !== 1) throw new Unsupported(detail('template-texts'))
  return { before, after }
}
