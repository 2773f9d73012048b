export function buildKernels(options?: { force?: boolean; log?: (line: string) => void }): Promise<void>
export function setup(): Promise<void>
