export const environment = { title: 'environment' }
