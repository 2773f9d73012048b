/**
 * Prefixes of models that take an instruction: the tasks that are published with them, in the forms that the models want; and
 * prefixes that few models have. They are tried after all that is more likely, within a budget. Ids never change.
 */
import type { PrefixSource } from './prefixes'

const E5 = 'https://github.com/microsoft/unilm/blob/master/e5/utils.py (also MTEB, prompts of its tasks)'
const TASKS: readonly (readonly [id: string, task: string])[] = [
  ['wikipedia', 'Given a question, retrieve Wikipedia passages that answer the question'],
  ['chinese-web', 'Given a Chinese search query, retrieve web passages that answer the question'],
  ['question', 'Given a question, retrieve passages that answer the question'],
  ['documents', 'Given a question, retrieve relevant documents that best answer the question'],
  ['query-documents', 'Given a query, retrieve documents that answer the query'],
  ['query-passages', 'Given a query, retrieve relevant passages that answer the query'],
  ['search-query', 'Given a search query, retrieve relevant passages that answer the query'],
  ['web-documents', 'Given a web search query, retrieve relevant documents that answer the query'],
  ['web', 'Given a web search query, retrieve relevant passages that answer the query'],
  ['help', 'Given a question, retrieve passages that can help answer the question'],
  ['multi-hop', 'Given a multi-hop question, retrieve documents that can help answer the question'],
  ['equivalent', 'Given a question, retrieve questions that are semantically equivalent to the given question'],
  ['shop', 'Given a user query from an e-commerce website, retrieve description sentences of relevant products'],
  ['medical', 'Given a medical question, retrieve user replies that best answer the question'],
  ['medical-chinese', 'Given a Chinese community medical question, retrieve replies that best answer the question'],
  ['financial', 'Given a financial question, retrieve user replies that best answer the question'],
  ['claim', 'Given a claim, retrieve documents that support or refute the claim'],
  ['scientific-claim', 'Given a scientific claim, retrieve documents that support or refute the claim'],
  ['similar', 'Retrieve semantically similar text'],
  ['similar-period', 'Retrieve semantically similar text.'],
] // oxfmt-ignore

/** Around the task, the likeliest first: E5 and Qwen2, Qwen3, BGE-ICL and BGE multilingual, LLM2Vec. */
const FORMS: readonly (readonly [id: string, form: (task: string) => string])[] = [
  ['instruct', (task) => `Instruct: ${task}\nQuery: `],
  ['qwen3', (task) => `Instruct: ${task}\nQuery:`],
  ['icl', (task) => `<instruct>${task.replace(/\.?$/, '.')}\n<query>`],
  ['icl-no-period', (task) => `<instruct>${task}\n<query>`],
  ['colon', (task) => `${task}: `],
  ['query', (task) => `${task}\nQuery: `],
  ['bare', (task) => task],
]

const of = (id: string, prefix: string, source: string): PrefixSource => ({
  id: `prefix-${id}`,
  prefix,
  source,
})
const INSTRUCTOR = 'https://huggingface.co/hkunlp/instructor-xl (README)'
const JINA_CODE = 'https://huggingface.co/jinaai/jina-code-embeddings-0.5b (README)'
const FRIDA = 'https://huggingface.co/ai-forever/FRIDA (README)'

export const RARE_PREFIXES: readonly PrefixSource[] = [
  of('query-twice', 'query: query: ', 'the client and the server both add E5’s prefix'),
  of('passage-twice', 'passage: passage: ', 'the client and the server both add E5’s prefix'),
  of('colbert-query', '[Q] ', 'PyLate and ColBERT, marker of queries'),
  of('colbert-document', '[D] ', 'PyLate and ColBERT, marker of documents'),
  of('sentence', 'Represent this sentence: ', 'the prefix of BGE v1, cut short'),
  of('bge-zh-no-colon', '为这个句子生成表示以用于检索相关文章', 'the prefix of BGE v1 without its colon'),
  of('bge-zh-space', '为这个句子生成表示以用于检索相关文章: ', 'the prefix of BGE v1 with a space after its colon'),
  of('instructor-wikipedia', 'Represent the Wikipedia document for retrieval: ', INSTRUCTOR),
  of('instructor-wikipedia-question', 'Represent the Wikipedia question for retrieving supporting documents: ', INSTRUCTOR),
  of('instructor-sentence', 'Represent the sentence for retrieval: ', INSTRUCTOR),
  of('code-rank', 'Represent this query for searching relevant code: ', 'https://huggingface.co/nomic-ai/CodeRankEmbed (README)'),
  of('jina-code-query', 'Find the most relevant code snippet given the following query:\n', JINA_CODE),
  of('jina-code-code', 'Find an equivalent code snippet given the following code snippet:\n', JINA_CODE),
  of('jina-code-document', 'Candidate code snippet:\n', JINA_CODE),
  of('frida-paraphrase', 'paraphrase: ', FRIDA),
  of('frida-categorize', 'categorize: ', FRIDA),
  of('frida-topic', 'categorize_topic: ', FRIDA),
  of('frida-sentiment', 'categorize_sentiment: ', FRIDA),
  of('frida-entailment', 'categorize_entailment: ', FRIDA),
  of('grit-embed', '<|embed|>\n', 'https://huggingface.co/GritLM/GritLM-7B (README)'),
  ...TASKS.flatMap(([id, task]) => FORMS.map(([form, made]) => of(`${form}-${id}`, made(task), E5))),
] // oxfmt-ignore
