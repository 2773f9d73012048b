/** Commands that open a tab or a section: made of what the features bring. */
import { title } from '../../core/commands/helpers'
import type { Command, Commands } from '../../core/commands/types'

export const commands: Commands = ({ app: { actions, features, store } }) => {
  const { view, openSections } = store.getState()
  return [
    ...features.flatMap(({ tab }): Command[] =>
      tab
        ? [
            {
              id: `go-${tab.name}`,
              group: 'go',
              title: tab.title,
              also: `tab view 标签页 打开 ${tab.formerly ?? ''}`,
              chosen: tab.name === view,
              run: () => actions.setView(tab.name),
            },
          ]
        : [],
    ),
    ...features.flatMap(({ section }): Command[] => {
      if (!section) return []
      const tab = features.find((each) => each.tab?.name === section.tab)!.tab!
      return [
        {
          id: `go-${section.tab}-${section.name}`,
          group: 'go',
          title: title(
            `${tab.title['zh-CN']}：${section.title['zh-CN']}`,
            `${tab.title.en}: ${section.title.en}`,
          ),
          chosen: view === section.tab && openSections[section.tab] === section.name,
          run: () => actions.showSection(section.tab, section.name),
        },
      ]
    }),
  ]
}
