import { Component, type ReactNode } from 'react'
import { toErrorData, type ErrorData } from '../engine/errors'
import { ErrorBox } from './ErrorBox'

interface Props {
  readonly children: ReactNode
}

/** Shows the error of a view that fails in place of that view. The rest of the page stays. */
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
