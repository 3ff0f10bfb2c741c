/** Lets so many through at once, keeps a few more waiting, and turns the rest away. */
export interface Turnstile {
  /** Does `work` when it is its turn; undefined where there is no room to wait or the wait was too long, and then it was not begun. */
  pass<result>(work: () => Promise<result>): Promise<{ readonly result: result } | undefined>
}

/** A turnstile for work that anyone may ask for and that costs much: `atOnce` at a time, `waiting` in the queue, each for at most `waitMs`. */
export function turnstile({ atOnce, waiting, waitMs }: { atOnce: number; waiting: number; waitMs: number }): Turnstile {
  const queue: ((mayGo: boolean) => void)[] = []
  let inside = 0

  function enter(): Promise<boolean> {
    if (inside < atOnce) {
      inside++
      return Promise.resolve(true)
    }
    if (queue.length >= waiting) return Promise.resolve(false)
    return new Promise((resolve) => {
      const answer = (mayGo: boolean) => {
        clearTimeout(timer)
        resolve(mayGo)
      }
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(answer), 1)
        answer(false)
      }, waitMs)
      queue.push(answer)
    })
  }

  // Whoever leaves hands the place to the next, so that nobody slips in between.
  function leave(): void {
    const next = queue.shift()
    if (next) next(true)
    else inside--
  }

  return {
    async pass(work) {
      if (!(await enter())) return undefined
      try {
        return { result: await work() }
      } finally {
        leave()
      }
    },
  }
}
