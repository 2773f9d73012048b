import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../../core/react'
import css from './data.module.css'

const SHAPES = ['tables', 'columns', 'several', 'training'] as const
const PASTE = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? '⌘V' : 'Ctrl+V'

/** Before there is a file: what it takes, on one screen. */
export function DropZone({ onChoose }: { readonly onChoose: () => void }) {
  const { t } = useTranslation('validate')
  const { readValidation } = useActions()
  const example = async () => {
    const { exampleFile } = await import('./example')
    await readValidation([exampleFile()])
  }
  return (
    <div className={css.zone}>
      <h2>{t('data.drop.title')}</h2>
      <p className="muted">{t('data.drop.lead')}</p>
      <p className={css.buttons}>
        <Button type="primary" onClick={onChoose}>
          {t('data.drop.choose')}
        </Button>
        <Button
          data-testid="validate-example"
          title={t('data.drop.exampleTitle')}
          onClick={() => void example()}
        >
          {t('data.drop.example')}
        </Button>
        <span className="muted">{t('data.drop.paste', { key: PASTE })}</span>
      </p>
      <dl className={css.shapes}>
        {SHAPES.map((name) => (
          <div key={name}>
            <dt>{t(`data.drop.shapes.${name}.title`)}</dt>
            <dd>{t(`data.drop.shapes.${name}.text`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
