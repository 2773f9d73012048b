export const heatmap = {
  title: 'heatmap',
}
