/** Findings in English, for the terminal. The dictionaries have the page's texts (namespace exports, group finding). */
import type { CannotReason, Finding, FindingCode, NameRule } from './types'

type Values = Finding['values']

export const CANNOT_WORDS: Readonly<Record<CannotReason, string>> = {
  'no-given-sparse': 'it computes its own, BM25, and takes none from outside',
  'one-matrix': 'the file is one matrix, of dense_vecs',
}

const NAME_RULES: Readonly<Record<NameRule, string>> = {
  milvus: 'letters, digits and _, not a digit first, at most 255',
  qdrant: 'no white space and none of < > : " / \\ | ? *, at most 255 characters',
  index: 'lower case, no white space and none of \\ / * ? " < > | , # :, not - _ + first, at most 255 bytes',
  postgres: '1 to 63 bytes',
  weaviate: 'letters, digits and _, a letter first',
  vespa: 'letters, digits and _, not a digit first',
}

const WORDS: Readonly<Record<FindingCode, (values: Values) => string>> = {
  'no-records': () => 'there is nothing to export: give at least one text.',
  'no-heads': ({ title }) =>
    `no head is left to write for ${title}: choose one that the model and the target have.`,
  'demo-model': ({ model }) =>
    `${model} is the embedded demo model: its vectors are not those of BAAI/bge-m3 and do not go with an index of bge-m3.`,
  'head-unavailable': ({ head, reason }) => `the model has no ${head} head (${reason}); it is left out.`,
  'cannot-hold': ({ head, title, reason }) =>
    `${title} has no place for the ${head} head: ${CANNOT_WORDS[reason as CannotReason]}. It is left out.`,
  'name-invalid': ({ name, title, rule }) =>
    `"${name}" is not a name for ${title}: ${NAME_RULES[rule as NameRule]}. Choose another (--collection).`,
  'duplicate-id': ({ id }) =>
    `the id ${JSON.stringify(id)} is there more than once: later records would replace earlier ones. Give each its own.`,
  'id-too-long': ({ bytes, limit, title }) =>
    `its id has ${bytes} bytes, ${title} takes ${limit}: shorten it.`,
  'dimension-above': ({ head, dimension, limit, title }) =>
    `${head} vectors have ${dimension} dimensions, ${title} takes ${limit}: ${head === 'dense' ? 'cut them (--truncate-dim)' : 'leave the head out'}.`,
  'not-finite': ({ head, index, found }) =>
    `its ${head} vector has ${found} at ${index}, which no index takes: the model or its file is damaged, or fp16 overflowed. Load it again, or take the fp32 graph.`,
  'zero-vector': ({ title }) =>
    `its dense vector is all zeros: cosine has no value for it, and ${title} refuses it or never finds it. Leave the text out.`,
  'sparse-empty': ({ title }) =>
    `its sparse vector is empty: a sparse search in ${title} never returns it. Give it more text, or leave it to the dense search.`,
  'sparse-empty-refused': ({ title }) =>
    `its sparse vector is empty: a sparse search in ${title} never returns it, and Milvus Lite refuses the row. Leave the text out, or export without the sparse head (--heads dense).`,
  'sparse-too-many': ({ count, limit, title }) =>
    `its sparse vector has ${count} entries, ${title} takes ${limit}: split the text, or lower --max-length.`,
  'colbert-too-many': ({ rows, limit, title }) =>
    `it has ${rows} ColBERT rows, ${title} takes ${limit} of this dimension: split the text, or lower --max-length.`,
  'text-too-long': ({ bytes, limit, title }) =>
    `its text has ${bytes} bytes, ${title} takes ${limit}: split it, and keep the whole elsewhere.`,
  'text-forbidden': ({ at, found, title }) =>
    `its text has ${found} at ${at}, which ${title} cannot store: remove it. Rules do not help: the text is stored as given.`,
  'lone-surrogate': ({ at, title }) =>
    `its text has half of a surrogate pair at ${at}, which is not valid UTF-8 for ${title}: remove it.`,
  truncated: ({ tokens, limit }) =>
    `it has ${tokens} tokens and was cut to max_length ${limit}: the vectors stand for its beginning only.`,
}

export const finding = (
  severity: Finding['severity'],
  code: FindingCode,
  record: Finding['record'],
  values: Values,
): Finding => ({ severity, code, record, values, message: WORDS[code](values) })
