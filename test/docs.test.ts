import {existsSync, readdirSync, readFileSync} from "node:fs"
import {dirname, join, resolve} from "node:path"
import {describe, expect, test} from "vitest"
import {EXIT} from "../src/cli/exit.ts"
import {OPERATIONS} from "../src/serve/index.ts"

const root = resolve(import.meta.dirname, "..")
const read = (path: string): string => readFileSync(join(root, path), "utf8")
const pages = ["", "docs", "samples", "score", "bench"].flatMap((folder) =>
  readdirSync(join(root, folder), {withFileTypes: true})
    .filter((e) => e.isFile() && e.name.endsWith(".md"))
    .map((e) => join(folder, e.name)),
)

describe("documentation", () => {
  test.each(pages)("%s: links lead to files that are there", (page) => {
    const links = [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map((m) => m[1] as string)
      .filter((link) => !/^[a-z]+:/.test(link))
    expect(links.filter((link) => !existsSync(resolve(root, dirname(page), link)))).toEqual([])
  })
  test("the README has every command and every exit code", () => {
    const readme = read("README.md")
    for (const name of ["read", "keep", "serve", "dates", "numbers", ...OPERATIONS.map((o) => o.name)])
      expect(readme).toContain(`\`isnad ${name}`)
    const codes = [...readme.matchAll(/^\| (\d+) \|/gm)].map((m) => Number(m[1]))
    expect(codes).toEqual(Object.values(EXIT))
  })
  test("scripts that the pages name are in package.json", () => {
    const {scripts} = JSON.parse(read("package.json")) as {scripts: {[name: string]: string}}
    const named = pages.flatMap((page) => [...read(page).matchAll(/npm run ([a-z-]+)/g)].map((m) => m[1] as string))
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([])
  })
  test("samples: each report has its gold, and the text of one is the text of the other", () => {
    const ids = readdirSync(join(root, "samples", "reports")).map((name) => name.replace(".txt", ""))
    expect(ids.length).toBe(44)
    for (const id of ids)
      expect((JSON.parse(read(`samples/gold/${id}.json`)) as {text: string}).text).toBe(read(`samples/reports/${id}.txt`))
  })
})
