/** The tab "vectors". */
export const vectors = {
  sections: {
    label: 'What to do with the vectors',
  },
}
