/** Where a live story stands besides its own page, so that those pages can be made afresh. */
export interface Place {
  readonly sectionId: string | null
  readonly writers: readonly string[]
  readonly topics: readonly string[]
  readonly day: string
}

/** What can happen to a story. `places` are those before and after. */
export type StoryFact =
  | { readonly fact: 'story.drafted'; readonly storyId: string; readonly copyOf?: string }
  | { readonly fact: 'story.revised'; readonly storyId: string; readonly revision: number }
  | {
      readonly fact: 'story.published'
      readonly storyId: string
      readonly places: readonly Place[]
      readonly first: boolean
    }
  | {
      readonly fact: 'story.corrected'
      readonly storyId: string
      readonly correctionId: string
      readonly places: readonly Place[]
    }
  | { readonly fact: 'story.scheduled'; readonly storyId: string; readonly for: string }
  | { readonly fact: 'story.unscheduled'; readonly storyId: string }
  | { readonly fact: 'story.missed-its-time'; readonly storyId: string; readonly why: string }
  | { readonly fact: 'story.withdrawn'; readonly storyId: string; readonly places: readonly Place[] }
  | { readonly fact: 'story.held'; readonly storyId: string; readonly kind: string }
  | { readonly fact: 'story.hold-lifted'; readonly storyId: string; readonly kind: string }
  | { readonly fact: 'story.restored'; readonly storyId: string; readonly version: number }
