/** The tab of what can be taken away, and of what came back different. */
export const vectors = {
  sections: {
    label: 'What to do with the vectors',
  },
}
