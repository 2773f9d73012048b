import { Suspense } from 'react'
import { useAppState } from '../../core/react'
import { onDemand } from '../../ui/on-demand'
import { isDiagnosed } from './source'
import css from './place.module.css'

const DiagnosisList = onDemand(async () => (await import('./DiagnosisList')).DiagnosisList, 'diagnosis')

/** Keeps the room of the list from the start of the first run on, so that nothing moves when it arrives. */
export function DiagnosisPlace() {
  const isThere = useAppState(isDiagnosed)
  if (!isThere) return null
  return (
    <Suspense fallback={<div className={css.place} />}>
      <div className={css.place}>
        <DiagnosisList />
      </div>
    </Suspense>
  )
}
