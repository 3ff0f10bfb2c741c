import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { PhotoView } from '#faces/api/contract'
import { sentenceOf } from '#newsroom/api-client.ts'
import { sendPhoto } from './send-photo.ts'

/** A file on its way to the library. `share` of it is on the server, 0 to 1; then it is read there. */
export interface Upload {
  readonly key: number
  readonly name: string
  readonly share: number
  readonly state: 'waiting' | 'sending' | 'done' | 'failed'
  readonly sentence: string
}

// A browser keeps six connections to a server; the rest of the newsroom needs some of them.
const AT_ONCE = 3

interface Parcel {
  readonly file: File
  readonly kept: { whole?: string }
  stop: AbortController
}

// A list goes away when all of it is in the library. While one of it is not, it says how the others went.
function withoutFinished(all: readonly Upload[]): readonly Upload[] {
  return all.every(({ state }) => state === 'done') ? [] : all
}

/** Sends files to the library, a few at a time, and says how far each is; `onAll` hears how many came when none is on its way any more. Each may be cancelled, or tried again where it stopped. */
export function useUploads(onPhoto: (photo: PhotoView) => void, onAll: (count: number) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const queries = useQueryClient()
  const parcels = useRef(new Map<number, Parcel>())
  const waiting = useRef<number[]>([])
  const busy = useRef(0)
  const next = useRef(1)
  const come = useRef(0)
  const latest = useRef({ onPhoto, onAll })
  latest.current = { onPhoto, onAll }

  const set = useCallback(
    (key: number, change: Partial<Upload>) =>
      setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...change } : upload))),
    [],
  )
  const forget = useCallback((key: number) => {
    parcels.current.delete(key)
    setUploads((all) => withoutFinished(all.filter((upload) => upload.key !== key)))
  }, [])

  const sendOne = useCallback(
    async (key: number, parcel: Parcel) => {
      set(key, { state: 'sending', sentence: '' })
      try {
        const onShare = (share: number) => set(key, { share })
        const photo = await sendPhoto(parcel.file, { onShare, signal: parcel.stop.signal, kept: parcel.kept })
        queries.setQueryData(['photo', photo.id], photo)
        set(key, { state: 'done', share: 1 })
        come.current += 1
        latest.current.onPhoto(photo)
      } catch (error) {
        if (!parcel.stop.signal.aborted) set(key, { state: 'failed', sentence: sentenceOf(error) })
      }
    },
    [set, queries],
  )
  const goOn = useCallback(async () => {
    if (busy.current >= AT_ONCE) return
    const key = waiting.current.shift()
    if (key === undefined) return
    const parcel = parcels.current.get(key)
    busy.current += 1
    if (parcel && !parcel.stop.signal.aborted) await sendOne(key, parcel)
    busy.current -= 1
    if (busy.current === 0 && waiting.current.length === 0) {
      await queries.invalidateQueries({ queryKey: ['photos'] })
      setUploads(withoutFinished)
      if (come.current > 0) latest.current.onAll(come.current)
      come.current = 0
    }
    void goOn()
  }, [sendOne, queries])

  const send = useCallback(
    (files: readonly File[]) => {
      const batch = files.map((file) => ({ file, key: next.current++ }))
      for (const { file, key } of batch) {
        parcels.current.set(key, { file, kept: {}, stop: new AbortController() })
        waiting.current.push(key)
      }
      setUploads((all) => [
        ...withoutFinished(all),
        ...batch.map(({ file, key }): Upload => ({ key, name: file.name, share: 0, state: 'waiting', sentence: '' })),
      ])
      for (let free = busy.current; free < AT_ONCE; free += 1) void goOn()
    },
    [goOn],
  )
  const cancel = useCallback(
    (key: number) => {
      parcels.current.get(key)?.stop.abort()
      forget(key)
    },
    [forget],
  )
  const again = useCallback(
    (key: number) => {
      const parcel = parcels.current.get(key)
      if (!parcel) return
      parcel.stop = new AbortController()
      waiting.current.push(key)
      set(key, { state: 'waiting', sentence: '' })
      void goOn()
    },
    [goOn, set],
  )

  // A page left in the middle would stop them; they can be gone on with, but nobody should do so by mistake.
  const isBusy = uploads.some(({ state }) => state === 'waiting' || state === 'sending')
  useEffect(() => {
    if (!isBusy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isBusy])
  return { uploads, send, cancel, again }
}
