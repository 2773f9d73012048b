import type { DialectName } from '../../formats/request/types'

/** As their makers write them; not translated. */
export const DIALECT_LABELS: Readonly<Record<DialectName, string>> = {
  openai: 'OpenAI',
  tei: 'Text Embeddings Inference',
  infinity: 'Infinity',
  vllm: 'vLLM',
  ollama: 'Ollama',
  xinference: 'Xinference',
  llamacpp: 'llama.cpp',
  siliconflow: 'SiliconFlow',
  dashscope: 'DashScope',
  fastapi: 'FastAPI (FlagEmbedding)',
  m3scope: 'm3scope',
}
