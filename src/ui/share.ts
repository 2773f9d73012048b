export { shareOf } from '../engine/score/share'

/** As percent, for a column whose header says so. */
export const percent = (share: number | null): number | null => (share === null ? null : share * 100)
