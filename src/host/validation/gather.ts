/** A database's documents into pairs: hashing and counting take longer than a page may. */
import { throwIfCancelled } from '../../engine/errors'
import type { EnginePorts, Handlers } from '../handlers'

export const validationGatherHandlers = (ports: EnginePorts): Pick<Handlers, 'validationGather'> => ({
  validationGather: async ({ name, judged, answers }, { signal }) => {
    const [{ gather }, { checksOf }] = await Promise.all([
      import('../../formats/search/set'),
      import('../../engine/validate/checks'),
    ])
    const gathered = await gather(name, judged, answers)
    const { set } = gathered
    const checks = await checksOf(set, { rows: set.pairs.count, emptyCells: 0 }, async () => {
      await ports.yieldToEvents()
      throwIfCancelled(signal)
    })
    return { ...gathered, checks }
  },
})
