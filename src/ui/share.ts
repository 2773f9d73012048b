/** part / whole; null where the whole is 0 and a share means nothing. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** As percent, for a column whose header says so. */
export const percent = (share: number | null): number | null => (share === null ? null : share * 100)
