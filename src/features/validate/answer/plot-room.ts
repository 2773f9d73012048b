/** Pixels around a chart's plot. What lies over and under a chart (brush, bands) is placed by the same numbers. */
export const PLOT = { left: 36, right: 8, top: 6, bottom: 18 } as const
