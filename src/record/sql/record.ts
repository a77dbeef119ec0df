import type {Kysely} from "kysely"
import type {Entity, EventClaim, FigureClaim, Report, ReportRecord, StatementClaim} from "../../model/index.ts"
import type {ClaimFamily} from "../store.ts"
import type {Tables} from "./tables.ts"

/// The record of a report as its row and its claims' rows have it.
export async function recordIn(db: Kysely<Tables>, row: {readonly seq: number; readonly body: string}): Promise<ReportRecord> {
  const claims = await db.selectFrom("claim").select(["family", "body"]).where("report", "=", row.seq).orderBy("seq").execute()
  const of = <T>(family: ClaimFamily): T[] => claims.filter((c) => c.family === family).map((c) => JSON.parse(c.body) as T)
  const {report, entities} = JSON.parse(row.body) as {report: Report; entities: Entity[]}
  return {
    isnad: 1,
    report,
    entities,
    events: of<EventClaim>("event"),
    statements: of<StatementClaim>("statement"),
    figures: of<FigureClaim>("figure"),
  }
}
