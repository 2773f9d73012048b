import type { PastedCase } from './types'
import { withoutEnd } from '../without-end'
import { markedIn } from './unknown'

/** The dialects' own paths, longer ones first. */
const PATHS = [
  '/api/v1/services/embeddings/text-embedding/text-embedding',
  '/compatible-mode/v1/embeddings',
  '/v1/sparse-embeddings',
  '/v1/embeddings',
  '/v1/encode',
  '/v1/score',
  '/v1/tokenize',
  '/api/embeddings',
  '/api/embed',
  '/encode/dense',
  '/encode/sparse',
  '/encode/colbert',
  '/encode/hybrid',
  '/embed/simple',
  '/embed_sparse',
  '/embed_all',
  '/embeddings',
  '/embedding',
  '/similarity',
  '/tokenize',
  '/pooling',
  '/embed',
]

/** Null where the path is unknown, or the address contains a variable. */
export function baseUrlOf(url: string, dialect: PastedCase['dialect']): string | null {
  if (markedIn(url) !== null) return null
  const whole = /^[a-z][\w+.-]*:\/\//i.test(url) ? url : `http://${url}` // curl's own default
  const bare = withoutEnd(whole.replace(/[?#].*$/, ''), '/')
  // Infinity: /v1 is a prefix that the installation chose.
  const path = (dialect === 'infinity' ? ['/embeddings'] : PATHS).find((each) => bare.endsWith(each))
  return path === undefined ? null : bare.slice(0, -path.length)
}
