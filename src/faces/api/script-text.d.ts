// Vite hands over the text of a file whose import ends in ?raw.
declare module '*.js?raw' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: that is how Vite exports it
  export default text
}
