/** For Windows PowerShell 5.1 and PowerShell 7. */
import { headerText, KEY_VARIABLE, written } from '../pieces'
import type { HttpRequest, Written } from '../types'
import { windowsJson } from './ascii'

const WHY = `# The body goes through a file, in ASCII: PowerShell 5.1 and 7 hand quotes on differently, and curl.exe reads arguments in the code page.
`

/**
 * .NET writes UTF-8 without a byte order mark in both versions. Its current folder is not PowerShell's, so the path is
 * absolute.
 */
const writeFile = (body: string, file: string): string =>
  `[IO.File]::WriteAllText("$($PWD.ProviderPath)/${file}", '${windowsJson(body)}')\n`

export function powershell(requests: readonly HttpRequest[]): Written {
  const { text, files } = written(
    requests,
    ({ body }) => body !== null,
    ({ url, headers, body }, file) => {
      const parts = [
        `curl.exe -sS '${url}'`,
        ...headers.map(([name, value]) =>
          typeof value === 'string'
            ? `-H '${name}: ${value}'`
            : `-H "${name}: ${headerText(value, `$env:${KEY_VARIABLE}`)}"`,
        ),
        ...(file === null ? [] : [`--data-binary '@${file}'`]),
      ]
      return (file === null ? '' : writeFile(body!, file)) + parts.join(' `\n  ')
    },
  )
  return { text: files.length === 0 ? text : WHY + text, files }
}
