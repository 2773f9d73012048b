export const attention = {
  title: 'attention',
}
