export const palette = {
  label: 'Commands',
  placeholder: 'A command, a view, a setting …',
  empty: 'No command has these words.',
  chosen: 'chosen',
  foot: '↑ ↓ choose · Enter runs · Esc closes. English, Chinese and API names are searched.',
  group: {
    run: 'Run',
    go: 'Go to',
    text: 'Texts',
    setting: 'Settings',
    case: 'Cases',
    vector: 'Vectors and requests',
    model: 'Model',
    page: 'Page',
    help: 'Help',
  },
}
