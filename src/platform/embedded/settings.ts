import { availableParallelism } from 'node:os'

/**
 * How the server runs: for one newspaper on one machine, the whole of which (server and Broadsheet) aims to stay under 400 MB.
 * Durability is left at PostgreSQL's own: fsync, full page writes and synchronous commit are on.
 */
export const SETTINGS: Record<string, string> = {
  max_connections: '60',
  shared_buffers: '48MB',
  work_mem: '8MB',
  maintenance_work_mem: '48MB',
  effective_cache_size: '512MB',
  // Reads from a small database are served from memory; the worker processes of PostgreSQL 18 would cost more than they save.
  io_method: 'sync',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: availableParallelism() > 2 ? '1' : '0',
  autovacuum_max_workers: '2',
  autovacuum_worker_slots: '2',
  // Short queries only: compiling one takes longer than running it.
  jit: 'off',
  // One server without standbys: less to write, and 16 MB segments are recycled sooner.
  wal_level: 'minimal',
  max_logical_replication_workers: '0',
  max_wal_senders: '0',
  min_wal_size: '32MB',
  max_wal_size: '256MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_line_prefix: '%m ',
  // A statement, or the detail of an error, may hold what a reader typed.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  restart_after_crash: 'on',
}
