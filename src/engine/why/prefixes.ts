/**
 * Prefixes that other models need and bge-m3 does not (FlagEmbedding#590), the likeliest first. `source` says where the
 * prefix is written in public. Ids are public: they never change.
 */
export interface PrefixSource {
  readonly id: string
  readonly prefix: string
  readonly source: string
}

const WEB_SEARCH = 'Given a web search query, retrieve relevant passages that answer the query'

export const PREFIXES: readonly PrefixSource[] = [
  {
    id: 'prefix-query',
    prefix: 'query: ',
    source: 'https://huggingface.co/intfloat/multilingual-e5-large (README)',
  },
  {
    id: 'prefix-passage',
    prefix: 'passage: ',
    source: 'https://huggingface.co/intfloat/multilingual-e5-large (README)',
  },
  {
    // With a half-width colon it gives the same tokens.
    id: 'prefix-bge-zh',
    prefix: '为这个句子生成表示以用于检索相关文章：',
    source:
      'https://huggingface.co/BAAI/bge-large-zh-v1.5 (README); also LangChain, DEFAULT_QUERY_BGE_INSTRUCTION_ZH',
  },
  {
    // mxbai-embed-large-v1 and snowflake-arctic-embed 1.x have the same.
    id: 'prefix-bge-en',
    prefix: 'Represent this sentence for searching relevant passages: ',
    source: 'https://huggingface.co/BAAI/bge-large-en-v1.5 (README)',
  },
  {
    id: 'prefix-langchain-bge-en',
    prefix: 'Represent this question for searching relevant passages: ',
    source:
      'LangChain, langchain_community/embeddings/huggingface.py, DEFAULT_QUERY_BGE_INSTRUCTION_EN; the same in LlamaIndex',
  },
  {
    id: 'prefix-instruct',
    prefix: `Instruct: ${WEB_SEARCH}\nQuery: `,
    source:
      'https://huggingface.co/intfloat/multilingual-e5-large-instruct (README); also e5-mistral, gte-Qwen2-instruct',
  },
  {
    id: 'prefix-search-query',
    prefix: 'search_query: ',
    source: 'https://huggingface.co/nomic-ai/nomic-embed-text-v1.5 (README)',
  },
  {
    id: 'prefix-search-document',
    prefix: 'search_document: ',
    source: 'https://huggingface.co/nomic-ai/nomic-embed-text-v1.5 (README)',
  },
  {
    id: 'prefix-gemma-document',
    prefix: 'title: none | text: ',
    source: 'https://huggingface.co/google/embeddinggemma-300m (README)',
  },
  {
    id: 'prefix-gemma-query',
    prefix: 'task: search result | query: ',
    source: 'https://huggingface.co/google/embeddinggemma-300m (README)',
  },
  {
    id: 'prefix-qwen3',
    prefix: `Instruct: ${WEB_SEARCH}\nQuery:`,
    source: 'https://huggingface.co/Qwen/Qwen3-Embedding-0.6B (README, get_detailed_instruct)',
  },
  {
    id: 'prefix-bge-icl',
    prefix: `<instruct>${WEB_SEARCH}.\n<query>`,
    source: 'https://huggingface.co/BAAI/bge-en-icl and BAAI/bge-multilingual-gemma2 (README)',
  },
  {
    id: 'prefix-bge-icl-no-period',
    prefix: `<instruct>${WEB_SEARCH}\n<query>`,
    source: 'FlagEmbedding, query_instruction_format="<instruct>{}\\n<query>{}"',
  },
  {
    id: 'prefix-stella',
    prefix: `Instruct: ${WEB_SEARCH}.\nQuery: `,
    source: 'https://huggingface.co/dunzhang/stella_en_1.5B_v5 (README, s2p_query)',
  },
  {
    id: 'prefix-instruct-similar',
    prefix: 'Instruct: Retrieve semantically similar text.\nQuery: ',
    source: 'https://huggingface.co/dunzhang/stella_en_1.5B_v5 (README, s2s_query)',
  },
  {
    id: 'prefix-e5-mistral-similar',
    prefix: 'Instruct: Retrieve semantically similar text\nQuery: ',
    source:
      'https://huggingface.co/intfloat/e5-mistral-7b-instruct (config_sentence_transformers.json, sts_query)',
  },
  {
    id: 'prefix-nv-embed',
    prefix: 'Instruct: Given a question, retrieve passages that answer the question\nQuery: ',
    source: 'https://huggingface.co/nvidia/NV-Embed-v2 (README)',
  },
  {
    id: 'prefix-flag-instruct',
    prefix: `Instruct: ${WEB_SEARCH}.\nQuery:`,
    source:
      'Qwen3-Embedding with the task of BGE-ICL; also FlagEmbedding, query_instruction_format="Instruct: {}\\nQuery:{}"',
  },
  {
    id: 'prefix-query-no-space',
    prefix: 'query:',
    source: 'LangChain, langchain_community/embeddings (OpenVINO, ONNX), query_instruction="query:"',
  },
  { id: 'prefix-passage-no-space', prefix: 'passage:', source: 'the counterpart of "query:"' },
  {
    id: 'prefix-query-capital',
    prefix: 'Query: ',
    source: 'https://huggingface.co/jinaai/jina-embeddings-v4 (README)',
  },
  {
    id: 'prefix-passage-capital',
    prefix: 'Passage: ',
    source: 'https://huggingface.co/jinaai/jina-embeddings-v4 (README)',
  },
  {
    id: 'prefix-document-capital',
    prefix: 'Document: ',
    source: 'https://huggingface.co/jinaai/jina-embeddings-v5-text-small (README)',
  },
  {
    id: 'prefix-jina-query',
    prefix: 'Represent the query for retrieving evidence documents: ',
    source: 'https://huggingface.co/jinaai/jina-embeddings-v3 (config_sentence_transformers.json)',
  },
  {
    id: 'prefix-document-for-retrieval',
    prefix: 'Represent the document for retrieval: ',
    source: 'LangChain and LlamaIndex, DEFAULT_EMBED_INSTRUCTION; also jina-embeddings-v3 and Voyage',
  },
  {
    id: 'prefix-instructor-question',
    prefix: 'Represent the question for retrieving supporting documents: ',
    source: 'LangChain and LlamaIndex, DEFAULT_QUERY_INSTRUCTION',
  },
  {
    id: 'prefix-voyage-query',
    prefix: 'Represent the query for retrieving supporting documents: ',
    source: 'https://docs.voyageai.com/docs/embeddings (input_type="query")',
  },
  {
    id: 'prefix-llm-embedder-query',
    prefix: 'Represent this query for retrieving relevant documents: ',
    source: 'https://huggingface.co/BAAI/llm-embedder (README)',
  },
  {
    id: 'prefix-llm-embedder-document',
    prefix: 'Represent this document for retrieval: ',
    source: 'https://huggingface.co/BAAI/llm-embedder (README)',
  },
  {
    id: 'prefix-bge-en-no-space',
    prefix: 'Represent this sentence for searching relevant passages:',
    source: 'the prefix of BGE v1 without its last space, as many configurations have it',
  },
  {
    id: 'prefix-langchain-bge-en-no-space',
    prefix: 'Represent this question for searching relevant passages:',
    source: 'LangChain’s prefix without its last space',
  },
  { id: 'prefix-search-query-no-space', prefix: 'search_query:', source: 'Nomic’s prefix without its space' },
  {
    id: 'prefix-search-document-no-space',
    prefix: 'search_document:',
    source: 'Nomic’s prefix without its space',
  },
  {
    id: 'prefix-clustering',
    prefix: 'clustering: ',
    source: 'https://huggingface.co/nomic-ai/nomic-embed-text-v1.5 (README)',
  },
  {
    id: 'prefix-classification',
    prefix: 'classification: ',
    source: 'https://huggingface.co/nomic-ai/nomic-embed-text-v1.5 (README)',
  },
  {
    id: 'prefix-piccolo-query',
    prefix: '查询: ',
    source: 'https://huggingface.co/sensenova/piccolo-large-zh (README)',
  },
  {
    id: 'prefix-piccolo-passage',
    prefix: '结果: ',
    source: 'https://huggingface.co/sensenova/piccolo-large-zh (README)',
  },
  ...[
    ['question', 'question answering'],
    ['fact', 'fact checking'],
    ['classification', 'classification'],
    ['clustering', 'clustering'],
    ['similarity', 'sentence similarity'],
    ['code', 'code retrieval'],
  ].map(([id, task]) => ({
    id: `prefix-gemma-${id}`,
    prefix: `task: ${task} | query: `,
    source: 'https://huggingface.co/google/embeddinggemma-300m (README)',
  })),
]

/** The first prefixes are tried in pairs whatever their own result. */
export const COMMON_PREFIXES = 8
