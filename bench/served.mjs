// Milliseconds of the processor that a PostgreSQL server on this machine takes for programs called `isnad`; elsewhere they are not seen.
import {readFileSync} from "node:fs"

export async function serverTime(address) {
  const admin = new (await import("pg")).default.Client({connectionString: address})
  await admin.connect()
  const known = new Map()
  return {
    /// Their clock has steps of ten.
    async ms() {
      const {rows} = await admin.query("select pid from pg_stat_activity where application_name = 'isnad'")
      for (const {pid} of rows) {
        try {
          const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ")
          known.set(pid, 10 * (Number(fields[11]) + Number(fields[12])))
        } catch {
          // On another machine.
        }
      }
      return [...known.values()].reduce((a, b) => a + b, 0)
    },
    drop: (schema) => admin.query(`drop schema if exists ${schema} cascade`),
    end: () => admin.end(),
  }
}
