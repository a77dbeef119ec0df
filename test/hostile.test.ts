import {describe, expect, test} from "vitest"
import {readFeed, readGiven, readOpml, readSitemap} from "../src/read/index.ts"
import {hostileInputs} from "./hostile.ts"

/// `npm run hostile` tries a thousand, the suite a part of them.
const COUNT = Number(process.env["ISNAD_HOSTILE"] ?? 150)
const SEED = Number(process.env["ISNAD_HOSTILE_SEED"] ?? 20240305)
/// Seconds of processor time that one input may take: the clock on the wall tells of other programs too.
const MOST_SECONDS = 2
const MOST_MEMORY = 1500e6

describe("hostile inputs", () => {
  test(`${COUNT} of them: each an issue or a report, none long, none large`, {timeout: COUNT * 2000}, async () => {
    const slow: string[] = []
    const silent: string[] = []
    const thrown: string[] = []
    let longest = {seconds: 0, what: ""}
    let peak = 0
    let reports = 0
    let issues = 0
    let n = 0
    for (const {family, name, bytes} of hostileInputs(COUNT, SEED)) {
      const what = `${n++} ${family} ${name} ${bytes.length}`
      const doors: readonly (readonly [door: string, read: () => Promise<unknown>])[] = [
        ["read", () => readGiven(name, bytes)],
        ...(/xml|rss/.test(name) ? ([["feed", () => readFeed(bytes, "https://e.example/f")]] as const) : []),
        ...(/sitemap/.test(name) ? ([["sitemap", () => readSitemap(bytes, "https://e.example/s")]] as const) : []),
        ...(/opml/.test(name) ? ([["opml", () => readOpml(bytes, "https://e.example/o")]] as const) : []),
      ]
      for (const [door, read] of doors) {
        const from = process.cpuUsage()
        try {
          const got = await read()
          if (door === "read") {
            const readings = got as Awaited<ReturnType<typeof readGiven>>
            if (readings.length === 0) silent.push(what)
            for (const r of readings) "report" in r ? reports++ : issues++
            if (readings.some((r) => "issue" in r && r.issue.code === "internal")) thrown.push(`${what}: internal`)
          }
        } catch (error) {
          thrown.push(`${what} ${door}: ${error instanceof Error ? error.stack?.split("\n").slice(0, 3).join(" ") : error}`)
        }
        const {user, system} = process.cpuUsage(from)
        const seconds = (user + system) / 1e6
        if (seconds > longest.seconds) longest = {seconds, what: `${what} ${door}`}
        if (seconds > MOST_SECONDS) slow.push(`${what} ${door}: ${seconds.toFixed(1)} s`)
      }
      peak = Math.max(peak, process.memoryUsage().rss)
    }
    console.log(
      `${n} inputs: ${reports} reports, ${issues} issues; the longest ${longest.seconds.toFixed(2)} s (${longest.what}); at most ${(peak / 1e6).toFixed(0)} MB resident`,
    )
    expect({slow, silent, thrown}).toEqual({slow: [], silent: [], thrown: []})
    expect(peak).toBeLessThan(MOST_MEMORY)
  })
})
