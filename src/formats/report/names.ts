/** The formats that reports are written in, each with its version. A change that breaks readers gets a higher version. */
export const REPORT_VERSIONS = {
  'm3scope/score-breakdown': 1,
  'm3scope/anatomy': 1,
  'm3scope/tokens': 1,
  'm3scope/attention': 1,
  'm3scope/environment': 1,
  'm3scope/model-comparison': 1,
  'm3scope/endpoint-comparison': 1,
  'm3scope/endpoint-sweep': 1,
  'm3scope/diagnosis': 1,
  'm3scope/why': 1,
  'm3scope/encode': 1,
  'm3scope/validation': 1,
} as const

export type ReportFormat = keyof typeof REPORT_VERSIONS

/** The two fields that every report begins with. */
export const stamp = <F extends ReportFormat>(
  format: F,
): { readonly format: F; readonly version: (typeof REPORT_VERSIONS)[F] } => ({
  format,
  version: REPORT_VERSIONS[format],
})
