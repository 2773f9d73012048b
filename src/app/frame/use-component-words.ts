/** The few words that the component library brings itself, in the page's language. */
import { useEffect, useState } from 'react'
import type { ConfigProviderProps } from 'antd'
// Not antd/locale: English is the default that the components contain already, and this is the same module.
import english from 'antd/es/locale/en_US'

type Locale = NonNullable<ConfigProviderProps['locale']>

export function useComponentWords(language: string): Locale {
  const [chinese, setChinese] = useState<Locale | null>(null)
  useEffect(() => {
    if (language === 'en') return
    // A failure costs only these words, which stay English.
    void import('antd/es/locale/zh_CN').then(
      (words) => setChinese(words.default),
      () => undefined,
    )
  }, [language])
  return language === 'en' || chinese === null ? english : chinese
}
