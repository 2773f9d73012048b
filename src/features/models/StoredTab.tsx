import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { StoredModel, StoreSpace } from '../../platform/web/store/types'
import { useActions, useAppState } from '../../core/react'
import { size } from '../../ui/quantities'
import { formatDate } from '../../ui/format-date'
import css from './models.module.css'

/** Models that this browser has stored. They load without a request, and can be deleted. */
export function StoredTab() {
  const { t } = useTranslation('models')
  const stored = useAppState((state) => state.stored)
  if (stored === null) return <p className="muted">{t('stored.reading')}</p>
  const sum = stored.models.reduce((total, model) => total + model.storedBytes, 0)
  return (
    <>
      {stored.models.length === 0 ? (
        <p>{t('stored.empty')}</p>
      ) : (
        <table className={css.table} aria-label={t('stored.label')}>
          <thead>
            <tr>
              <th>{t('stored.model')}</th>
              <th>{t('stored.files')}</th>
              <th className={css.right}>{t('stored.size')}</th>
              <th>{t('stored.lastUsed')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {stored.models.map((model) => (
              <StoredRow key={model.key} model={model} />
            ))}
          </tbody>
        </table>
      )}
      <Space space={stored.space} sum={sum} />
    </>
  )
}

function StoredRow({ model }: { readonly model: StoredModel }) {
  const { t, i18n } = useTranslation('models')
  const { findStored, deleteStored } = useActions()
  const complete = model.files.filter((file) => file.complete).length
  const count = model.files.length
  const { key, title, storedBytes } = model
  return (
    <tr data-testid="stored-row" data-key={key} data-complete={complete === count}>
      <td className={css.name}>
        <strong>{title}</strong>
      </td>
      <td className={css.nowrap}>
        {complete === count ? (
          t('stored.complete', { count })
        ) : (
          <span className="amber" title={t('stored.partialHint')}>
            {t('stored.partial', { complete, count })}
          </span>
        )}
      </td>
      <td className={clsx('num', css.right)}>{size(storedBytes)}</td>
      <td className={clsx('num', css.nowrap)}>{formatDate(model.lastUsed, i18n.language)}</td>
      <td className={clsx(css.right, css.nowrap)}>
        <Button size="small" data-testid="stored-load" onClick={() => findStored(key)}>
          {t('stored.load')}
        </Button>{' '}
        <Popconfirm
          title={t('stored.deleteAsk', { title, size: size(storedBytes) })}
          description={t('stored.deleteNote')}
          okText={t('stored.delete')}
          okButtonProps={{ danger: true, 'data-testid': 'stored-delete-confirm' }}
          cancelText={t('stored.keep')}
          onConfirm={() => deleteStored(key)}
        >
          <Button size="small" danger data-testid="stored-delete">
            {t('stored.delete')}
          </Button>
        </Popconfirm>
      </td>
    </tr>
  )
}

/** Shows how much storage is free, and where the models are stored. */
function Space({ space, sum }: { readonly space: StoreSpace; readonly sum: number }) {
  const { t } = useTranslation('models')
  const { backend, used, quota } = space
  return (
    <p className="muted" data-testid="stored-space" data-backend={backend}>
      {sum > 0 && t('stored.sum', { size: size(sum) })}{' '}
      {used !== null &&
        (quota === null
          ? t('stored.spaceUsed', { used: size(used) })
          : t('stored.space', { used: size(used), quota: size(quota) }))}{' '}
      <span className={backend === 'none' ? 'amber' : undefined}>{t(`stored.backend.${backend}`)}</span>
    </p>
  )
}
