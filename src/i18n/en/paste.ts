export const paste = { title: 'paste' }
