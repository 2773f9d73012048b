/** The texts of the component library itself, in the page's language. */
import { useEffect, useState } from 'react'
import type { ConfigProviderProps } from 'antd'
// Not from antd/locale: the components import this module as their default, so it adds no bytes.
import english from 'antd/es/locale/en_US'

type Locale = NonNullable<ConfigProviderProps['locale']>

export function useComponentWords(language: string): Locale {
  const [chinese, setChinese] = useState<Locale | null>(null)
  useEffect(() => {
    if (language === 'en') return
    // If the import fails, only these texts stay English.
    void import('antd/es/locale/zh_CN').then(
      (words) => setChinese(words.default),
      () => undefined,
    )
  }, [language])
  return language === 'en' || chinese === null ? english : chinese
}
