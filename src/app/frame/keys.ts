const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

export const RUN_KEY = isApple ? '⌘↵' : 'Ctrl+↵'
export const MOD = isApple ? '⌘' : 'Ctrl'

export const isRunKey = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.isComposing

/** Whether the target takes text input, where "?" is an ordinary character and not a shortcut. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, input:not([type=radio], [type=checkbox])'))
