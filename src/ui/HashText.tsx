import { CopyButton } from './CopyButton'
import css from './HashText.module.css'

/** The first digits of a hash, enough to tell two hashes apart. Hover shows all of it; the button copies it. */
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
