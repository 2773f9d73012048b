import { expect, it } from 'vitest'
import { dictionaries, WORDS } from '../../words'

/** "key.key {{a}} {{b}}" of every sentence. */
function placeholders(tree: object, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[path + key, ...(value.match(/\{\{\w+\}\}/g) ?? []).sort()].join(' ')]
      : placeholders(value as object, `${path}${key}.`),
  )
}

// Plurals (key_one, key_other) differ by language in errors, whose sentences have a test of their own.
it.each([...Object.keys(WORDS), 'app', 'common'])(
  '%s: both languages fill in the same values',
  async (namespace) => {
    const [en, zh] = [await dictionaries('en'), await dictionaries('zh-CN')]
    expect(placeholders(zh[namespace]!).sort()).toEqual(placeholders(en[namespace]!).sort())
  },
)
