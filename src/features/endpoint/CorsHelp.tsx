import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { CopyButton } from '../../ui/CopyButton'
import { Section } from '../../ui/Section'
import css from './endpoint.module.css'

/**
 * How to configure each server, so that it accepts requests from this page (CORS).
 * @param origin the origin of this page
 */
export function CorsHelp({ origin }: { readonly origin: string }) {
  const { t } = useTranslation('endpoint')
  const ways: readonly (readonly [name: string, how: string])[] = [
    ['TEI', `text-embeddings-router --cors-allow-origin ${origin} …`],
    ['vLLM', `vllm serve … --allowed-origins '["${origin}"]'`],
    ['Ollama', `OLLAMA_ORIGINS=${origin} ollama serve`],
    ['llama.cpp', `llama-server … --cors-origins ${origin}`],
    [
      'FastAPI',
      `app.add_middleware(CORSMiddleware, allow_origins=["${origin}"], allow_methods=["GET", "POST"], allow_headers=["content-type", "authorization"])`,
    ],
    [
      'nginx',
      [
        'location / {',
        `  add_header Access-Control-Allow-Origin "${origin}" always;`,
        '  add_header Access-Control-Allow-Headers "content-type, authorization" always;',
        '  add_header Access-Control-Allow-Methods "GET, POST" always;',
        '  if ($request_method = OPTIONS) { return 204; }',
        '  proxy_pass http://127.0.0.1:8080;',
        '}',
      ].join('\n'),
    ],
    [t('cors.terminal'), 'npm run -s cli -- compare --endpoint URL < pairs.jsonl'],
  ]
  return <CorsWays title={t('cors.title')} why={t('cors.why')} ways={ways} testId="endpoint-cors-help" />
}

interface WaysProps {
  readonly title: string
  readonly why: string
  /** What a server is, and the line that lets this page read its replies. */
  readonly ways: readonly (readonly [name: string, how: string])[]
  readonly testId: string
}

export function CorsWays({ title, why, ways, testId }: WaysProps) {
  const { t } = useTranslation('endpoint')
  return (
    <Section title={title}>
      <p className={clsx('muted', css.note)}>{why}</p>
      <dl className={css.cors} data-testid={testId}>
        {ways.map(([name, how]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{how}</code>
              <CopyButton iconOnly label={t('cors.copy', { name })} text={how} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
