import { Suspense } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { DetailWords } from '../engine/detail-words'

/**
 * A sentence of the engine in the reader's language. A sentence inside of it is worded first.
 * @param t may have other namespaces too
 */
export function detailText(t: TFunction<'details'>, { code, values }: DetailWords): string {
  const worded: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(values))
    worded[name] = typeof value === 'object' ? detailText(t, value.words) : value
  return t(code, { ...worded, ns: 'details' })
}

interface Props {
  /** In English. */
  readonly text: string
  /** Absent where the text reads the same in every language, such as a tensor's name. */
  readonly words: DetailWords | undefined
  /** Makes a sentence of it. */
  readonly within: (text: string) => string
}

/** The words of details are loaded with the first one. Nothing stands in its place until then. */
export function DetailText({ text, words, within }: Props) {
  if (words === undefined) return within(text)
  return (
    <Suspense fallback={null}>
      <Worded words={words} within={within} />
    </Suspense>
  )
}

function Worded({ words, within }: { readonly words: DetailWords; readonly within: Props['within'] }) {
  const { t } = useTranslation('details')
  return within(detailText(t, words))
}
