import type { Inks } from './paint'

/** The page's own colours, for a canvas. */
export function inksOf(element: Element): Inks {
  const style = getComputedStyle(element)
  const ink = (property: string) => style.getPropertyValue(property).trim()
  return {
    text: ink('--ant-color-text'),
    faint: ink('--ant-color-text-secondary'),
    line: ink('--ant-color-border-secondary'),
    ground: ink('--ant-color-bg-container'),
    accent: ink('--amber'),
  }
}
