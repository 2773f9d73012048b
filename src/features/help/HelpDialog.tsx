import { useRef } from 'react'
import { Button, Modal, type InputRef } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../core/react'
import { useMedia } from '../../ui/use-media'
import { MOD, PALETTE_KEY, RUN_KEY } from '../../ui/keys'
import { Glossary } from './Glossary'
import { GUIDES } from './guides'
import css from './help.module.css'

/** A dialog may have opened it, and may be later in the document. */
const ABOVE_DIALOGS = 1100

/** Keys, glossary and guides. */
export function HelpDialog() {
  const { t } = useTranslation('help')
  const { closeHelp } = useActions()
  const field = useRef<InputRef>(null)
  // On a phone the focus would open the keyboard over the help.
  const isPhone = useMedia('(max-width: 767px)')
  const { open, query } = useAppState((state) => state.help)
  return (
    <Modal
      open={open}
      onCancel={closeHelp}
      afterOpenChange={(isOpen) => isOpen && !isPhone && field.current?.focus()}
      footer={null}
      title={t('title')}
      width={1080}
      className={clsx(css.dialog)}
      classNames={{ body: clsx(css.body) }}
      destroyOnHidden
      zIndex={ABOVE_DIALOGS}
    >
      <div className={css.help} data-testid="help-dialog" data-asked={query !== ''}>
        <div className={css.side}>
          <Keys />
          <Guides />
        </div>
        <Glossary asked={query} field={field} />
      </div>
    </Modal>
  )
}

function Keys() {
  const { t } = useTranslation('help')
  const keys = [
    [RUN_KEY, t('keys.run')],
    [PALETTE_KEY, t('keys.palette')],
    ['?', t('keys.list')],
    [`${MOD}+Z`, t('keys.undo')],
    ['← → ↑ ↓', t('keys.arrows')],
    ['+ − 0', t('keys.zoom')],
    ['J K 1 2 3 N U', t('keys.rows')],
    ['Enter', t('keys.open')],
    ['Esc', t('keys.cancel')],
  ] as const
  return (
    <section aria-labelledby="help-keys">
      <h2 id="help-keys">{t('keys.title')}</h2>
      <dl className={css.keys} data-testid="help-keys">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Guides() {
  const { t } = useTranslation('help')
  const actions = useActions()
  return (
    <section aria-labelledby="help-guides">
      <h2 id="help-guides">{t('guides.title')}</h2>
      {GUIDES.map(({ id, steps, open }) => (
        <details key={id} className={css.guide} data-testid={`guide-${id}`}>
          <summary>{t(`guide.${id}.title`)}</summary>
          <ol>
            {steps.map((step) => (
              <li key={step}>{t(`guide.${id}.${step}`)}</li>
            ))}
          </ol>
          <Button
            size="small"
            onClick={() => {
              actions.closeHelp()
              open(actions)
            }}
          >
            {t('guides.open')}
          </Button>
        </details>
      ))}
    </section>
  )
}
