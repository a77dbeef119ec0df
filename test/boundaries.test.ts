import {existsSync, readdirSync, readFileSync, statSync} from "node:fs"
import {dirname, join, relative, resolve} from "node:path"
import {describe, expect, test} from "vitest"

/// Which part may import which: the travel of a report goes one way, and each folder has one door.
///
///     read → clean → annotate → extract → resolve → link → record → serve → cli
///
/// `gather` goes to where reports are, asks `read` what there is, and hands it on.
/// `model` and `support` stand under all of them; `kinds`, `knowledge` and `lang` are what the stages know.
const MAY: {readonly [part: string]: readonly string[]} = {
  model: [],
  support: ["model"],
  kinds: ["model", "support"],
  knowledge: ["model", "support"],
  lang: ["model", "support", "kinds", "knowledge"],
  read: ["model", "support", "lang"],
  clean: ["model", "support", "lang"],
  annotate: ["model", "support", "kinds", "knowledge", "lang", "clean"],
  extract: ["model", "support", "kinds", "knowledge", "lang", "annotate"],
  resolve: ["model", "support", "kinds", "knowledge", "lang", "annotate", "extract"],
  link: ["model", "support", "knowledge", "lang"],
  record: ["model", "support", "link"],
  // What readers give goes into the record, in groups, and is compared with the rest of it.
  intake: ["model", "support", "link", "record", "readers"],
  gather: ["model", "support", "read", "record", "readers", "intake"],
  serve: ["model", "support", "kinds", "knowledge", "link", "record", "readers"],
  // Over a server that carries inputs to workers: it reads them, and hands what they gave to the record.
  stream: ["model", "support", "readers", "record", "intake"],
  // Files that stand alone under src/: they join the stages.
  pipeline: ["model", "support", "kinds", "knowledge", "lang", "read", "clean", "annotate", "extract", "resolve", "compile", "open"],
  open: ["model", "support", "kinds", "knowledge", "lang", "clean", "annotate", "extract", "resolve", "compile", "compiled", "pipeline"],
  compile: ["model", "support", "kinds", "knowledge", "lang"],
  compiled: ["model", "support", "compile"],
  // Bytes to records and what they are compared by, on one core or many.
  readers: ["model", "support", "lang", "link", "read", "pipeline"],
  cli: [
    "model",
    "support",
    "kinds",
    "knowledge",
    "lang",
    "read",
    "link",
    "record",
    "gather",
    "serve",
    "stream",
    "pipeline",
    "readers",
    "intake",
  ],
}

const root = resolve(import.meta.dirname, "..")
const src = join(root, "src")

type Import = {readonly from: string; readonly to: string; readonly target: string}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, {withFileTypes: true}).flatMap((e) => {
    const path = join(folder, e.name)
    if (e.isDirectory()) return e.name === "data" ? [] : filesUnder(path)
    return /\.ts$/.test(e.name) && !/\.(test|contract)\.ts$/.test(e.name) ? [path] : []
  })
}

/// Static imports, exports from, and dynamic imports of our own files.
function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8").replace(/^\s*\/\/.*$/gm, "")
  return [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)"(\.{1,2}\/[^"]+)"/g)].map((m) => {
    const target = resolve(dirname(file), m[1] as string)
    return {from: partOf(file), to: partOf(target), target}
  })
}

/// The folder under src/, or the name of a file that stands alone there.
const partOf = (path: string): string => (relative(src, path).split("/")[0] as string).replace(/\.ts$/, "")

const files = filesUnder(src)
const where = (file: string): string => relative(root, file)

describe("boundaries", () => {
  test("every part under src/ is one of the plan", () => {
    expect(
      readdirSync(src)
        .map((name) => name.replace(/\.ts$/, ""))
        .filter((name) => !(name in MAY)),
    ).toEqual([])
  })
  test("imports name files that are there", () => {
    const missing = files.flatMap((file) =>
      importsOf(file)
        .filter((i) => !existsSync(i.target) || !statSync(i.target).isFile())
        .map((i) => `${where(file)} → ${where(i.target)}`),
    )
    expect(missing).toEqual([])
  })
  test("imports run one way", () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((i) => i.from !== i.to && !MAY[i.from]?.includes(i.to))
        .map((i) => `${where(file)} may not import ${where(i.target)}`),
    )
    expect(wrong).toEqual([])
  })
  test("a folder is entered by its door", () => {
    // A language is a folder of its own inside lang/.
    const doors = (to: string, target: string): boolean =>
      statSync(join(src, to), {throwIfNoEntry: false})?.isDirectory() !== true ||
      /^(?:[^/]+|lang\/[a-z]+)\/index\.ts$/.test(relative(src, target))
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((i) => i.from !== i.to && !doors(i.to, i.target))
        .map((i) => `${where(file)} enters ${where(i.target)} not by its door`),
    )
    expect(wrong).toEqual([])
  })
  test("languages do not know each other", () => {
    const languageOf = (path: string): string | undefined => /^lang\/([a-z]+)\//.exec(relative(src, path))?.[1]
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((i) => languageOf(file) && languageOf(i.target) && languageOf(file) !== languageOf(i.target))
        .map((i) => `${where(file)} → ${where(i.target)}`),
    )
    expect(wrong).toEqual([])
  })
  test("stages ask the language, and never which it is", () => {
    const wrong = files
      .filter((f) => !/^(?:lang|cli|read)$/.test(partOf(f)) && /(?:language|lang|code)\s*[!=]==\s*"[a-z]{2}"/.test(readFileSync(f, "utf8")))
      .map(where)
    expect(wrong).toEqual([])
  })
  test("the pages know the contract and the model, and nothing else", () => {
    const web = join(root, "web")
    const pages = readdirSync(web, {recursive: true, encoding: "utf8"}).filter((f) => /\.tsx?$/.test(f) && !f.includes(".test."))
    const wrong = pages.flatMap((file) => {
      const text = readFileSync(join(web, file), "utf8")
      return [...text.matchAll(/^(import(?: type)?)\b[^"]*"((?:\.\.\/)+src\/[^"]+)"/gm)]
        .filter((m) => !(m[2]?.endsWith("src/model/index.ts") || (m[2]?.endsWith("src/serve/index.ts") && m[1] === "import type")))
        .map((m) => `web/${file} may not import ${m[2]}`)
    })
    expect(wrong).toEqual([])
    expect(pages.length).toBeGreaterThan(10)
  })
  test("the test sees imports", () => {
    expect(importsOf(join(src, "record", "index.ts")).length).toBeGreaterThan(0)
    expect(files.length).toBeGreaterThan(20)
  })
})
