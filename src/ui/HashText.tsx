import { CopyButton } from './CopyButton'
import css from './HashText.module.css'

/** As many digits as tell two apart by eye; hover shows all, the button copies all. */
const SHORT = 12

export function HashText({ hash, label }: { readonly hash: string; readonly label: string }) {
  return (
    <span className={css.hash}>
      <span className="num" title={hash} data-value={hash}>
        {hash.slice(0, SHORT)}
      </span>
      <CopyButton iconOnly text={hash} label={label} />
    </span>
  )
}
