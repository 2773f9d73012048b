export const anatomy = {
  title: 'anatomy',
}
