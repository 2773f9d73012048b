/** The arguments or an input line are wrong. The process ends with exit code 2. */
export class UsageError extends Error {}
