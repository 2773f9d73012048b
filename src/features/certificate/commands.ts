import { title } from '../../core/commands/helpers'
import type { Commands } from '../../core/commands/types'

export const commands: Commands = ({ app: { store, actions } }) => {
  const { model, certification } = store.getState()
  return [
    {
      id: 'certificate',
      group: 'run',
      title: title('运行一致性证书', 'Run the parity certificate'),
      also: 'certify reference FlagEmbedding 检验 精度',
      unavailable:
        model.phase !== 'ready'
          ? title('模型还没有加载', 'no model is loaded')
          : certification.run.phase === 'running'
            ? title('正在运行', 'it is running')
            : undefined,
      run: () => {
        actions.setView('environment')
        actions.runCertificate()
      },
    },
  ]
}
