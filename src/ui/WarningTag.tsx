import { Tag, Tooltip, type TagProps } from 'antd'
import type { ReactNode } from 'react'

interface Props {
  /** What it means, on hover and focus. */
  readonly title: string
  readonly className: NonNullable<TagProps['className']>
  readonly testId: string
  readonly children: ReactNode
}

/** An amber tag. */
export function WarningTag({ title, className, testId, children }: Props) {
  return (
    <Tooltip title={title}>
      <Tag className={className} color="warning" variant="outlined" tabIndex={0} data-testid={testId}>
        {children}
      </Tag>
    </Tooltip>
  )
}
