export const tokens = {
  title: 'tokens',
}
