import '#newsroom/styles/editor.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { readStory } from '#newsroom/api-calls.ts'
import { Failed, Loading } from '#newsroom/parts/rest.tsx'
import { StoryDesk } from './story-desk.tsx'

/** The editor of one story: gets it, then lays it on the desk. */
export function Editor() {
  const { storyId } = useParams({ from: '/stories/$storyId' })
  // Read once: from here on the desk holds the copy, and what the server says of it comes with each save.
  const story = useQuery({
    queryKey: ['story', storyId],
    queryFn: () => readStory(storyId),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  if (story.isPending || (story.isFetching && !story.isFetchedAfterMount)) {
    return (
      <main id="work">
        <Loading what="the story" />
      </main>
    )
  }
  if (story.isError) {
    return (
      <main id="work">
        <Failed error={story.error} again={() => void story.refetch()} />
      </main>
    )
  }
  return <StoryDesk key={storyId} first={story.data} />
}
