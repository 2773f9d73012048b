export const endpoint = { title: 'endpoint' }
