import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { MOD, RUN_KEY } from './keys'
import css from './frame.module.css'

export function KeysList({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const keys = [
    [RUN_KEY, t('keys.run')],
    [`${MOD}+Z`, t('keys.undo')],
    ['← → ↑ ↓', t('keys.arrows')],
    ['Esc', t('keys.cancel')],
    ['?', t('keys.list')],
  ] as const
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('keys.title')} width={460}>
      <dl className={css.keys}>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
