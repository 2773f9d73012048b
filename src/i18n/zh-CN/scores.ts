export const scores = { title: 'scores' }
