import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { PastedCase } from '../../formats/paste'
import { DIALECTS } from '../../formats/request'
import { useActions, useAppState } from '../../core/react'
import { KeyValue, type Fact } from '../../ui/KeyValue'
import { Changes } from './Changes'
import { PasteNotes } from './PasteNotes'
import { PastedTexts } from './PastedTexts'
import { PastedVectors } from './PastedVectors'
import { shortened } from './shown'
import css from './paste.module.css'

interface Props {
  readonly cases: readonly PastedCase[]
  readonly found: PastedCase
}

/** Shows what the page recognised in the pasted text. Nothing has been changed yet. */
export function Pasted({ cases, found }: Props) {
  const { t } = useTranslation('paste')
  const { choosePasted } = useActions()
  const chosen = useAppState((state) => state.paste.chosen)
  return (
    <>
      {cases.length > 1 && (
        <Select
          className={clsx(css.requests)}
          data-testid="paste-request"
          aria-label={t('request')}
          value={chosen}
          onChange={(value) => choosePasted({ chosen: value })}
          options={cases.map((each, at) => ({
            value: at,
            label: t('requestOf', {
              number: at + 1,
              count: cases.length,
              text: [shortened(each.method), shortened(each.url ?? ''), startOf(each.texts[0] ?? '')]
                .filter(Boolean)
                .join(' '),
            }),
          }))}
        />
      )}
      <div
        data-testid="paste-found"
        data-source={found.source}
        data-dialect={found.dialect}
        data-kind={found.kind}
        data-texts={found.texts.length}
      >
        <KeyValue facts={factsOf(found, t)} />
      </div>
      <PastedTexts texts={found.texts} />
      <Changes />
      <PasteNotes notes={found.notes} />
      {found.reply && <PastedVectors reply={found.reply} />}
    </>
  )
}

const startOf = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

type Words = ReturnType<typeof useTranslation<'paste'>>['t']

function factsOf(found: PastedCase, t: Words): Fact[] {
  const { dialect, url, method, model, secretsDropped, encodingFormat, truncation } = found
  const { truncate, direction } = truncation
  const cut = [
    ...(truncate === null ? [] : [t(`truncate.${truncate ? 'true' : 'false'}`)]),
    ...(direction === null ? [] : [t(`truncate.${direction}`)]),
  ]
  const fact = (key: 'model' | 'encoding' | 'truncate', value: string | null): Fact[] =>
    value === null || value === '' ? [] : [{ key, label: t(`facts.${key}`), value: shortened(value) }]
  return [
    { key: 'source', label: t('facts.source'), value: t(`source.${found.source}`) },
    {
      key: 'server',
      label: t('facts.server'),
      value: dialect === 'unknown' ? t('unknownServer') : DIALECTS[dialect].label,
      note: t(`kind.${found.kind}`),
    },
    {
      key: 'url',
      label: t('facts.url'),
      value:
        url === null ? (
          t('noAddress')
        ) : (
          <span className={clsx('num', css.url)}>{shortened(`${method} ${url}`)}</span>
        ),
    },
    ...fact('model', model),
    ...fact('encoding', encodingFormat),
    ...fact('truncate', cut.join(', ')),
    ...(secretsDropped.length === 0
      ? []
      : [
          {
            key: 'secrets',
            label: t('facts.secrets'),
            value: (
              <span data-testid="paste-secrets">{shortened(secretsDropped.slice(0, 50).join(', '))}</span>
            ),
            note: t('secretsNote'),
          },
        ]),
  ]
}
