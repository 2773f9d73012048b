import { Component, type ReactNode } from 'react'
import { toErrorData, type ErrorData } from '../engine/errors'
import { ErrorBox } from './ErrorBox'

interface Props {
  readonly children: ReactNode
}

/** A view that fails shows its error in its own place; texts, scores and the other views stay. */
export class Boundary extends Component<Props, { readonly error: ErrorData | null }> {
  override state = { error: null }

  static getDerivedStateFromError(error: unknown): { error: ErrorData } {
    return { error: toErrorData(error) }
  }

  override render(): ReactNode {
    const { error } = this.state
    return error === null ? (
      this.props.children
    ) : (
      <ErrorBox error={error} onDismiss={() => this.setState({ error: null })} />
    )
  }
}
