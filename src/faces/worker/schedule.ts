/** Everything the clock sets off: minute, hour, day, month, weekday (UTC), and the job. */
export const schedule: readonly { readonly when: string; readonly job: string }[] = [
  { when: '* * * * *', job: 'publish-overdue' },
  { when: '*/5 * * * *', job: 'wire-expire' },
  { when: '* * * * *', job: 'wire-quiet' },
  { when: '* * * * *', job: 'wire-pictures' },
  { when: '*/5 * * * *', job: 'expire-photos' },
  // Stories show how the match stands, a minute late at most; matches also open and close because time passes.
  { when: '* * * * *', job: 'gifts-appeal' },
  // By night in America, when the processor has closed its day.
  { when: '20 10 * * *', job: 'gifts-sweep' },
  // What was begun and not gone on with for a day.
  { when: '17 * * * *', job: 'sweep-uploads' },
  // Fetches only when that is due; the ear also changes because time passes.
  { when: '* * * * *', job: 'weather' },
]

/** The schedule as graphile-worker takes it. */
export function crontab(): string {
  return schedule.map(({ when, job }) => `${when} ${job} ?max=3`).join('\n')
}
