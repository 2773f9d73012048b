/** The forms in which requests are written. A new form needs a file, a line here and a name in types.ts. */
import { fetchCode } from './code/fetch'
import { httpie } from './code/httpie'
import { python } from './code/python'
import { bash } from './shells/bash'
import { cmd } from './shells/cmd'
import { powershell } from './shells/powershell'
import type { FormName, HttpRequest, Written } from './types'

/** Names are not translated. */
export const FORMS: Readonly<
  Record<FormName, { readonly label: string; readonly write: (requests: readonly HttpRequest[]) => Written }>
> = {
  bash: { label: 'bash', write: bash },
  powershell: { label: 'PowerShell', write: powershell },
  cmd: { label: 'cmd', write: cmd },
  fetch: { label: 'fetch', write: fetchCode },
  python: { label: 'Python requests', write: python },
  httpie: { label: 'HTTPie', write: httpie },
}
