/** A share as a percentage without the sign "%", which stands in the column's header. */
export const percent = (share: number | null): number | null => (share === null ? null : share * 100)
