/** Everything the clock sets off: minute, hour, day, month, weekday (UTC), and the job. */
export const schedule: readonly { readonly when: string; readonly job: string }[] = [
  { when: '* * * * *', job: 'publish-overdue' },
]

/** The schedule as graphile-worker takes it. */
export function crontab(): string {
  return schedule.map(({ when, job }) => `${when} ${job} ?max=3`).join('\n')
}
