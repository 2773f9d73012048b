/** The design of the page as Ant Design tokens. app.css sets what has no token. */
import { theme as antd, type ThemeConfig } from 'antd'

/**
 * The class that holds Ant Design's CSS variables. It is set on the root element, so that plain elements can use them
 * too.
 */
export const CSS_VAR_CLASS = 'm3scope'

const light = {
  colorPrimary: '#1f6796',
  /** Dark enough for the white words of a button under the pointer. */
  colorPrimaryHover: '#266c9c',
  colorInfo: '#1f6796',
  colorLink: '#1f6796',
  /** The algorithm would make it paler: a link under the pointer could not be read. */
  colorLinkHover: '#174f74',
  colorLinkActive: '#174f74',
  colorWarning: '#9a6700',
  colorWarningText: '#9a6700',
  colorWarningBg: '#fff8e1',
  colorWarningBorder: '#e6c65c',
  colorError: '#b42318',
  colorText: '#17202a',
  colorTextSecondary: '#586978',
  colorTextTertiary: '#647483',
  colorBgBase: '#ffffff',
  colorBgLayout: '#f8fafc',
  colorBorder: '#ccd5dd',
  colorBorderSecondary: '#dfe5ea',
}

const dark = {
  colorPrimary: '#6cb3d9',
  colorInfo: '#6cb3d9',
  colorLink: '#6cb3d9',
  /** The algorithm would darken it: a link under the pointer could not be read. */
  colorLinkHover: '#8cc6e4',
  colorLinkActive: '#8cc6e4',
  colorWarning: '#e3b341',
  colorWarningText: '#e3b341',
  colorWarningBg: '#2b2410',
  colorWarningBorder: '#6b5618',
  colorError: '#ff7b72',
  colorErrorBg: '#2d1618',
  colorErrorBorder: '#7d3136',
  colorText: '#e3e8ee',
  colorTextSecondary: '#98a5b3',
  colorTextTertiary: '#8794a2',
  colorBgBase: '#12151c',
  colorBgContainer: '#181c24',
  colorBgElevated: '#1f2530',
  colorBgLayout: '#12151c',
  colorBorder: '#3a424e',
  colorBorderSecondary: '#2a303a',
  /** Text on a primary button, which is light blue in the dark theme. */
  colorTextLightSolid: '#0d1620',
}

/**
 * compactAlgorithm creates only even font sizes. The page uses 13 px, and 12 px for small text, both with a line
 * height of 20 px.
 */
const ourSizes: typeof antd.compactAlgorithm = (_seed, map) => ({
  ...map!,
  fontSize: 13,
  fontSizeSM: 12,
  lineHeight: 20 / 13,
  lineHeightSM: 20 / 12,
  fontHeight: 20,
  fontHeightSM: 20,
  /** The smallest target that a finger hits (WCAG 2.2, 2.5.8). The algorithm would make 21 px of it. */
  controlHeightSM: 24,
})

export function themeConfig(isDark: boolean): ThemeConfig {
  return {
    algorithm: [isDark ? antd.darkAlgorithm : antd.defaultAlgorithm, antd.compactAlgorithm, ourSizes],
    cssVar: { key: CSS_VAR_CLASS },
    hashed: false,
    token: {
      ...(isDark ? dark : light),
      fontFamily: 'var(--font-sans)',
      fontFamilyCode: 'var(--font-mono)',
      borderRadius: 4,
      motion: false,
      wireframe: false,
      boxShadow: 'none',
      boxShadowSecondary: isDark ? '0 2px 8px rgba(0,0,0,.5)' : '0 2px 8px rgba(20,40,60,.12)',
    },
    components: {
      Tooltip: {
        colorBgSpotlight: isDark ? '#323a47' : '#243240',
        colorTextLightSolid: '#eef2f6',
        fontSize: 12,
      },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400 },
      // All tables are compact. ui.css sets the height of their lines.
      Table: { cellPaddingBlockSM: 2, cellPaddingInlineSM: 6, cellFontSizeSM: 12 },
      // The chosen segment is filled: grey on grey would not show which one it is.
      Segmented: {
        trackBg: 'var(--ant-color-fill-tertiary)',
        itemSelectedBg: 'var(--ant-color-primary)',
        itemSelectedColor: 'var(--ant-color-text-light-solid)',
      },
      Tabs: { horizontalMargin: '0', horizontalItemGutter: 24, horizontalItemPadding: '6px 0' },
    },
  }
}
