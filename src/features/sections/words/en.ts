/** The tabs that consist of sections. */
export const sections = {
  label: {
    diagnose: 'What to find out',
    export: 'What to take along',
  },
}
