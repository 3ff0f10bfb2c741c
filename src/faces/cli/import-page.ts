export async function importPageCommand(_args: string[], _world: unknown): Promise<0 | 1 | 2> {
  return 2
}
