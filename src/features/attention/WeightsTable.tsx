import { Num } from '../../ui/Num'
import { TokenText } from '../../ui/TokenText'
import css from './attention.module.css'

interface WeightsTableProps {
  readonly tokens: readonly string[]
  readonly row: Float32Array
  readonly title: string
}

/** Shows the `<s>` row of one attention head as numbers. */
export function WeightsTable({ tokens, row, title }: WeightsTableProps) {
  return (
    <div className={css.weights} data-testid="attention-table">
      <p className="muted">{title}</p>
      {Array.from(row, (weight, key) => (
        <span key={key} data-testid="attention-weight" data-query={0} data-key={key} data-value={weight}>
          <span className="num muted">{key}</span> <TokenText token={tokens[key]!} /> <Num value={weight} />
        </span>
      ))}
    </div>
  )
}
