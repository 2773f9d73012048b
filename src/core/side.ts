export type Side = 'a' | 'b'
export const SIDES: readonly Side[] = ['a', 'b']
