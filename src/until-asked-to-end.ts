/** Resolves at the first signal to end. A second one ends at once, for whoever has no patience. */
export function untilAskedToEnd(self: NodeJS.Process): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const ask = (): void => {
      if (asked) self.exit(130)
      asked = true
      resolve()
    }
    self.on('SIGINT', ask)
    self.on('SIGTERM', ask)
    // Whoever started us gave us a line to hear of its own end, also a sudden one.
    if (self.channel) self.once('disconnect', ask)
  })
}
