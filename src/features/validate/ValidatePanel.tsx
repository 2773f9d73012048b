import { DataBar } from './data/DataBar'
import { LiveSection } from './live/LiveSection'
import { RunBar } from './run/RunBar'
import { AnswerView } from './answer/AnswerView'
import { TriageView } from './triage/TriageView'
import view from '../../ui/view.module.css'
import css from './validate.module.css'

/** A file goes in at the top, the answer stands under it, the rows that it is about under that and take the rest of the height. */
export function ValidatePanel() {
  return (
    <div className={view.view}>
      <div className={`${view.viewBar} ${css.bar}`}>
        <div>
          <DataBar />
        </div>
        <div>
          <LiveSection />
        </div>
        <div>
          <RunBar />
        </div>
      </div>
      <div className={`${view.viewBody} ${css.body}`}>
        <AnswerView />
        <div className={css.rows}>
          <TriageView />
        </div>
      </div>
    </div>
  )
}
