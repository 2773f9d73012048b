import { useTranslation } from 'react-i18next'
import { utf8Length } from '../../engine/text/utf8'
import type { HttpRequest } from '../../formats/request/types'
import type { AskKind } from './types'
import { DataTable } from '../../ui/DataTable'
import { integer } from '../../ui/quantities'

interface Props {
  readonly requests: readonly HttpRequest[]
  readonly kind: AskKind
}

export function Gives({ requests, kind }: Props) {
  const { t, i18n } = useTranslation('requests')
  const what = ({ gives, method }: HttpRequest) => {
    if (gives.length > 0)
      return gives.map((head) =>
        t(kind === 'similarity' ? `gives.similarity-${head}` : `gives.vectors-${head}`),
      )
    return [t(kind === 'health' && method === 'GET' ? 'gives.health' : 'gives.ids')]
  }
  const rows = requests.map((request, at) => ({ at, request }))
  return (
    <DataTable
      label={t('gives.title')}
      rows={rows}
      rowKey={({ at }) => at}
      width={560}
      columns={[
        { title: '#', key: 'at', width: 40, align: 'right', render: (_, { at }) => at + 1 },
        {
          title: t('gives.request'),
          key: 'request',
          render: (_, { request }) => (
            <code data-testid="request-line">
              {request.method} {request.url}
            </code>
          ),
        },
        {
          title: t('gives.what'),
          key: 'what',
          width: 200,
          render: (_, { request }) => (
            <span data-testid="request-gives" data-heads={request.gives.join(',')}>
              {what(request).join(' + ')}
            </span>
          ),
        },
        {
          title: t('gives.bytes'),
          key: 'bytes',
          width: 96,
          align: 'right',
          className: 'num',
          render: (_, { request }) =>
            request.body === null ? '' : integer(utf8Length(request.body), i18n.language),
        },
      ]}
    />
  )
}
