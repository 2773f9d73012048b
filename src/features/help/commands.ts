import { title } from '../../core/commands/helpers'
import type { Command, Commands } from '../../core/commands/types'
import { TERMS } from './glossary'

export const commands: Commands = ({ app: { actions } }) => [
  {
    id: 'help',
    group: 'help',
    title: title('帮助：快捷键、术语表、指南', 'Help: keys, glossary, guides'),
    also: 'shortcuts manual 手册',
    keys: '?',
    run: () => actions.showHelp(),
  },
  ...TERMS.map(({ id, en, zh }): Command => ({
    id: `term-${id}`,
    group: 'help',
    title: title(`术语：${zh}`, `Glossary: ${en}`),
    run: () => actions.showHelp(en),
  })),
]
