/** The tab of what can be taken away, and of what came back different. */
export const vectors = {
  sections: {
    label: 'What to do with the vectors',
    download: 'Download',
    request: 'Request',
    endpoint: 'Live endpoint',
    why: 'Why does my vector differ?',
  },
}
