/** Which of the models that a server lists is meant: one server often has several, rerankers and chat models among them. */

/** "bge-reranker-v2-m3" and "chatglm3" have "m3" in their names too, and bge-m3-unsupervised is another model. */
const BGE_M3 = /(^|[^a-z0-9])bge[-_ .]?m3/i
const BGE_M3_ITSELF = /(^|[^a-z0-9])bge[-_ .]?m3($|:|[-_.](fp16|bf16|q\d|int8|gguf|onnx))/i
const RERANKER = /rerank|cross[-_]?encoder|colbert-?v\d/i
const EMBEDDER = /embed|bge|\bgte\b|\be5\b|m3e/i

/**
 * The likeliest one first: bge-m3 by name, then what the server says embeds, then what its name says so of. A reranker is never taken.
 * @param entries objects of the server's list @param nameOf its name on the server
 */
export function embedderOf<T extends Readonly<Record<string, unknown>>>(
  entries: readonly T[],
  nameOf: (entry: T) => string | null,
): T | null {
  const rank = (entry: T): number => {
    const name = nameOf(entry)
    if (name === null || RERANKER.test(name)) return 0
    if (BGE_M3_ITSELF.test(name)) return 6
    if (BGE_M3.test(name)) return 5
    const said = embeds(entry)
    if (said !== null) return said ? 4 : 1
    return EMBEDDER.test(name) ? 3 : 2
  }
  let best: T | null = null
  for (const entry of entries) if (rank(entry) > (best === null ? 0 : rank(best))) best = entry
  return best
}

/** Infinity lists capabilities, Xinference a type. Null: the server does not say. */
function embeds(entry: Readonly<Record<string, unknown>>): boolean | null {
  const { capabilities, model_type: type } = entry
  if (Array.isArray(capabilities) && capabilities.every((each) => typeof each === 'string'))
    return capabilities.some((each) => /^embed/i.test(String(each)))
  if (typeof type === 'string' && type !== '') return /^embed/i.test(type)
  return null
}
