/// What a record holds, in one word that is another where anything in it is: reports, versions, claims, names, what joins them, what persons
/// said, bytes as they came. It does not depend on the order in which they came, nor on when; so two records can be compared wherever and
/// however each was made. The ledger, the history and the log of access tell of one record only, and are counted.
export type Contents = {readonly digest: string; readonly counts: {readonly [what in ContentsPart]: number}}

export const CONTENTS = [
  "reports",
  "origins",
  "claims",
  "entities",
  "names",
  "compared",
  "pairs",
  "decisions",
  "inputs",
  "readings",
  "entries",
  "changes",
] as const
export type ContentsPart = (typeof CONTENTS)[number]
