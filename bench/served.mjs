// Milliseconds of the processor that other processes take: a program on this machine, and what a PostgreSQL server here does for programs
// called `isnad`; elsewhere they are not seen.
import {readFileSync} from "node:fs"

/// What a process on this machine has used so far, in steps of ten; undefined where this is not told.
export function processorOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ")
    return 10 * (Number(fields[11]) + Number(fields[12]))
  } catch {
    return undefined
  }
}

export async function serverTime(address) {
  const admin = new (await import("pg")).default.Client({connectionString: address})
  await admin.connect()
  const known = new Map()
  return {
    async ms() {
      const {rows} = await admin.query("select pid from pg_stat_activity where application_name like 'isnad %'")
      for (const {pid} of rows) {
        const used = processorOf(pid)
        if (used !== undefined) known.set(pid, used)
      }
      return [...known.values()].reduce((a, b) => a + b, 0)
    },
    drop: (schema) => admin.query(`drop schema if exists ${schema} cascade`),
    end: () => admin.end(),
  }
}
