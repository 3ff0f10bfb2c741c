/** What can happen on the wire desk. What arrives is no fact of its own: the desk is told on a channel. */
export type WireFact =
  | { readonly fact: 'wire.killed'; readonly itemId: string; readonly revisionId: string }
  | { readonly fact: 'wire.corrected'; readonly itemId: string; readonly revisionId: string }
  | { readonly fact: 'wire.taken'; readonly itemId: string; readonly revisionId: string; readonly storyId: string }
  | { readonly fact: 'wire.updated'; readonly itemId: string; readonly revisionId: string; readonly storyId: string }
  | { readonly fact: 'wire.left'; readonly itemId: string; readonly revisionId: string; readonly storyId: string }
  | { readonly fact: 'wire.held'; readonly itemIds: readonly string[] }
  | { readonly fact: 'wire.spiked'; readonly itemIds: readonly string[] }
  | { readonly fact: 'wire.brought-back'; readonly itemIds: readonly string[] }
  | {
      readonly fact: 'wire.embargo-decided'
      readonly itemId: string
      readonly until: string | null
      readonly reason: string
    }
  | { readonly fact: 'wire.pulled'; readonly itemId: string; readonly storyIds: readonly string[] }
  | { readonly fact: 'wire.expired'; readonly itemId: string; readonly storyId: string; readonly isWithdrawn: boolean }
  | { readonly fact: 'wire.alarm-raised'; readonly alarmId: string; readonly itemId: string | null }
  | { readonly fact: 'wire.alarm-answered'; readonly alarmId: string; readonly itemId: string | null }
  | { readonly fact: 'wire.desk-arranged'; readonly deskId: string }
  | {
      readonly fact: 'wire.source-arranged'
      readonly sourceId: string
      readonly change: 'added' | 'changed' | 'switched-on' | 'switched-off' | 'removed' | 'given-a-key'
    }
