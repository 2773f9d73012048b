import { title } from '../../core/commands/helpers'
import type { Commands } from '../../core/commands/types'

export const commands: Commands = ({ app: { actions } }) => [
  {
    id: 'paste-request',
    group: 'case',
    title: title('粘贴请求…', 'Paste a request…'),
    also: 'curl har fetch json log 日志 载入',
    run: () => actions.openPaste(true),
  },
]
