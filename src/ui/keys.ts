/** The names of keys as this machine's keyboard has them. */
const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '')

export const MOD = isApple ? '⌘' : 'Ctrl'
export const RUN_KEY = isApple ? '⌘↵' : 'Ctrl+↵'
export const PALETTE_KEY = isApple ? '⌘K' : 'Ctrl+K'

/** On Apple's keyboards Ctrl+K belongs to the text field: it deletes to the end of the line. */
export const isPaletteKey = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'k' &&
  (isApple ? event.metaKey : event.ctrlKey) &&
  !event.altKey &&
  !event.shiftKey &&
  !event.isComposing

export const isRunKey = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.isComposing

/** Whether the target takes text input, where "?" is an ordinary character and not a shortcut. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, input:not([type=radio], [type=checkbox])'))
