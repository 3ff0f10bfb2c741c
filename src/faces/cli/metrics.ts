import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Pages } from '#platform/cache'

/** The numbers a monitoring system may read (Prometheus text format). */
export interface Metrics {
  answered(status: number, ms: number): void
  text(): Promise<string>
}

/** Metrics of this process: Node's own, answers by class, and the page memory. */
export function metricsFrom(pages: Pages): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answers = new Counter({
    name: 'broadsheet_answers_total',
    help: 'Answers not sent from memory, by class',
    labelNames: ['class'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'broadsheet_answer_seconds',
    help: 'Time to answer, of answers not sent from memory',
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  const gauge = (name: string, help: string, value: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value())
      },
    })
  gauge('broadsheet_pages', 'Pages in memory', () => pages.numbers().pages)
  gauge('broadsheet_pages_bytes', 'Bytes of pages in memory', () => pages.numbers().bytes)
  gauge('broadsheet_page_hits', 'Pages sent from memory since the start', () => pages.numbers().hits)
  gauge('broadsheet_page_misses', 'Pages made afresh since the start', () => pages.numbers().misses)
  return {
    answered(status, ms) {
      answers.inc({ class: `${Math.floor(status / 100)}xx` })
      seconds.observe(ms / 1000)
    },
    text: () => registry.metrics(),
  }
}
