/// Names on the server, all under one prefix, so that several records can share it.
///
///     PREFIX.reports.live    what came just now
///     PREFIX.reports.fill    what is read up from archives: taken when nothing live waits
///     PREFIX.dead.LANE       what could not be read, with the reason
export type Lane = "live" | "fill"
export const LANES: readonly Lane[] = ["live", "fill"]

export const DEFAULT_PREFIX = "isnad"

export type Names = ReturnType<typeof namesOf>
export function namesOf(prefix: string) {
  const upper = prefix.toUpperCase().replace(/[^A-Z0-9_-]/g, "_")
  return {
    reports: `${upper}_REPORTS`,
    dead: `${upper}_DEAD`,
    subject: (lane: Lane): string => `${prefix}.reports.${lane}`,
    deadSubject: (lane: Lane): string => `${prefix}.dead.${lane}`,
    reportSubjects: `${prefix}.reports.>`,
    deadSubjects: `${prefix}.dead.>`,
    consumer: (lane: Lane): string => `readers-${lane}`,
  } as const
}
