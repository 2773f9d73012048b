import { useState, type ReactNode } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

/** Fields take a browser about a millisecond each, and a file may have ten thousand entries. */
const STEP = 200

/** The first members of a long list, and a button for the next ones. */
export function ShowMore<T>({
  list,
  children,
}: {
  readonly list: readonly T[]
  readonly children: (one: T, at: number) => ReactNode
}) {
  const { t } = useTranslation('rules')
  const [most, setMost] = useState(STEP)
  const more = list.length - most
  return (
    <>
      {list.slice(0, most).map(children)}
      {more > 0 && (
        <Button size="small" type="dashed" data-testid="rules-more" onClick={() => setMost(most + STEP)}>
          {t('more', { count: more })}
        </Button>
      )}
    </>
  )
}
