import { Button } from 'antd'
import {
  BulbOutlined,
  DesktopOutlined,
  MoonOutlined,
  QuestionCircleOutlined,
  SunOutlined,
} from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Capabilities } from '../../platform/web/capabilities'
import { EXAMPLES } from '../../core/text/examples'
import { useActions, useAppState } from '../../core/react'
import { THEMES } from '../../core/settings/table'
import { Slot } from '../../core/Slot'
import { MenuButton } from '../../ui/MenuButton'
import { ModelBadge } from '../../features/models/ModelBadge'
import css from './frame.module.css'

/** The header: model, examples, language, theme, help. */
export function Header({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t, i18n } = useTranslation()
  const { setLanguage, showHelp } = useActions()
  return (
    <header className={css.bar}>
      <h1 title={t('tagline')}>m3scope</h1>
      <ModelBadge capabilities={capabilities} />
      <span className={clsx('spacer', css.barSpace)} />
      <Slot name="header" />
      <ExamplesMenu />
      <Button
        size="small"
        type="text"
        data-testid="language"
        title={t('language.otherTitle')}
        onClick={() => void setLanguage(i18n.language === 'en' ? 'zh-CN' : 'en')}
      >
        {t('language.other')}
      </Button>
      <ThemeMenu />
      <Button
        size="small"
        type="text"
        icon={<QuestionCircleOutlined />}
        data-testid="help"
        title={t('help')}
        aria-label={t('help')}
        onClick={() => showHelp()}
      />
    </header>
  )
}

function ExamplesMenu() {
  const { t } = useTranslation()
  const { example } = useActions()
  return (
    <MenuButton
      size="small"
      type="text"
      icon={<BulbOutlined />}
      aria-label={t('examples.menu')}
      data-testid="examples"
      menu={{
        items: EXAMPLES.map(({ id }) => ({
          key: id,
          label: (
            <div className={css.exampleItem} data-testid={`example-${id}`}>
              <div>{t(`examples.${id}.title`)}</div>
              <div className="muted">{t(`examples.${id}.look`)}</div>
            </div>
          ),
          onClick: () => example(id),
        })),
      }}
    >
      <span className="wide-only">{t('examples.menu')}</span>
    </MenuButton>
  )
}

const THEME_ICONS = { system: <DesktopOutlined />, light: <SunOutlined />, dark: <MoonOutlined /> }

function ThemeMenu() {
  const { t } = useTranslation()
  const { set } = useActions()
  const theme = useAppState((state) => state.settings.theme)
  return (
    <MenuButton
      size="small"
      type="text"
      icon={THEME_ICONS[theme]}
      data-testid="theme"
      title={`${t('theme.label')}: ${t(`theme.${theme}`)}`}
      aria-label={t('theme.label')}
      menu={{
        selectedKeys: [theme],
        items: THEMES.map((each) => ({
          key: each,
          icon: THEME_ICONS[each],
          label: <span data-testid={`theme-${each}`}>{t(`theme.${each}`)}</span>,
          onClick: () => set({ theme: each }),
        })),
      }}
    />
  )
}
