/** Statistics of a validation: pure functions of columns, fetched when they are asked for. They need no model and never wait for one. */
import type { Handlers } from '../handlers'

type AnswerCall =
  | 'validationAnswer'
  | 'validationGroups'
  | 'validationClasses'
  | 'validationCompare'
  | 'validationFusion'
  | 'validationProduction'

/** @param checkpoint lets waiting messages in; throws run/cancelled after a cancel */
export const answerHandlers = (
  checkpoint: (signal: AbortSignal) => () => Promise<void>,
): Pick<Handlers, AnswerCall> => ({
  validationAnswer: async (request) => (await import('../../engine/validate/answer')).answer(request),
  validationGroups: async (request) => (await import('../../engine/validate/groups')).groupsOf(request),
  validationClasses: async (request) => (await import('../../engine/validate/classes')).classes(request),
  validationCompare: async (request) => {
    const { compareRuns, compareScores } = await import('../../engine/validate/compare')
    return 'of' in request ? compareScores(request) : compareRuns(request)
  },
  validationFusion: async (request, { signal, progress }) =>
    request.kind === 'apply'
      ? (await import('../../engine/validate/fusion/apply')).applyFusion(request)
      : (await import('../../engine/validate/fusion/grid')).gridSearch(request, {
          checkpoint: checkpoint(signal),
          onProgress: progress,
        }),
  validationProduction: async (request) =>
    (await import('../../engine/validate/production/production')).productionOf(request),
})
