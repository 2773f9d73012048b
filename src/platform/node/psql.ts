/** PostgreSQL's own client as a child process: a database without HTTP needs no library of ours. */
import { spawn } from 'node:child_process'
import { EngineError } from '../../engine/errors'

export interface PsqlOptions {
  /** "psql", or a path. */
  readonly program: string
  /** "postgresql://localhost/docs" without a password, or '': what PGHOST, PGDATABASE and ~/.pgpass say. */
  readonly url: string
  /** Goes to psql as PGPASSWORD. '': what psql finds itself. */
  readonly password: string
}

/**
 * Runs statements and gives the lines that they print.
 * @throws EngineError search/no-psql, search/psql with the server's own words
 */
export function psql(
  statements: string,
  { program, url, password }: PsqlOptions,
): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      program,
      ['-X', '-q', '-A', '-t', '-w', '-v', 'ON_ERROR_STOP=1', ...(url === '' ? [] : ['-d', url])],
      { env: { ...process.env, ...(password !== '' && { PGPASSWORD: password }), PGCLIENTENCODING: 'UTF8' } },
    )
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    // It may end before it has read everything.
    child.stdin.on('error', () => undefined)
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT' || error.code === 'EACCES'
          ? new EngineError(
              'search/no-psql',
              `There is no program ${program}: install PostgreSQL's client, or name it with --psql.`,
              {
                program,
              },
            )
          : error,
      ),
    )
    child.on('close', (code) => {
      const said = Buffer.concat(err).toString('utf8').trim()
      if (code !== 0)
        reject(new EngineError('search/psql', `PostgreSQL refused the search: ${said}`, { said }))
      else
        resolve(
          Buffer.concat(out)
            .toString('utf8')
            .split('\n')
            .filter((line) => line.trim() !== ''),
        )
    })
    child.stdin.end(statements)
  })
}
