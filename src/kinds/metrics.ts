import {type Metric, METRICS} from "../model/index.ts"

/// What one metric means to a reader, and how its parties stand.
export type MetricKind = {
  readonly name: Metric
  readonly says: string
  readonly label: {readonly ar: string; readonly en: string}
  /// How many parties the metric is between; 0 where it is of whoever is named.
  readonly sides: 0 | 2
  /// `from-to`: exporter then importer; `to-from`: importer then origin.
  readonly order: "none" | "from-to" | "to-from"
}

const define = (
  name: Metric,
  ar: string,
  says: string,
  order: MetricKind["order"] = "none",
  sides: MetricKind["sides"] = order === "none" ? 0 : 2,
): MetricKind => ({name, says, label: {ar, en: name}, sides, order})

export const METRIC_KINDS: readonly MetricKind[] = [
  define("trade", "تجارة", "Goods and services exchanged between parties.", "none", 2),
  define("exports", "صادرات", "What the first party sells to the second.", "from-to"),
  define("imports", "واردات", "What the first party buys from the second.", "to-from"),
  define("energy", "طاقة", "Energy supplied: oil, gas, electricity."),
  define("investment", "استثمار", "Money put into a country or project."),
  define("aid", "مساعدات", "Economic, military or humanitarian aid, deposits and grants."),
  define("gdp", "ناتج", "Output of an economy and its growth."),
  define("casualties", "ضحايا", "Dead, wounded and missing."),
  define("displaced", "نازحون", "People who fled or were moved."),
  define("troops", "قوات", "Soldiers deployed or held."),
  define("price", "أسعار", "Prices, costs, exchange rates, inflation."),
  define("production", "إنتاج", "What is produced, pumped or harvested, and cuts of it."),
  define("budget", "موازنة", "Public or company income, spending and reserves."),
  define("debt", "ديون", "Debts and loans."),
  define("count", "عدد", "Anything else that is counted."),
  define("share", "نسبة", "A part of a whole, in per cent."),
  define("duration", "مدة", "How long something lasts."),
  define("other", "غير ذلك", "A number that none of the others covers."),
]

const byName = new Map<Metric, MetricKind>(METRIC_KINDS.map((m) => [m.name, m]))

export function metricKind(name: Metric): MetricKind {
  const found = byName.get(name)
  if (!found) throw new Error(`no metric "${name}": expected one of ${METRICS.join(", ")}`)
  return found
}
