export const errors = { title: 'errors' }
