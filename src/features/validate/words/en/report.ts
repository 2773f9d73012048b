export const report = {
  save: 'Report',
  making: 'Making the report …',
  title: 'HTML report of all pairs of this run: one file that is read without a network',
}
