// Vite hands over the text of a file whose import ends in ?raw.
declare module '*.js?raw' {
  const text: string

  export { text as default }
}
