/** The terms of the glossary. The explanation of each is in the words, under its id. */
import type { terms } from './words/terms-en'

export interface Term {
  readonly id: keyof typeof terms
  readonly en: string
  readonly zh: string
  /** The same in every language. */
  readonly formula?: string
}

export const TERMS: readonly Term[] = [
  { id: 'dense', en: 'dense', zh: '稠密 dense', formula: 's = a · b,  |a| = |b| = 1' },
  { id: 'sparse', en: 'sparse', zh: '稀疏 sparse', formula: 's = Σ w_A(id) · w_B(id),  id ∈ A ∩ B' },
  { id: 'colbert', en: 'ColBERT', zh: 'ColBERT', formula: 's(A→B) = 1/n Σᵢ maxⱼ aᵢ · bⱼ' },
  {
    id: 'sparseDense',
    en: 'sparse+dense (hybrid)',
    zh: '稀疏+稠密 sparse+dense（混合）',
    formula: 's = (w_d · dense + w_s · sparse) / (w_d + w_s)',
  },
  {
    id: 'all',
    en: 'colbert+sparse+dense (hybrid)',
    zh: 'ColBERT+稀疏+稠密 colbert+sparse+dense（混合）',
    formula: 's = (w_d · dense + w_s · sparse + w_c · ColBERT) / (w_d + w_s + w_c)',
  },
  { id: 'weights', en: 'weights, weights_for_different_modes', zh: '权重 weights_for_different_modes' },
  { id: 'denseVecs', en: 'dense_vecs', zh: 'dense_vecs' },
  { id: 'lexicalWeights', en: 'lexical_weights', zh: 'lexical_weights' },
  { id: 'colbertVecs', en: 'colbert_vecs', zh: 'colbert_vecs' },
  {
    id: 'ceiling',
    en: 'ceiling',
    zh: '上限 ceiling',
    formula: 'dense, ColBERT: 1    sparse: √(s(A,A) · s(B,B))',
  },
  { id: 'percentile', en: 'percentile, random pairs', zh: '百分位、随机句对 percentile' },
  { id: 'noise', en: 'noise', zh: '噪声 noise' },
  { id: 'certificate', en: 'certificate', zh: '一致性证书 certificate' },
  { id: 'provenance', en: 'provenance', zh: '来源 provenance' },
  { id: 'stale', en: 'stale', zh: '已过期 stale' },
  { id: 'token', en: 'token, piece, id', zh: 'token、id' },
  { id: 'special', en: 'special tokens', zh: '特殊 token' },
  { id: 'maxLength', en: 'max_length', zh: 'max_length' },
  { id: 'truncated', en: 'truncated', zh: '截断 truncated' },
  { id: 'hf4', en: 'hf4', zh: 'hf4' },
  { id: 'hf5', en: 'hf5', zh: 'hf5' },
  { id: 'prefix', en: 'prefix, instruction', zh: '前缀 prefix' },
  {
    id: 'normalise',
    en: 'normalise, normalize_embeddings',
    zh: '归一化 normalize_embeddings',
    formula: 'v / |v|',
  },
  { id: 'truncateDim', en: 'truncate_dim', zh: 'truncate_dim' },
  { id: 'head', en: 'model head', zh: '输出头 model head' },
  { id: 'hidden', en: 'hidden state', zh: '隐藏状态 hidden state' },
  { id: 'pooling', en: 'pooling: CLS, mean', zh: '池化 pooling：CLS、mean' },
  { id: 'fp32', en: 'fp32', zh: 'fp32' },
  { id: 'fp16', en: 'fp16', zh: 'fp16' },
  { id: 'int8', en: 'int8, uint8', zh: 'int8、uint8' },
  { id: 'q4', en: 'q4, bnb4', zh: 'q4、bnb4' },
  { id: 'faithful', en: 'faithful (activations)', zh: '更忠实 faithful（激活）' },
  { id: 'arithmetic', en: 'int8 arithmetic: exact, AVX2', zh: 'int8 算法：精确、AVX2' },
  { id: 'demo', en: 'demonstration model', zh: '演示模型' },
  { id: 'sentence', en: 'sentence', zh: '句子' },
  { id: 'chunk', en: 'chunk', zh: '块 chunk' },
  { id: 'isolated', en: 'isolated', zh: '逐句编码 isolated' },
  { id: 'context', en: 'in context', zh: '带上下文 in context' },
  { id: 'anatomy', en: 'anatomy', zh: '剖析 anatomy' },
  { id: 'occlusion', en: 'occlusion', zh: '遮挡 occlusion' },
  { id: 'attention', en: 'attention', zh: '注意力 attention' },
  { id: 'rule', en: 'rule', zh: '规则' },
  { id: 'case', en: 'case, .m3case.json', zh: '案例 .m3case.json' },
  { id: 'isolation', en: 'cross-origin isolated', zh: '跨源隔离 cross-origin isolated' },
]

/**
 * The terms that have all words of the query in their names, formula or explanation; those that have them in a name come first.
 * @param explain the explanation of a term in the language of the page
 */
export function found(query: string, explain: (term: Term) => string): readonly Term[] {
  const parts = query.toLowerCase().split(/\s+/u).filter(Boolean)
  const has = (text: string) => parts.every((part) => text.toLowerCase().includes(part))
  const named = TERMS.filter(({ id, en, zh }) => has(`${id} ${en} ${zh}`))
  const others = TERMS.filter((term) => {
    const { id, en, zh, formula = '' } = term
    return !named.includes(term) && has(`${id} ${en} ${zh} ${formula} ${explain(term)}`)
  })
  return [...named, ...others]
}
