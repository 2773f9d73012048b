/** How each database lets a page of this origin read its replies. The lines are commands and files, so they are not translated. */
import type { SearchedName } from '../../../formats/search/types'

type Way = readonly [name: string, how: string]

export function databaseWays(database: SearchedName, origin: string): readonly Way[] {
  const proxy: Way = [
    'nginx',
    [
      'location / {',
      `  add_header Access-Control-Allow-Origin "${origin}" always;`,
      '  add_header Access-Control-Allow-Headers "content-type, authorization, api-key, x-chroma-token" always;',
      '  add_header Access-Control-Allow-Methods "GET, POST" always;',
      '  if ($request_method = OPTIONS) { return 204; }',
      '  proxy_pass http://127.0.0.1:8080;',
      '}',
    ].join('\n'),
  ]
  return [
    ...(WAYS[database]?.(origin) ?? []),
    proxy,
    ['Terminal', `npm run -s cli -- search --database ${database} …`],
  ]
}

const lucene = (origin: string) =>
  [
    'http.cors.enabled: true',
    `http.cors.allow-origin: "${origin}"`,
    'http.cors.allow-headers: "content-type, authorization"',
    'http.cors.allow-methods: "OPTIONS, GET, POST"',
  ].join('\n')

/** Milvus and Weaviate answer pages of every origin by default; only a proxy before them may not. */
const WAYS: Readonly<Partial<Record<SearchedName, (origin: string) => readonly Way[]>>> = {
  qdrant: () => [
    ['config.yaml', 'service:\n  enable_cors: true   # the default'],
    ['Docker', 'docker run -e QDRANT__SERVICE__ENABLE_CORS=true … qdrant/qdrant'],
  ],
  elasticsearch: (origin) => [['elasticsearch.yml', lucene(origin)]],
  opensearch: (origin) => [['opensearch.yml', lucene(origin)]],
  weaviate: (origin) => [['Docker', `docker run -e CORS_ALLOW_ORIGIN=${origin} … semitechnologies/weaviate`]],
  chroma: (origin) => [
    ['Chroma 1.x', `# chroma.yaml\ncors_allow_origins: ["${origin}"]\n\nchroma run chroma.yaml`],
    ['Chroma 0.6', `CHROMA_SERVER_CORS_ALLOW_ORIGINS='["${origin}"]' chroma run`],
  ],
}
