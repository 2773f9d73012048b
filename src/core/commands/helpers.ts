import type { Title } from '../title'
import type { Command } from './types'

/** The words of a command, the Chinese ones first. */
export const title = (chinese: string, english: string): Title => ({ 'zh-CN': chinese, en: english })

interface Choice<T> {
  readonly value: T
  readonly id: string
  readonly name: Title
  readonly also?: string
  readonly unavailable?: Title | undefined
}

/** One command for each value of a choice. @param now the value that is chosen */
export function choice<T>(
  setting: { readonly id: string; readonly name: Title; readonly also?: string },
  now: T,
  values: readonly Choice<T>[],
  choose: (value: T) => void,
): Command[] {
  return values.map(({ value, id, name, also, unavailable }) => ({
    id: `${setting.id}-${id}`,
    group: 'setting',
    title: title(`${setting.name['zh-CN']}：${name['zh-CN']}`, `${setting.name.en}: ${name.en}`),
    also: [setting.also, also].filter(Boolean).join(' '),
    chosen: value === now,
    unavailable,
    run: () => choose(value),
  }))
}

const buttonOf = (testId: string) => document.querySelector<HTMLButtonElement>(`[data-testid="${testId}"]`)

/**
 * A command that presses a button of the page, for what says in that button what came of it.
 * @param why the button is disabled, or is not there
 */
export const press = (
  testId: string,
  command: Omit<Command, 'run' | 'unavailable'>,
  why: Title = title('现在不能用', 'not possible now'),
): Command => {
  const button = buttonOf(testId)
  return {
    ...command,
    unavailable: button !== null && !button.disabled ? undefined : why,
    run: () => buttonOf(testId)?.click(),
  }
}

/** Opens the browser's own dialog for files. Works only right after a key or a click. */
export function pickFiles(accept: string, take: (files: readonly File[]) => unknown): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = accept
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])]
    if (files.length > 0) void take(files)
  })
  input.click()
}
