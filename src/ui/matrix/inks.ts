/** Custom properties that hold the colours of the labels, such as `--hue-a`. */
export interface Hues {
  readonly rows: string
  readonly cols: string
}

/** The page's own colours, for a canvas. */
export interface Inks {
  readonly isDark: boolean
  readonly text: string
  readonly faint: string
  readonly line: string
  readonly ground: string
  readonly accent: string
  /** Of row and column labels. */
  readonly rows: string
  readonly cols: string
}

/** @param element the canvas or its parent: Ant Design defines its custom properties below the root element */
export function inksOf(element: Element, hues: Hues, isDark: boolean): Inks {
  const style = getComputedStyle(element)
  const ink = (property: string) => style.getPropertyValue(property).trim()
  return {
    isDark,
    text: ink('--ant-color-text'),
    faint: ink('--ant-color-text-secondary'),
    line: ink('--ant-color-border-secondary'),
    ground: ink('--ant-color-bg-container'),
    accent: ink('--amber'),
    rows: ink(hues.rows),
    cols: ink(hues.cols),
  }
}
