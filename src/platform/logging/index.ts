import { type DestinationStream, type Logger, pino } from 'pino'

/** Writes one JSON line for each thing worth telling. */
export type Log = Logger

/** Logs as JSON lines to stderr, so that stdout stays free for what a command prints. `level` as pino names them. */
export function logTo(level: string, stream: DestinationStream = pino.destination({ dest: 2, sync: false })): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['req.headers', 'headers.cookie', 'token'] },
    stream,
  )
}
