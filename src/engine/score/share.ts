/** part ÷ whole; null where the whole is 0 and a share means nothing. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
