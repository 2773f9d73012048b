/** Bad arguments or a bad input line: exit code 2. */
export class UsageError extends Error {}
