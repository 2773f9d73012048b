export const exports = { title: 'exports' }
