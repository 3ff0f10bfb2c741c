// biome-ignore lint: generated
export interface DB {
  [table: string]: any
}
