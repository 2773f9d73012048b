import { DIALECTS } from '../../formats/request'
import { DIALECT_NAMES } from '../../formats/request/types'
import { press, title } from '../../core/commands/helpers'
import type { Command, Commands } from '../../core/commands/types'

export const commands: Commands = ({ app: { store, actions } }) => {
  const { dialect: now } = store.getState().requests
  return [
    press('copy-curl', {
      id: 'copy-curl',
      group: 'vector',
      title: title('复制 curl', 'Copy as curl'),
      also: 'request httpie fetch python 请求',
    }),
    ...DIALECT_NAMES.map((dialect): Command => ({
      id: `request-${dialect}`,
      group: 'vector',
      title: title(
        `请求的服务：${DIALECTS[dialect].label}`,
        `Server of the request: ${DIALECTS[dialect].label}`,
      ),
      also: 'api endpoint 接口',
      chosen: dialect === now,
      run: () => {
        actions.setRequests({ dialect })
        actions.showSection('export', 'request')
      },
    })),
  ]
}
