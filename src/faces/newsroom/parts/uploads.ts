import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { PhotoView } from '#faces/api/contract'
import { CHANGE_HEADERS, problemOf, sentenceOf, Unreachable } from '#newsroom/api-client.ts'

/** A file on its way to the library. `done` is a share, 0 to 1. */
export interface Upload {
  readonly key: number
  readonly name: string
  readonly done: number
  readonly state: 'waiting' | 'sending' | 'done' | 'failed'
  readonly sentence: string
}

/** Files a browser may offer; the server decides by their content. */
export const PHOTO_TYPES = 'image/jpeg,image/png,image/webp,image/avif,image/heic,image/tiff,image/gif'

/** Sends one file to the library. XMLHttpRequest, since fetch does not tell how far an upload is. */
export function uploadPhoto(file: File, onDone: (share: number) => void): Promise<PhotoView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/photos')
    for (const [name, value] of Object.entries(CHANGE_HEADERS)) request.setRequestHeader(name, value)
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) =>
      onDone(event.lengthComputable ? event.loaded / event.total : 0),
    )
    request.addEventListener('error', () => reject(new Unreachable()))
    request.addEventListener('load', () => {
      const photo = PhotoView.safeParse(request.response)
      if (request.status < 300 && photo.success) resolve(photo.data)
      else reject(problemOf(request.status, request.response))
    })
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}

/** Sends files one after another and says how far each is. */
export function useUploads(onPhoto: (photo: PhotoView) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const queries = useQueryClient()
  const next = useRef(1)
  const latest = useRef(onPhoto)
  latest.current = onPhoto

  const send = useCallback(
    async (files: readonly File[]) => {
      const batch = files.map((file) => ({ file, key: next.current++ }))
      const set = (key: number, change: Partial<Upload>) =>
        setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)))
      setUploads((all) => [
        ...all.filter((upload) => upload.state !== 'done'),
        ...batch.map(({ file, key }): Upload => ({ key, name: file.name, done: 0, state: 'waiting', sentence: '' })),
      ])
      for (const { file, key } of batch) {
        set(key, { state: 'sending' })
        try {
          const photo = await uploadPhoto(file, (done) => set(key, { done }))
          queries.setQueryData(['photo', photo.id], photo)
          set(key, { state: 'done', done: 1 })
          latest.current(photo)
        } catch (error) {
          set(key, { state: 'failed', sentence: sentenceOf(error) })
        }
      }
      await queries.invalidateQueries({ queryKey: ['photos'] })
      setUploads((all) => all.filter((upload) => upload.state !== 'done'))
    },
    [queries],
  )
  const drop = useCallback((key: number) => setUploads((all) => all.filter((upload) => upload.key !== key)), [])
  return { uploads, send, drop }
}
