/** Reads a row, point or document: its vectors are recognised by shape, whatever the names of its fields. */
import { isObject } from '../../engine/values'
import { looksBase64, readBase64, readNumbers, readSparsevec } from './bare'
import { charactersAsValues, hexBytes, valuesOfBytes } from './bytes'
import { readDecimalCommas } from './decimal-commas'
import { readLiteral, type Literal, type LiteralObject } from './literal'
import { readPgArray } from './pg-array'
import { isList, isListOf, isNumbers, isRows, isSparse, isWeights, toDense, toRows } from './shapes'
import { isNamedWeights, sparsePart } from './token-names'
import { vespaText } from './vespa'
import type { ForeignVectors } from './types'

type Head = 'dense' | 'sparse' | 'colbert'
interface Candidate {
  readonly head: Head
  readonly field: string
  readonly value: Literal
}

/** Fields that contain the fields of a row. */
const CONTAINERS = [
  'vector',
  'vectors',
  'fields',
  '_source',
  'payload',
  'properties',
  'entity',
  'put',
  '_additional',
  'matchfeatures',
  'summaryfeatures',
]
const LABELS = ['id', '_id', 'pk', 'uuid', 'primary_key', 'docid', 'doc_id', 'chunk_id', 'index', 'put']
const TEXTS = ['text', 'content', 'document', 'page_content', 'sentence', 'passage', 'chunk', 'body', 'input']
/** Preferred names, where two fields have the same shape. */
const PREFERRED: Readonly<Record<Head, readonly string[]>> = {
  dense: [
    'dense_vecs',
    'dense',
    'dense_embedding',
    'dense_embeddings',
    'dense_vector',
    'embedding',
    'vector',
  ],
  sparse: ['lexical_weights', 'sparse', 'sparse_embedding', 'sparse_embeddings', 'sparse_vector'],
  colbert: ['colbert_vecs', 'colbert', 'colbert_embeddings', 'multi_vector'],
}
/** Lists that only look like vectors: of tokens, and what databases give beside vectors. */
const NOT_VECTORS =
  /^(?:input_ids|tokens|(?:prompt_)?token_ids|offsets|range|attention_mask|(?:token_)?type_ids|special_tokens_mask|position_ids|word_ids|ids|distances?|\w*scores?|similarit(?:y|ies)(?:_matrix)?|ranks|positions|counts|logprobs)$/

/** @returns null where no field has a vector's shape @throws EngineError of a vector that cannot be read */
export function readRecord(record: LiteralObject, where = 'row'): ForeignVectors | null {
  const candidates = candidatesOf(record, '')
  if (candidates.length === 0) return null
  const taken: Partial<Record<Head, Candidate>> = {}
  for (const candidate of candidates) {
    const before = taken[candidate.head]
    if (before === undefined || isBetter(candidate, before)) taken[candidate.head] = candidate
  }
  const left = candidates.filter((candidate) => taken[candidate.head] !== candidate).map(({ field }) => field)
  const read = <T>(head: Head, to: (value: Literal, where: string) => T): T | null => {
    const found = taken[head]
    return found === undefined ? null : to(found.value, `${where}.${found.field}`)
  }
  return {
    dense: read('dense', (value, at) => toDense(isRows(value) ? value[0]! : value, at)),
    sparse: null,
    ...read('sparse', sparsePart),
    colbert: read('colbert', toRows),
    label: named(record, LABELS),
    text: textOf(record),
    fields: {
      taken: Object.fromEntries(Object.entries(taken).map(([head, { field }]) => [head, field])),
      left,
    },
  }
}

function candidatesOf(record: LiteralObject, path: string): Candidate[] {
  return Object.entries(record).flatMap(([name, given]) => {
    const field = path + name
    if (NOT_VECTORS.test(name)) return []
    const value =
      typeof given === 'string'
        ? ((PREFERRED.dense.includes(name) ? writtenVector(given) : null) ?? readText(given))
        : given
    const head = headOf(value, name)
    if (head !== null) return [{ head, field, value: unwrap(value) }]
    return isObject(value) && CONTAINERS.includes(name) && path.split('.').length < 4
      ? candidatesOf(value, `${field}.`)
      : []
  })
}

/** CSV and PostgreSQL write vectors as text. */
function readText(text: string): Literal {
  const sparse = readSparsevec(text)
  if (sparse !== null) return sparse
  const other = readPgArray(text) ?? vespaText(text) ?? charactersAsValues(text) ?? byteaOf(text)
  if (other !== null) return other
  if (!/^\s*[[{]/.test(text)) return text
  const value = readLiteral(text)
  return value !== undefined && headOf(value, '') !== null ? value : text
}

/** Numbers with decimal commas or without brackets, and base64: in a field of another name these are texts. */
function writtenVector(text: string): Literal | null {
  const numbers = readDecimalCommas(text) ?? readNumbers(text)
  if (numbers !== null || !looksBase64(text)) return numbers
  return readBase64(text)
}

/** Bytes that are no vector's are another field. */
function byteaOf(text: string): Literal | null {
  if (!/^\\x[\da-f]{16,}$/i.test(text)) return null
  try {
    return valuesOfBytes(hexBytes(text)!)
  } catch {
    return null
  }
}

function headOf(value: Literal, name: string): Head | null {
  const inner = unwrap(value)
  // An empty map is a text without weights only where the field's name says that weights were meant.
  if (isObject(inner) && Object.keys(inner).length === 0)
    return PREFERRED.sparse.includes(name) ? 'sparse' : null
  if (isList(inner) && inner.length === 0)
    return (Object.keys(PREFERRED) as Head[]).find((head) => PREFERRED[head].includes(name)) ?? null
  if (PREFERRED.colbert.includes(name) && isRows(inner)) return 'colbert'
  if (isSparse(inner) || (PREFERRED.sparse.includes(name) && isNamedWeights(inner))) return 'sparse'
  if (isNumbers(inner)) return inner.length > 1 || PREFERRED.dense.includes(name) ? 'dense' : null
  // A text has more than one token, so one row is the dense vector of a batch of one.
  if (isRows(inner)) return inner.length === 1 ? 'dense' : 'colbert'
  return null
}

/** Milvus' StructArray [{"emb":[…]}], Vespa's {"values":[…]}, {"cells":…}, {"blocks":…}. */
function unwrap(value: Literal): Literal {
  if (isListOf(value, (item) => isObject(item) && Object.values(item).some(isNumbers)) && !isSparse(value))
    return (value as readonly LiteralObject[]).map((item) => Object.values(item).find(isNumbers)!)
  if (!isObject(value)) return value
  const { values, cells, blocks } = value
  if (isNumbers(values) && value['indices'] === undefined) return values
  if (isWeights(cells)) return cells
  if (isListOf(cells, isCell)) return Object.fromEntries((cells as readonly LiteralObject[]).map(cellOf))
  if (isObject(blocks)) return Object.values(blocks)
  if (isListOf(blocks, (block) => isObject(block) && isNumbers(block['values'])))
    return (blocks as readonly LiteralObject[]).map((block) => block['values']!)
  return value
}

const isCell = (cell: Literal) =>
  isObject(cell) && isObject(cell['address']) && typeof cell['value'] === 'number'
const cellOf = (cell: LiteralObject): [string, Literal] => [
  String(Object.values(cell['address'] as LiteralObject)[0]),
  cell['value']!,
]

/** The preferred name decides; without one, the longer list: [1,2] may be tags. */
function isBetter(one: Candidate, other: Candidate): boolean {
  const by = rank(one) - rank(other)
  return by < 0 || (by === 0 && sizeOf(one.value) > sizeOf(other.value))
}

const sizeOf = (value: Literal): number =>
  isList(value) ? value.length : isObject(value) ? Object.keys(value).length : 0

function rank({ head, field }: Candidate): number {
  const at = PREFERRED[head].indexOf(field.slice(field.lastIndexOf('.') + 1))
  return at < 0 ? PREFERRED[head].length : at
}

function named(record: LiteralObject, names: readonly string[]): string | null {
  const { _additional } = record
  if (isObject(_additional)) return named(_additional, names)
  for (const name of names) {
    const value = record[name]
    if (typeof value === 'string' || typeof value === 'number') return String(value)
  }
  return null
}

function textOf(record: LiteralObject): string | null {
  for (const name of TEXTS) if (typeof record[name] === 'string') return record[name]
  for (const name of CONTAINERS) {
    const inner = record[name]
    if (isObject(inner)) {
      const found = textOf(inner)
      if (found !== null) return found
    }
  }
  return null
}
